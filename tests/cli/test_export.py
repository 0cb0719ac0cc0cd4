"""`polku export`: what other software reads, read by other software than Polku's."""

import csv
import json
import math
import re
import xml.etree.ElementTree as xml
from collections import Counter
from datetime import datetime, timezone

import h5py
import jsonschema
import pytest
from conftest import OPTIONS, ROOT

XES = "{http://www.xes-standard.org/}"
SHOP = ROOT / "models" / "webshop" / "model.yaml"
LIVES = ["--customers", "200", "--replications", "1", "--horizon", "1 year", "--set", "record.events=60", "--quiet"]

# What https://www.ocel-standard.org/2.0/ (section 9, JSON) demands.
NAMED = {"type": "object", "required": ["name", "type"], "properties": {
    "name": {"type": "string"}, "type": {"enum": ["string", "time", "integer", "float", "boolean"]}}}
TYPES = {"type": "array", "items": {"type": "object", "required": ["name", "attributes"], "properties": {
    "name": {"type": "string"}, "attributes": {"type": "array", "items": NAMED}}}}
LINKS = {"type": "array", "items": {"type": "object", "required": ["objectId", "qualifier"], "properties": {
    "objectId": {"type": "string"}, "qualifier": {"type": "string"}}}}
VALUE = {"type": "object", "required": ["name", "value"]}
OCEL = {
    "type": "object", "required": ["eventTypes", "objectTypes", "events", "objects"],
    "properties": {
        "eventTypes": TYPES, "objectTypes": TYPES,
        "events": {"type": "array", "items": {
            "type": "object", "required": ["id", "type", "time"], "properties": {
                "id": {"type": "string"}, "type": {"type": "string"}, "time": {"type": "string", "format": "date-time"},
                "attributes": {"type": "array", "items": VALUE}, "relationships": LINKS}}},
        "objects": {"type": "array", "items": {
            "type": "object", "required": ["id", "type"], "properties": {
                "id": {"type": "string"}, "type": {"type": "string"}, "relationships": LINKS,
                "attributes": {"type": "array", "items": {**VALUE, "required": ["name", "value", "time"]}}}}},
    },
}


@pytest.fixture
def lives(polku, tmp_path):
    """A result that keeps the events of 60 customers."""
    assert polku("run", SHOP, "-o", "lives.h5", *LIVES).code == 0
    return tmp_path / "lives.h5"


def read_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def story_of(polku, customer):
    few = ["--customers", "200", "--replications", "1", "--horizon", "1 year", "--set", "record.events=60"]
    return polku("trace", SHOP, "--customer", customer, "--json", *few).json()


def test_every_table_of_a_comparison_holds_the_numbers_of_the_result(polku, tiny, tmp_path):
    polku("compare", tiny(OPTIONS), "-o", "out.h5", "--quiet")
    assert polku("export", "out.h5", "--format", "csv", "-o", "tables").code == 0
    folder = tmp_path / "tables"
    compared = 0
    with h5py.File(tmp_path / "out.h5") as result:
        for name in ("periods", "customers", "differences", "steps"):
            rows = read_csv(folder / f"{name}.csv")
            headings = list(rows[0])
            for column in headings:
                data = result[name][column] if column in result[name] else None
                coded = name == "customers" and column in ("segment", "provider")
                if data is None or data.attrs.get("CLASS") == b"DIMENSION_SCALE" or coded:
                    continue
                flat = data[()].ravel()
                assert len(flat) == len(rows), (name, column)
                for row, number in zip(rows, flat):
                    assert math.isnan(number) if row[column] == "" else float(row[column]) == number
                compared += 1
    assert compared > 30
    assert {row["provider"] for row in read_csv(folder / "customers.csv")} <= {"us", "other", ""}


def test_each_column_of_each_table_is_explained(polku, tiny, tmp_path):
    polku("run", tiny(), "-o", "out.h5", "--quiet")
    polku("export", "out.h5", "-o", "tables")
    explained = {(row["table"], row["column"]) for row in read_csv(tmp_path / "tables" / "columns.csv")}
    for file in (tmp_path / "tables").glob("*.csv"):
        with open(file, newline="") as text:
            header = next(csv.reader(text))
        if file.stem != "columns":
            assert {(file.stem, column) for column in header} <= explained


def test_lines_end_and_texts_are_quoted_as_rfc_4180_says(polku, tiny, tmp_path):
    polku("run", tiny().rename(tmp_path / "a.yaml"), "-o", "out.h5", "--quiet")
    raw = polku("export", "out.h5", "--table", "summary").out
    assert raw.endswith("\r\n") and "\n" not in raw.replace("\r\n", "")
    polku("export", "out.h5", "-o", "tables")
    guide = (tmp_path / "tables" / "columns.csv").read_bytes().decode()
    assert '"1 if' not in guide and re.search(r',"[^"]*,[^"]*"\r\n', guide)  # a comma inside a meaning


