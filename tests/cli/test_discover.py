"""`polku discover`: a model from an event log, its forecast, and what is said of logs that are wrong."""

import csv
import gzip
import os
import random
import re
import resource
import subprocess
import time
from datetime import datetime, timedelta, timezone

import pytest
import yaml
from conftest import ROOT, program

START = datetime(2026, 1, 1, tzinfo=timezone.utc)
HEADER = "case,activity,timestamp\n"


def rows_of(cases, seed=1):
    """CSV of cases: lists of (activity, hours since the event before)."""
    text = [HEADER]
    for number, case in enumerate(cases):
        at = START + timedelta(hours=number)
        for activity, hours in case:
            at += timedelta(hours=hours)
            text.append(f"{number},{activity},{at.isoformat()}\n")
    return "".join(text)


def orders(count, seed=1):
    """Orders that remember: who came by phone pays by bill, who came online by card; packing is done again."""
    luck = random.Random(seed)
    cases = []
    for _ in range(count):
        phone = luck.random() < 0.4
        case = [("phone" if phone else "online", 0), ("enter order", luck.expovariate(1))]
        case.append(("pack", luck.expovariate(1 / 24)))
        while luck.random() < 0.2:
            case.append(("pack", luck.expovariate(1)))
        case.append(("bill" if phone else "card", luck.choice([0.1, 48])))
        cases.append(case)
    return cases


def steps_by_title(model):
    found = {}
    for step in model["journey"].values():
        found.setdefault(step.get("title"), []).append(step)
    return found


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text(rows_of(orders(2000)))
    return path


def test_a_model_comes_out_that_polku_runs(polku, log):
    done = polku("discover", log, "-o", "model.yaml")
    assert done.code == 0 and "2,000 cases" in done.out and "6 activities" in done.out, done.err
    ran = polku("run", "model.yaml", "--replications", "2")
    assert ran.code == 0, ran.err


def test_what_came_before_is_remembered_and_rework_is_a_gate(polku, log, tmp_path):
    polku("discover", log, "-o", "model.yaml", "--quiet")
    model = yaml.safe_load((tmp_path / "model.yaml").read_text())
    steps = steps_by_title(model)
    assert len(steps["pack"]) >= 2 and len(steps["bill"]) == 1  # packed for a phone order, or for one online
    for pack in steps["pack"]:
        assert float(pack["gate"]["success"].removesuffix("%")) == pytest.approx(80, abs=4)
    begin = model["journey"]["begin"]
    assert begin["silent"] is True and len(begin["next"]) == 2


def test_the_forecast_is_close_and_closer_than_a_markov_chain(polku, log):
    test = polku("discover", log, "--json").json()["test"]
    assert test["held_out_cases"] == 600 and test["learned_cases"] == 1400
    assert test["model"]["variants"] < 0.04 < test["markov"]["variants"]  # the chain mixes cards and bills
    assert test["model"]["follows"] < 0.03 and test["model"]["steps"] < 0.05
    assert abs(test["model"]["mean_duration_days"] / test["mean_duration_days"] - 1) < 0.1


def test_a_process_that_stays_the_same_is_learned_from_all_cases(polku, log):
    answer = polku("discover", log, "--json").json()
    assert answer["recent"]["share"] == 1 and answer["model"]["cases"] == 2000


def test_a_process_that_changed_is_learned_from_its_present(polku, tmp_path):
    luck = random.Random(9)
    cases = []
    for n in range(1000):  # first b mostly before c, later c mostly before b
        first = luck.random() < (0.9 if n < 350 else 0.1)
        cases.append([("a", 0), ("b" if first else "c", 1), ("c" if first else "b", 1)])
    (tmp_path / "a.csv").write_text(rows_of(cases))
    done = polku("discover", "a.csv")
    assert "The process has changed" in done.out
    answer = polku("discover", "a.csv", "--json").json()
    assert answer["recent"]["share"] <= 0.5 and answer["test"]["model"]["variants"] < 0.05
    assert polku("discover", "a.csv", "--json", "--recent", "100 %").json()["model"]["cases"] == 1000


