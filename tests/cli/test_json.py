"""Every field of every answer is described in engine/cli/JSON.md, and every field described is there."""

import re

import pytest
from conftest import OPTIONS, ROOT

PAGE = (ROOT / "engine" / "cli" / "JSON.md").read_text()


def described(section):
    """Fields in the tables of a section, as dotted paths; `[]` stands for the elements of a list."""
    text = re.split(r"^## ", PAGE, flags=re.M)
    text = [part for part in text if part.startswith(section + "\n")][0]
    return set(re.findall(r"^\| `([^`]+)` \|", text, flags=re.M))


def fields(value, prefix=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield prefix + key
            yield from fields(inner, f"{prefix}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, prefix[:-1] + "[].")


def same(answer, section, free=(), absent=()):
    """`free`: maps whose keys are names of the model. `absent`: fields that this answer need not have."""
    inside = lambda field: any(field.startswith(name + ".") for name in free)
    found = {field for field in fields(answer) if not inside(field)}
    assert found <= described(section), found - described(section)
    assert described(section) - found <= set(absent), described(section) - found - set(absent)


SHOWN = "costs: {general: 100 EUR/month, shown_by: revenue}\n"


def test_diagnostics(polku, tiny):
    done = polku("run", tiny("behaviour: {gian: 4}"), "--json", "--set", "run.seed=abc")
    assert done.code == 2
    same(done.json(), "Mistakes", absent=["diagnostics[].notes[]." + key for key in ("file", "line", "column", "message")])


def test_notes_of_diagnostics(polku, tiny):
    answer = polku("check", tiny(), "--json", "--set", "providers.us.price=-5 EUR").json()
    assert [note["line"] for note in answer["diagnostics"][0]["notes"]] == [11]
    same(answer, "Mistakes")


def test_check(polku, tiny):
    done = polku("check", tiny(OPTIONS), "--json")
    assert done.code == 0
    same(done.json(), "check", absent=[f for f in described("check") if f.startswith(("diagnostics[].", "questionnaires[]."))])


def test_check_of_questionnaires(polku, tiny, tmp_path):
    (tmp_path / "asked.csv").write_text("works_functional,works_dysfunctional\n" + 9 * "I expect it,I dislike it\n")
    done = polku("check", tiny(OPTIONS), "--json", "--set", f"attributes.works.kano={{questionnaire: {tmp_path}/asked.csv}}")
    assert done.code == 0, done.err
    same(done.json(), "check", absent=[f for f in described("check") if f.startswith("diagnostics[].")])


@pytest.mark.parametrize("words", [["run"], ["run", "-o", "x.h5"]])
def test_run(polku, tiny, words):
    done = polku(*words, tiny(SHOWN), "--json")
    assert done.code == 0
    same(done.json(), "run")


def test_compare(polku, tiny):
    done = polku("compare", tiny(OPTIONS + SHOWN), "--json")
    assert done.code == 0
    run = described("run")
    answer = {field for field in fields(done.json())}
    assert run <= answer
    # Null without a maximum, empty without uncertain numbers.
    contest = {f for f in described("compare") if f.startswith(("selection.", "assumptions[]"))}
    assert answer - run == described("compare") - contest, answer ^ (run | described("compare"))
    settled = OPTIONS.replace("indifference: 0", "indifference: 100 EUR, most_replications: 9")
    settled += "uncertain: {behaviour.reference_weight: [0 %, 100 %]}\n"
    assert contest <= set(fields(polku("compare", tiny(settled, "settled.yaml"), "--json").json()))


def test_explain(polku, tiny):
    options = OPTIONS.replace("set: {providers.us.price: 12 EUR}", "set: {providers.us.price: 8 EUR, journey.buy.gate.success: 95 %}")
    assert polku("compare", tiny(options), "--horizon", "3 years", "-o", "x.h5", "--quiet").code == 0
    same(polku("explain", "x.h5", "--option", "dearer", "--json").json(), "explain")


RANGES = ["--vary", "behaviour.reference_weight=0 %..100 %", "--vary", "providers.us.price=8 EUR..14 EUR"]


def test_optimize(polku, tiny):
    same(polku("optimize", tiny(OPTIONS), "--json").json(), "optimize")


def test_sweep(polku, tiny):
    found = set(fields(polku("sweep", tiny(OPTIONS), *RANGES, "--points", "32", "--json").json()))
    size = ["--vary", "options.dearer.size=0..2", "--points", "3"]
    found |= set(fields(polku("sweep", tiny(OPTIONS), *size, "--json").json()))
    assert found == described("sweep"), found ^ described("sweep")


def test_sensitivity(polku, tiny):
    answer = polku("sensitivity", tiny(OPTIONS), *RANGES, "--trajectories", "2", "--points", "4", "--json").json()
    same(answer, "sensitivity")


def test_trace(polku, tiny):
    found = set()
    for customer in range(12):
        answer = polku("trace", tiny(), "--customer", customer, "--json", "--horizon", "5 years").json()
        found |= {f for f in fields(answer) if not f.startswith(("portrait.needs_per_year.", "portrait.categories."))}
    assert found <= described("trace"), found - described("trace")


def test_digest(polku, tiny):
    polku("run", tiny(), "-o", "x.h5", "--quiet")
    same(polku("digest", "x.h5", "--json").json(), "digest")


def test_what_is_unknown_is_null(polku, tiny):
    answer = polku("run", tiny(), "--json", "--replications", "1").json()
    assert answer["measures"][0]["low"] is None and answer["file"] is None


def test_discover(polku, tmp_path):
    rows = "".join(f"{n},{activity},2026-01-{1 + n % 28:02}T1{i}:00:00Z\n" for n in range(40) for i, activity in enumerate("abc"))
    (tmp_path / "log.csv").write_text("case,activity,timestamp\n" + rows)
    same(polku("discover", "log.csv", "--json").json(), "discover")