def test_the_log_has_every_event_of_the_traced_lives(polku, lives, tmp_path):
    polku("export", lives, "--table", "log", "-o", "log.csv")
    rows = read_csv(tmp_path / "log.csv")
    assert {int(row["customer"]) for row in rows} <= set(range(60))
    for customer in (0, 17, 59):
        mine = [row for row in rows if int(row["customer"]) == customer]
        told = story_of(polku, customer)["events"]
        assert [(float(r["day"]), r["kind"]) for r in mine] == [(e["day"], e["kind"]) for e in told]
        for row, event in zip(mine, told):
            if event["kind"] in ("step", "felt", "need"):
                assert row["thing"] == event[{"felt": "attribute"}.get(event["kind"], event["kind"])]


def test_xes_keeps_the_rules_of_its_schema_and_every_step(polku, lives, tmp_path):
    done = polku("export", lives, "--format", "xes", "-o", "log.xes")
    assert done.code == 0 and "cases" in done.err
    root = xml.parse(tmp_path / "log.xes").getroot()
    assert root.tag == XES + "log" and re.fullmatch(r"\d+(\.\d+)?", root.get("xes.version"))
    order = [child.tag.removeprefix(XES) for child in root]
    ranks = {"extension": 0, "global": 1, "classifier": 2, "string": 3, "trace": 4}
    assert [ranks[tag] for tag in order] == sorted(ranks[tag] for tag in order)
    for node in root.iter():
        tag = node.tag.removeprefix(XES)
        if tag in ("string", "date", "int", "float", "boolean"):
            assert re.fullmatch(r"[A-Za-z_:][\w.:-]*", node.get("key")) and node.get("value") is not None
        if tag in ("global", "classifier"):
            assert re.fullmatch(r"[A-Za-z_]+", node.get("scope"))
    declared = {node.get("key") for part in root.iter(XES + "global") if part.get("scope") == "event" for node in part}
    steps = Counter()
    for trace in root.iter(XES + "trace"):
        times = []
        for event in trace.iter(XES + "event"):
            values = {node.get("key"): node.get("value") for node in event}
            assert declared <= set(values) and len(values) == len(list(event))
            times.append(datetime.fromisoformat(values["time:timestamp"]))
            steps[values["concept:name"]] += 1
        assert times == sorted(times) and times[0].tzinfo is not None
    told = Counter(e["step"] for c in range(60) for e in story_of(polku, c)["events"] if e["kind"] == "step")
    assert steps == told


def test_the_start_date_moves_every_time(polku, lives, tmp_path):
    rows = {}
    for start in ("2026-01-01", "2031-03-01"):
        polku("export", lives, "--table", "event_log", "--start", start, "-o", f"{start}.csv")
        rows[start] = [datetime.fromisoformat(row["timestamp"]) for row in read_csv(tmp_path / f"{start}.csv")]
    moved = {b - a for a, b in zip(*rows.values())}
    assert moved == {datetime(2031, 3, 1, tzinfo=timezone.utc) - datetime(2026, 1, 1, tzinfo=timezone.utc)}


def test_ocel_satisfies_its_schema_and_names_only_what_it_declares(polku, lives, tmp_path):
    assert polku("export", lives, "--format", "ocel", "-o", "log.json").code == 0
    log = json.loads((tmp_path / "log.json").read_text())
    jsonschema.Draft7Validator(OCEL).validate(log)
    event_types = {kind["name"]: {a["name"]: a["type"] for a in kind["attributes"]} for kind in log["eventTypes"]}
    object_types = {kind["name"]: {a["name"] for a in kind["attributes"]} for kind in log["objectTypes"]}
    objects = {thing["id"]: thing for thing in log["objects"]}
    assert len(objects) == len(log["objects"]) and len({e["id"] for e in log["events"]}) == len(log["events"])
    python = {"string": str, "float": (int, float), "boolean": bool}
    for event in log["events"]:
        assert datetime.fromisoformat(event["time"])
        for attribute in event["attributes"]:
            assert isinstance(attribute["value"], python[event_types[event["type"]][attribute["name"]]])
        assert all(link["objectId"] in objects for link in event["relationships"])
        assert "customer" in {objects[link["objectId"]]["type"] for link in event["relationships"]}
    for thing in log["objects"]:
        assert {a["name"] for a in thing["attributes"]} <= object_types[thing["type"]]
        assert all(link["objectId"] in objects for link in thing.get("relationships", []))
    told = sum(len(story_of(polku, c)["events"]) for c in range(0, 60, 20))
    mine = sum(any(l["objectId"] in ("customer 0", "customer 20", "customer 40") for l in e["relationships"]) for e in log["events"])
    assert mine == told


