"""A published Kano questionnaire of 358 respondents, counted by the ordinary command line, gives the published figures."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("POLKU_DATA", ROOT.parent / "shared" / "data"))
ANSWERS = DATA / "kano" / "transfers--all_cohorts-clean.csv"

FEATURES = ["F6", "F7", "F8", "F9", "F10", "F11"]
BETTER = [0.394, 0.584, 0.610, 0.682, 0.593, 0.565]
WORSE = [-0.100, -0.550, -0.573, -0.312, -0.815, -0.387]
CLASSES = "indifferent one_dimensional one_dimensional attractive one_dimensional one_dimensional".split()


@pytest.fixture
def check():
    if not ANSWERS.exists():
        pytest.skip(f"no data in {ANSWERS}")

    def run(how):
        words = [os.environ["POLKU"], "check", Path(__file__).parent / "kano_shop.yaml", how]
        for name in FEATURES:
            words += ["--set", f"attributes.{name}.kano.questionnaire={ANSWERS.resolve()}"]
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_better_worse_and_the_classes_are_the_published_ones(check):
    found = check("--json")["questionnaires"]

    assert [one["attribute"] for one in found] == FEATURES
    assert [round(one["better"], 3) for one in found] == BETTER
    assert [round(one["worse"], 3) for one in found] == WORSE
    assert [one["class"] for one in found] == CLASSES
    assert all(one["answers"] + one["questionable"] + one["unanswered"] == 358 for one in found)


def test_the_class_that_berger_s_rule_and_the_plain_mode_dispute_is_told_as_mixed(check):
    answer = check("--json")
    found = {one["attribute"]: one for one in answer["questionnaires"]}

    assert found["F11"]["fong"]["largest"] == "indifferent" and found["F11"]["class"] == "one_dimensional"
    unclear = {name for name, one in found.items() if not one["fong"]["clear"]}
    told = {d["message"].split("`")[1] for d in answer["diagnostics"] if d["code"] == "mixed-class"}
    assert told == unclear


def test_the_model_takes_the_shares_and_the_result_needs_no_file(check):
    echo = check("--echo")
    counts = {one["attribute"]: one["counts"] for one in check("--json")["questionnaires"]}

    for name in FEATURES:
        mix, total = echo["attributes"][name]["kano"], sum(counts[name].values())
        assert mix == pytest.approx({category: count / total for category, count in counts[name].items() if count})