def test_no_test_is_made_where_nothing_is_held_out(polku, log):
    assert polku("discover", log, "--json", "--holdout", "0").json()["test"] is None


def test_equal_logs_give_equal_models(polku, log, tmp_path):
    for name in ("a.yaml", "b.yaml"):
        polku("discover", log, "-o", name, "--quiet", "--threads", 1 if name == "a.yaml" else 2)
    assert (tmp_path / "a.yaml").read_bytes() == (tmp_path / "b.yaml").read_bytes()


def test_discover_run_export_discover_is_stable(polku, log, tmp_path):
    polku("discover", log, "-o", "first.yaml", "--quiet")
    assert polku("run", "first.yaml", "--replications", "1", "--set", "record.events=2000", "-o", "r.h5", "--quiet").code == 0
    assert polku("export", "r.h5", "--format", "xes", "-o", "again.xes", "--quiet").code == 0
    assert polku("discover", "again.xes", "-o", "second.yaml", "--quiet").code == 0
    first, second = (steps_by_title(yaml.safe_load((tmp_path / f"{n}.yaml").read_text())) for n in ("first", "second"))
    assert {k: len(v) for k, v in first.items()} == {k: len(v) for k, v in second.items()}
    for a, b in zip(first["pack"], second["pack"]):
        share = lambda step: float(step["gate"]["success"].removesuffix("%"))
        assert share(a) == pytest.approx(share(b), abs=5)


def test_xes_gzip_and_csv_of_the_same_log_give_the_same_model(polku, log, tmp_path):
    cases = {}
    for row in csv.DictReader(log.open()):
        cases.setdefault(row["case"], []).append(row)
    xes = ['<?xml version="1.0"?><log xes.version="2.0" xmlns="http://www.xes-standard.org/">']
    for name, rows in cases.items():
        xes.append(f'<trace><string key="concept:name" value="{name}"/>')
        xes += [f'<event><string key="concept:name" value="{r["activity"]}"/>'
                f'<date key="time:timestamp" value="{r["timestamp"]}"/></event>' for r in rows]
        xes.append("</trace>")
    (tmp_path / "orders.xes.gz").write_bytes(gzip.compress(("\n".join(xes) + "</log>").encode()))
    models = []
    for name in ("orders.csv", "orders.xes.gz"):
        assert polku("discover", name, "-o", "m.yaml", "--quiet", "--force").code == 0
        models.append(yaml.safe_load((tmp_path / "m.yaml").read_text()))
    assert models[0] == models[1]


def test_columns_can_be_named_and_other_separators_are_seen(polku, tmp_path):
    (tmp_path / "a.csv").write_text("\ufeffWho;What;When\n" + rows_of(orders(50)).removeprefix(HEADER).replace(",", ";"))
    done = polku("discover", "a.csv")
    assert done.code == 2 and "--case" in done.err and "`Who`, `What`, `When`" in done.err
    assert polku("discover", "a.csv", "--case", "Who", "--activity", "What", "--time", "When").code == 0
    done = polku("discover", "a.csv", "--case", "Woh")
    assert done.code == 2 and "Did you mean `Who`?" in done.err


def test_everything_left_out_is_counted(polku, tmp_path):
    good = rows_of([[("a", 0), ("b", 1)]] * 50)
    (tmp_path / "a.csv").write_text(good + "9,c,yesterday\n,b,2026-01-01\n7,b\n0,b," + good.split("\n")[2].split(",")[2] + "\n")
    done = polku("discover", "a.csv")
    assert done.code == 2
    for line in ("a.csv:102: error: `yesterday`", "a.csv:103: error: the event has no case", "a.csv:104: error: the line has 2 fields"):
        assert line in done.err
    done = polku("discover", "a.csv", "--skip-bad", "--drop-duplicates")
    assert done.code == 0 and "3 events left out" in done.out and "1 event left out: the same case" in done.out
    done = polku("discover", "a.csv", "--skip-bad")
    assert done.code == 0 and "a.csv:105: warning" in done.err and "--drop-duplicates" in done.err


