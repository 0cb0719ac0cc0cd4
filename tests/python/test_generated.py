"""The schema and the reference page are what the program prints, and every shipped file satisfies the schema."""

import json
import subprocess

import jsonschema
import pytest
import yaml
from conftest import ROOT, program

SCENARIOS = ROOT / "scenarios"
SHIPPED = sorted([*SCENARIOS.rglob("*.yaml"), *(ROOT / "models").rglob("*.yaml")])


def printed(*options: str) -> str:
    return subprocess.run([program("POLKU"), "schema", *options], check=True, capture_output=True, text=True).stdout


def test_the_schema_beside_the_scenarios_is_the_one_printed():
    assert (SCENARIOS / "polku.schema.json").read_text() == printed()


def test_the_reference_page_is_the_one_printed():
    assert (SCENARIOS / "README.md").read_text() == printed("--reference")


def test_the_schema_is_a_valid_draft_7_schema():
    jsonschema.Draft7Validator.check_schema(json.loads(printed()))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_shipped_file_satisfies_the_schema(file):
    jsonschema.Draft7Validator(json.loads(printed())).validate(yaml.safe_load(file.read_text()))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_shipped_file_passes_the_check(file):
    answer = subprocess.run([program("POLKU"), "check", str(file)], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    if "oracles" not in file.parts:  # some of these are bare formulas on purpose
        assert "warning" not in answer.stderr
