#!/usr/bin/python3
"""CDNOW: cumulative repeat purchases of a real cohort, week by week: real, simulated, closed form.

The parameters were estimated by others on weeks 1-39 (see scenarios/studies/cdnow.yaml); weeks 40-78 are a
forecast. Polku gives expected repeat purchases by the age of a customer; each real customer ages from its
real first purchase.

    scripts/cdnow_study.py             every week
    scripts/cdnow_study.py 39 52 78    these weeks

Takes build/release/polku unless POLKU names another.
"""

import csv
import datetime
import os
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "oracles"))
import polku_run  # noqa: E402
from closed_forms import BgNbd  # noqa: E402

DATA = Path(os.environ.get("POLKU_DATA", ROOT.parent / "shared" / "data")) / "cdnow"
START = datetime.date(1997, 1, 1)
WEEKS = range(1, 79)
FITTED = 39  # the estimates have seen the weeks up to this one
PUBLISHED = BgNbd(r=0.2426, alpha=4.4137, a=0.7929, b=2.4258)


def first_purchases(path):
    """Day of each customer's first purchase, counted from 1 January 1997."""
    days = {}
    for line in path.read_text().splitlines():
        _, customer, date, *_ = line.split()
        day = (datetime.datetime.strptime(date, "%Y%m%d").date() - START).days
        days[customer] = min(day, days.get(customer, day))
    return np.array(list(days.values()))


def real_repeats(path):
    with path.open() as rows:
        return {int(row["week"]): int(row["cum_repeat"]) for row in csv.DictReader(rows)}


def expected_by_age():
    """Simulated mean number of repeat purchases up to each age in days: 0, 1, 2 ..."""
    with tempfile.TemporaryDirectory() as folder:
        result = polku_run.run(ROOT / "scenarios" / "studies" / "cdnow.yaml", Path(folder) / "cdnow.h5")
        return np.concatenate([[0.0], result.flow("repeat_purchases") / result.population()])


def main():
    built = ROOT / "build" / "release" / "polku"
    if "POLKU" not in os.environ and built.exists():
        os.environ["POLKU"] = str(built)
    if not polku_run.polku():
        print("skipped: POLKU does not name the polku binary")
        return
    if not DATA.is_dir():
        print(f"skipped: no CDNOW data in {DATA} (set POLKU_DATA)")
        return
    first = first_purchases(DATA / "CDNOW_sample.txt")
    real = real_repeats(DATA / "cdnow_weekly_cum_repeat_BTYD.csv")
    by_age = expected_by_age()

    print(f"{len(first)} customers; cumulative repeat purchases\n")
    print(f"{'week':>4} {'real':>6} {'Polku':>8} {'BG/NBD':>8} {'Polku-real':>11} {'Polku-BG/NBD':>13}")
    worst = {"weeks seen": 0.0, "weeks forecast": 0.0}
    for week in [int(word) for word in sys.argv[1:]] or WEEKS:
        ages = np.maximum(0, 7 * week - 1 - first)  # days lived at the last day of the week, as published
        simulated = by_age[ages].sum()
        exact = PUBLISHED.expected(ages / 7).sum()
        against_real = 100 * (simulated / real[week] - 1) if real[week] > 0 else float("nan")
        against_exact = 100 * (simulated / exact - 1) if exact > 0 else 0.0
        deviations = f"{against_real:>+10.1f}% {against_exact:>+12.2f}%"
        span = "weeks seen" if week <= FITTED else "weeks forecast"
        worst[span] = max(worst[span], abs(simulated - real[week]))
        print(f"{week:>4} {real[week]:>6} {simulated:>8.1f} {exact:>8.1f} {deviations}")
    for span, deviation in worst.items():
        print(f"largest deviation, {span}: {deviation:.0f} purchases")
    print("\nThe estimates have seen weeks 1-39; later rows are a forecast. Published: 4161 at week 78.")


if __name__ == "__main__":
    main()
