"""Two published cohorts: fitted to seven years, Polku forecasts the next five as well as the published model does."""

import csv
import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
from scipy.special import betaln

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("POLKU_DATA", ROOT.parent / "shared" / "data"))


@pytest.mark.parametrize("cohort, within", [("regular", 0.04), ("high_end", 0.06)])  # published: 1.8 %, 4.1 % at year 12
def test_survival_of_years_8_to_12_is_forecast_from_years_1_to_7(tmp_path, cohort, within):
    source = DATA / "retention" / "fader_hardie_2007_survival.csv"
    if not source.exists():
        pytest.skip(f"no data in {source}")
    with source.open() as rows:
        curve = "year,share\n" + "".join(f"{row['year']},{row[cohort]} %\n" for row in csv.DictReader(rows))
    (tmp_path / "curve.csv").write_text(curve)
    words = [os.environ["POLKU"], "calibrate", ROOT / "scenarios" / "studies" / "retention-calibrated.yaml",
             "--data", tmp_path / "curve.csv", "-o", tmp_path / "found.yaml", "--json", "--set", "calibrate.particles=100"]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

    answer = json.loads(done.stdout)
    steps = answer["targets"][0]["forecast"]["steps"]

    assert len(steps) == 5
    assert abs(steps[-1]["expected"] / steps[-1]["actual"] - 1) < within
    a, b = (number for number in answer["numbers"])
    for number, exact in zip((a, b), exact_intervals([float(line.split(",")[1].strip(" %")) for line in curve.splitlines()[1:9]])):
        # In the logarithm, in which both lie along one valley: ends within a tenth of the interval's length.
        low, high, length = np.log(number["low"]), np.log(number["high"]), np.log(exact[1] / exact[0])
        assert abs(low - np.log(exact[0])) < 0.1 * length and abs(high - np.log(exact[1])) < 0.1 * length, (number, exact)


def exact_intervals(survival):
    """Where 90 % of the posterior of a and of b lie by the likelihood of sBG (Fader & Hardie 2007), on a grid that is even in the
    logarithm over the ranges of the search, 1,000 customers."""
    log_a, log_b = np.linspace(np.log(0.1), np.log(5), 400), np.linspace(np.log(0.1), np.log(20), 400)
    a, b = np.meshgrid(np.exp(log_a), np.exp(log_b), indexing="ij")
    stay = np.array([np.exp(betaln(a, b + year) - betaln(a, b)) for year in range(8)])
    counts = 1000 * np.append(-np.diff(np.array(survival) / 100), survival[-1] / 100)
    loglikelihood = np.tensordot(counts, np.log(np.concatenate([-np.diff(stay, axis=0), stay[-1:]])), axes=1)
    weight = np.exp(loglikelihood - loglikelihood.max())
    found = []
    for logs, over in ((log_a, 1), (log_b, 0)):
        share = np.cumsum(weight.sum(axis=over)) / weight.sum()
        found.append(np.exp(np.interp([0.05, 0.95], share, logs)))
    return found
