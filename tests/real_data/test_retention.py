"""Two published cohorts: fitted to seven years, Polku forecasts the next five as well as the published model does."""

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest

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

    steps = json.loads(done.stdout)["targets"][0]["forecast"]["steps"]

    assert len(steps) == 5
    assert abs(steps[-1]["expected"] / steps[-1]["actual"] - 1) < within