def test_titles_are_shown_and_silent_steps_are_not(polku, tiny, tmp_path):
    file = tiny()
    file.write_text(file.read_text().replace("stage: purchase\n", 'title: Buy "now" & <here>\n    stage: purchase\n')
                    .replace("{stage: choice,", "{silent: true, stage: choice,"))
    assert polku("run", file, "-o", "out.h5", "--set", "record.events=50", "--quiet").code == 0
    done = polku("export", "out.h5", "--format", "xes", "-o", "log.xes")
    assert "events of silent steps left out" in done.err
    names = {n.get("value") for e in xml.parse(tmp_path / "log.xes").getroot().iter(XES + "event") for n in e
             if n.get("key") == "concept:name"}
    assert names == {'Buy "now" & <here>'}


def test_options_have_logs_of_their_own(polku, tiny, tmp_path):
    polku("compare", tiny(OPTIONS), "-o", "out.h5", "--set", "record.events=200", "--quiet")
    rows = {}
    for world in ("baseline", "better"):
        polku("export", "out.h5", "--table", "event_log", "--world", world, "-o", f"{world}.csv")
        rows[world] = read_csv(tmp_path / f"{world}.csv")
    failed = {world: sum(row["outcome"] == "failure" for row in table) for world, table in rows.items()}
    assert failed["better"] < 0.7 * failed["baseline"]  # the rival still fails
    done = polku("export", "out.h5", "--table", "event_log", "--world", "beter")
    assert done.code == 2 and "Did you mean `better`?" in done.err


def test_a_result_without_events_says_how_to_get_them(polku, tiny):
    polku("run", tiny(), "-o", "out.h5", "--quiet")
    done = polku("export", "out.h5", "--format", "xes")
    assert done.code == 2 and "record.events" in done.err and done.out == ""


def test_events_do_not_depend_on_threads_and_change_no_other_number(polku, tiny, tmp_path):
    digests = {polku("run", tiny(), "--threads", n, "--set", "record.events=200", "--json").json()["digest"] for n in (1, 2)}
    assert len(digests) == 1
    measures = [polku("run", tiny(), "--set", f"record.events={n}", "--json").json()["measures"] for n in (0, 200)]
    assert measures[0] == measures[1]


def test_nothing_is_overwritten_without_force(polku, tiny, tmp_path):
    polku("run", tiny(), "-o", "out.h5", "--quiet")
    assert polku("export", "out.h5", "-o", "tables").code == 0
    (tmp_path / "tables" / "steps.csv").write_text("mine")
    done = polku("export", "out.h5", "-o", "tables")
    assert done.code == 3 and "exists" in done.err and (tmp_path / "tables" / "steps.csv").read_text() == "mine"
    assert polku("export", "out.h5", "-o", "tables", "--force").code == 0


@pytest.mark.parametrize("words, said", [
    (["--format", "xse"], "Did you mean `xes`?"),
    (["--table", "costumers"], "Did you mean `customers`?"),
    (["--start", "1.1.2026"], "--start 2026-01-01"),
    (["--start", "2026-02-30"], "not a date"),
    (["--case", "person"], "journey, customer"),
    ([], "-o FOLDER"),
])
def test_mistakes_are_explained(polku, tiny, words, said):
    polku("run", tiny(), "-o", "out.h5", "--quiet")
    done = polku("export", "out.h5", *words)
    assert done.code == 2 and said in done.err


def test_a_wait_that_repeats_itself_shows_every_round(polku, tmp_path):
    model = (ROOT / "tests/cli/conftest.py").read_text().split('TINY = """\\\n')[1].split('"""')[0].format("")
    model = model.replace("  choose: {stage", "  ponder: {stage: search, kind: wait, takes: 2 days, next: {ponder: 60 %, choose: 40 %}}\n"
                          "  choose: {stage").replace("starts: choose", "starts: ponder")
    (tmp_path / "ponder.yaml").write_text(model)
    polku("run", "ponder.yaml", "-o", "out.h5", "--replications", "1", "--set", "record.events=200", "--quiet")
    polku("export", "out.h5", "--table", "event_log", "-o", "log.csv")
    polku("export", "out.h5", "--table", "steps", "-o", "steps.csv")
    told = Counter(row["activity"] for row in read_csv(tmp_path / "log.csv"))
    counted = {row["step"]: int(row["visits"]) for row in read_csv(tmp_path / "steps.csv")}
    assert told["ponder"] > 1.5 * told["choose"] and dict(told) == counted
