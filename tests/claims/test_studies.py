"""Every claim on trial, by the ordinary command line: the verdict is computed, no study can come out one way only,
and the files are what the field of studies asks for."""

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
POLKU = os.environ.get("POLKU", ROOT / "build" / "release" / "polku")
FILES = sorted((ROOT / "scenarios" / "studies").glob("[A-Z][0-9]*.yaml"))


def trial(file, *more):
    done = subprocess.run([POLKU, "study", file, "--json", "--quiet", *more], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_there_are_studies():
    assert len(FILES) >= 14


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_study_can_come_out_more_than_one_way(file):
    found = trial(file)
    settings = [found["written"], *(setting for turn in found["turns"] for setting in turn["settings"])]
    verdicts = {setting["verdict"] for setting in settings}

    assert found["claim"] == file.stem.split("-")[0]
    assert len(verdicts) > 1, f"every setting {verdicts}: what would flip it?"
    assert verdicts <= {"holds", "fails", "undecided"}
    # The verdict as a whole follows from the settings.
    expected = "depends" if {"holds", "fails"} <= verdicts else found["written"]["verdict"]
    assert found["verdict"] == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_verdict_follows_from_the_interval(file):
    found = trial(file, "--customers", "300", "--replications", "3")
    for setting in [found["written"], *(s for turn in found["turns"] for s in turn["settings"])]:
        above, below = setting["low"] > found["threshold"], setting["high"] < found["threshold"]
        assert setting["verdict"] == ("holds" if above else "fails" if below else "undecided")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_claim_is_not_assumed(file):
    """A coefficient that is the claim itself stays at its default, which is off."""
    behaviour = yaml.safe_load(file.read_text()).get("behaviour", {})
    assert not {"conflict_on_leaving", "breakup_criticality"} & set(behaviour)
