"""Real event logs: what is learned from 70 % of the cases forecasts the rest better than a first-order Markov chain."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOGS = Path(os.environ.get("POLKU_DATA", ROOT.parent / "shared" / "data")) / "journeys"


def discovered(name, *words):
    if not (LOGS / name).exists():
        pytest.skip(f"{LOGS / name} is not there")
    answer = subprocess.run([os.environ["POLKU"], "discover", LOGS / name, "--json", *words], check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def test_the_receipt_log_is_read_as_it_is_described():
    log = discovered("receipt.xes.gz")["log"]
    assert log == {"cases": 1434, "events": 8577, "activities": 27, "variants": 116}


@pytest.mark.parametrize("split", ["time", "random"])
def test_held_out_cases_of_receipt_are_forecast_better_than_by_a_markov_chain(split):
    test = discovered("receipt.xes.gz", "--split", split)["test"]
    assert test["held_out_cases"] == 430
    assert test["model"]["variants"] < 0.75 * test["markov"]["variants"]
    # As close as the cases that were learned from are themselves: what is left is not the model's.
    assert test["model"]["variants"] < test["learned"]["variants"] + 0.03
    assert test["model"]["follows"] < test["markov"]["follows"] + 0.02


def test_the_change_of_the_process_is_noticed_in_the_past_and_the_forecast_gains():
    found, plain = (discovered("receipt.xes.gz", "--tested", *words) for words in ([], ["--recent", "1"]))
    assert found["recent"]["share"] < 1 and plain["recent"]["share"] == 1
    assert found["test"]["model"]["variants"] < 0.6 * plain["test"]["model"]["variants"]


def test_both_forms_of_the_running_example_are_the_same_log():
    xes, table = (discovered(f"running-example.{kind}", "--holdout", "0") for kind in ("xes", "csv"))
    assert xes["log"] == table["log"] == {"cases": 6, "events": 42, "activities": 8, "variants": 6}
    assert xes["model"] == table["model"]