def test_rare_ways_are_left_out_on_demand_and_counted(polku, tmp_path):
    cases = [[("a", 0), ("b", 1)]] * 99 + [[("a", 0), ("oddity", 1), ("b", 1)]]
    (tmp_path / "a.csv").write_text(rows_of(cases))
    done = polku("discover", "a.csv", "--rare", "2 %", "-o", "m.yaml", "--holdout", "0")
    assert "1 case left out: they take one of 2 rare transitions" in done.out
    assert "oddity" not in (tmp_path / "m.yaml").read_text()
    polku("discover", "a.csv", "-o", "n.yaml", "--holdout", "0")
    assert "oddity" in (tmp_path / "n.yaml").read_text()


def test_only_completions_count_where_a_log_tells_them_apart(polku, tmp_path):
    text = "case,activity,timestamp,lifecycle:transition\n"
    for n in range(20):
        text += f"{n},a,2026-01-01T10:00:00Z,start\n{n},a,2026-01-01T11:00:00Z,complete\n"
    (tmp_path / "a.csv").write_text(text)
    done = polku("discover", "a.csv", "--json", "--holdout", "0").json()
    assert done["left_out"]["other_lifecycle"] == 20 and done["log"]["events"] == 20


def test_a_loop_without_time_can_be_run(polku, tmp_path):
    luck = random.Random(3)
    text = HEADER
    for n in range(500):  # dates alone: all of a case falls on one day
        while True:
            text += "".join(f"{n},{activity},2026-01-{1 + n % 28:02}\n" for activity in "ab")
            if luck.random() < 0.5:
                break
    (tmp_path / "a.csv").write_text(text)
    done = polku("discover", "a.csv", "-o", "m.yaml")
    assert done.code == 0 and "in a loop without any time" in done.out
    assert polku("run", "m.yaml", "--replications", "1").code == 0


ENTITIES = "<!DOCTYPE log [" + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)) + ']><log>&a11;</log>'
EVENT = '<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-01-01T00:00:00Z"/></event>'
TRACE = f"<trace>{EVENT}</trace>\n"
WRONG = {
    "empty": (b"", "the file is empty"),
    "blank": (b"\n\n", "no text"),
    "only a header": (HEADER.encode(), "no event in the log"),
    "no columns": (b"x,y\n1,2\n", "obviously the case"),
    "two columns of one name": (b"case,activity,time,Case\n1,a,2026-01-01,2\n", "could both be meant"),
    "bad date": (HEADER.encode() + b"1,a,2026-02-30\n", ":2: error: `2026-02-30` is not a time"),
    "latin 1": (HEADER.encode() + "1,caf\u00e9,2026-01-01\n1,ol\u00e9,2026-01-01\n".encode("latin1"), ":2: error: the activity is no UTF-8"),
    "two encodings": (HEADER.encode() + "1,caf\u00e9,2026-01-01\n".encode() + "1,caf\u00e9,2026-01-01\n".encode("latin1"), ":3: error"),
    "utf-16": ((HEADER + "1,a,2026-01-01\n").encode("utf-16"), "UTF-16"),
    "open quotation": (HEADER.encode() + b'1,"a,2026-01-01\n' + b"x" * 1000, ":2: error: a quotation mark opens here"),
    "endless field": (HEADER.encode() + b'1,"' + b"x" * (3 << 20), ":2: error: a field begins here that has no end"),
    "endless line": (HEADER.encode() + b"1,a," * 50_000, "more than 10000 fields"),
    "binary": (bytes(range(256)) * 10, "no text in UTF-8"),
    "not a log": (b"<html><body/></html>", "not `log`"),
    "entities": (ENTITIES.encode(), "document type"),
    "deep": (b"<log>" + b"<trace>" * 200_000, "stand in each other"),
    "endless tag": (b'<log><trace a="' + b"x" * (6 << 20), "has no end within 4 MiB"),
    "cut xml": (f"<log>\n{TRACE}{TRACE}<trace>{EVENT[:40]}".encode(), ":4: error: the file ends in the middle"),
    "xml in latin 1": ('<log><trace><event><string key="concept:name" value="caf\u00e9"/></event></trace></log>'.encode("latin1"), "no UTF-8"),
    "event without time": (f'<log>\n<trace><event><string key="concept:name" value="a"/></event></trace></log>'.encode(), ":2: error: the event has no time"),
    "cut gzip": (gzip.compress((f"<log>\n" + TRACE * 3000 + "</log>").encode())[:-200], "the packed file ends in the middle"),
    "damaged gzip": (b"\x1f\x8b\x08\x00" + b"\x00" * 6 + b"\xff" * 100, "damaged"),
    "gzip bomb": (gzip.compress(b"\0" * (64 << 20)), "no text in UTF-8"),
}


