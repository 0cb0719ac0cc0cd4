#!/usr/bin/python3
"""Event logs: a journey learned from 70 % of the cases forecasts the other 30 %, against a first-order Markov chain.

    scripts/journey_study.py [LOG...]

Prints a table for each log and each way to hold cases back: the last ones, which is a forecast, and some at random,
which leaves out how the process changed. To beat is the Markov chain, on the earth mover's distance of variants: one of all
the cases that were not held back (Markov), and one of those that Polku found recent enough to learn from (same). The last
column is how far these cases are themselves from those held back. Without LOG: all logs of the data folder. Takes build/release/polku unless POLKU names another.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("POLKU_DATA", ROOT.parent / "shared" / "data")) / "journeys"
POLKU = os.environ.get("POLKU", ROOT / "build" / "release" / "polku")
MEASURES = [("variants", "earth mover's distance of variants, 0..1"), ("follows", "earth mover's distance of what follows what, 0..1"),
            ("steps", "difference in visits of steps, share"), ("durations_days", "earth mover's distance of durations, days")]


def test(log, split):
    """What `polku discover` finds on the cases held back."""
    done = subprocess.run([POLKU, "discover", log, "--json", "--split", split, "--holdout", "0.3"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{log}: exit code {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)["test"]


def main():
    logs = [Path(name) for name in sys.argv[1:]] or sorted(DATA.glob("*.xes*")) + sorted(DATA.glob("*.csv"))
    if not logs:
        print(f"skipped: no event logs in {DATA}")
        return
    for log in logs:
        for split in ("time", "random"):
            found = test(log, split)
            print(f"{log.name}, {found['held_out_cases']} cases held back, {'the last' if split == 'time' else 'at random'}; "
                  f"learned from {found['learned_cases']}")
            print(f"  {'':52}{'Polku':>9}{'Markov':>9}{'same':>9}{'cases':>9}  verdict")
            for key, words in MEASURES:
                mine, chain, same, cases = (found[who][key] for who in ("model", "markov_of_all", "markov", "learned"))
                verdict = "beats both chains" if mine < min(chain, same) else "beats the chain" if mine < chain else "does not beat the chain"
                print(f"  {words:52}{mine:9.3f}{chain:9.3f}{same:9.3f}{cases:9.3f}  {verdict}")
            print()


if __name__ == "__main__":
    main()
