"""`polku graph`, `polku schema`, `polku digest`: what describes models and results."""

import json
import os
import shutil
import xml.etree.ElementTree as xml

import pytest
from conftest import ROOT, THREE


def test_a_journey_is_drawn_in_every_format(polku, tiny):
    file = tiny()
    assert polku("graph", file, "--format", "dot").out.startswith("digraph")
    assert polku("graph", file, "--format", "mermaid").out.startswith("flowchart")
    assert xml.fromstring(polku("graph", file, "--format", "graphml").out).tag.endswith("graphml")


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
def test_svg_is_the_default_and_can_go_to_a_file(polku, tiny, tmp_path):
    file = tiny()
    done = polku("graph", file, "-o", "journey.svg")
    assert done.code == 0 and done.out == ""
    assert xml.parse(tmp_path / "journey.svg").getroot().tag.endswith("svg")
    assert polku("graph", file, "-o", "journey.svg").code == 3
    assert polku("graph", file, "-o", "journey.svg", "--force", "--quiet").err == ""


def test_without_graphviz_svg_says_what_to_install(polku, tiny):
    done = polku("graph", tiny(), env={"PATH": "/nowhere"})
    assert done.code == 3 and "graphviz" in done.err.lower()


def test_a_scenario_with_mistakes_is_not_drawn(polku, tiny):
    done = polku("graph", tiny("behaviour: {gian: 4}"), "--format", "dot")
    assert done.code == 2 and done.out == ""


def test_the_schema_accepts_what_is_shipped(polku):
    yaml, jsonschema = pytest.importorskip("yaml"), pytest.importorskip("jsonschema")
    schema = json.loads(polku("schema").out)
    jsonschema.Draft7Validator.check_schema(schema)
    for file in [THREE, ROOT / "models" / "broadband" / "model.yaml"]:
        jsonschema.validate(yaml.safe_load(file.read_text()), schema)


def test_the_reference_is_markdown(polku):
    page = polku("schema", "--reference").out
    assert "| " in page and "horizon" in page and page.endswith("\n")


def test_a_schema_that_nobody_reads_to_the_end_is_no_drama(polku):
    reader, writer = os.pipe()
    os.close(reader)
    done = polku("schema", stdout=writer)
    os.close(writer)
    assert (done.code, done.err) == (3, "")


def test_a_digest_is_one_line(polku, tiny):
    polku("run", tiny(), "-o", "out.h5", "--quiet")
    done = polku("digest", "out.h5")
    assert done.code == 0 and len(done.out) == 33
    assert polku("digest", "out.h5", "--json").json() == {"file": "out.h5", "digest": done.out.strip()}


def test_what_is_no_result_has_no_digest(polku, tiny):
    for file in [tiny(), "missing.h5", "/dev/null"]:
        done = polku("digest", file)
        assert done.code == 3 and done.out == "" and done.err.startswith("error: ")


def test_a_damaged_result_is_noticed(polku, tiny, tmp_path):
    polku("run", tiny(), "-o", "out.h5", "--quiet")
    raw = bytearray((tmp_path / "out.h5").read_bytes())
    raw[len(raw) // 2] ^= 1
    (tmp_path / "out.h5").write_bytes(raw)
    assert polku("digest", "out.h5").code == 3