def at_most(size):
    """Sets a limit of memory, bytes, in the child. A sanitizer maps terabytes that it never touches: no limit for it."""
    return None if os.environ.get("POLKU_SANITIZE") else lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size))


@pytest.mark.parametrize("what", WRONG)
def test_a_hostile_log_gets_a_message_in_bounded_time_and_memory(what, tmp_path):
    content, said = WRONG[what]
    path = tmp_path / ("log.csv" if b"," in content[:30] else "log.xes")
    path.write_bytes(content)
    limit = at_most(700 << 20)
    begun = time.monotonic()
    done = subprocess.run([program(), "discover", path], capture_output=True, timeout=60, preexec_fn=limit)
    assert done.returncode == 2, done.stderr[-500:]
    assert said in done.stderr.decode() and len(done.stderr) < 20_000
    assert done.stdout == b"" and time.monotonic() - begun < 30


def test_ten_thousand_mistakes_are_told_in_twenty(polku, tmp_path):
    (tmp_path / "a.csv").write_text(HEADER + "1,a,never\n" * 10_000)
    done = polku("discover", "a.csv")
    assert done.code == 2 and done.err.count("error:") == 20


def test_a_log_that_is_not_there_is_an_error_of_the_environment(polku):
    done = polku("discover", "nowhere.xes")
    assert done.code == 3 and "nowhere.xes" in done.err


@pytest.mark.parametrize("words, said", [
    (["--rare", "2"], "--rare"),
    (["--holdout", "100 %"], "--holdout"),
    (["--recent", "0"], "--recent"),
    (["--split", "tiem"], "Did you mean `time`?"),
])
def test_wrong_options_are_explained(polku, log, words, said):
    done = polku("discover", log, *words)
    assert done.code == 2 and said in done.err


def test_a_million_events_stream_through_a_gigabyte(tmp_path):
    luck = random.Random(5)
    path = tmp_path / "large.csv.gz"
    with gzip.open(path, "wt", compresslevel=1) as file:
        file.write(HEADER)
        pattern = [rows_of(orders(2000, seed)).split("\n")[1:-1] for seed in range(4)]
        events, case = 0, 0
        while events < 1_000_000:
            for row in pattern[luck.randrange(4)]:
                number, activity, at = row.split(",")
                file.write(f"{case + int(number)},{activity},{at}\n")
                events += 1
            case += 2000
    limit = at_most(1000 << 20)
    begun = time.monotonic()
    done = subprocess.run([program(), "discover", path, "--threads", "1"], capture_output=True, preexec_fn=limit, timeout=240)
    assert done.returncode == 0, done.stderr[-500:]
    assert time.monotonic() - begun < 120
