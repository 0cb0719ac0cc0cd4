"""`polku calibrate`: numbers found out from data that were made with known ones; the future stays unread."""

import csv
import random
import signal
import subprocess

import pytest
from test_interrupt import started
from test_json import described, same

MODEL = """\
polku: 1
name: Shop
time: {horizon: 200 days, epoch: 50 days, report: 50 days}
population: {customers: 2000, start: {us: 100 %}, tenure: fresh}
record: {customers: 10}
segments:
  all: {share: 100 %, need_rates: {need: {mean: 0.1/day}}, leave: {a: 0.5, b: 0}}
providers: {us: {own: true}}
needs: {need: {starts: buy, who: customers}}
journey: {buy: {stage: purchase, kind: encounter, effect: purchase, next: end}}
review: {after: [repeat_purchase], outcome: leave}
behaviour: {attitude_on_leaving: 0}
calibrate:
  search:
    segments.all.need_rates.need.mean: [0.005/day, 0.5/day]
    segments.all.leave.a: [0.01, 0.9]
  targets: {shop: {kind: transactions, amount: paid, dates: day_number, learn_until: 100 days}}
  particles: 60
  customers_per_real: 10
"""
QUICK = ["--threads", "2"]


def purchases(seed, rate=0.05, leave=0.2, people=400, days=200):
    """Rows of customers who buy at a rate and leave with a chance after each repeat purchase; Python's own generator."""
    luck = random.Random(seed)
    rows = []
    for person in range(people):
        day = luck.uniform(0, 30)
        rows.append((f"p{person}", int(day)))
        while True:
            day += luck.expovariate(rate)
            if day >= days:
                break
            rows.append((f"p{person}", int(day)))
            if luck.random() < leave:
                break
    return rows


def write(path, rows, paid=lambda row: "10.00"):
    path.write_text("customer,date,paid\n" + "".join(f"{who},{day},{paid((who, day))}\n" for who, day in rows))


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "shop.yaml").write_text(MODEL)
    write(tmp_path / "data.csv", purchases(1))
    return tmp_path


# Rougher and quicker, where what is found does not matter.
SMALLER = ["--set", "calibrate.particles=20", "--set", "calibrate.customers_per_real=3"]


def calibrate(polku, *words):
    return polku("calibrate", "shop.yaml", "--data", "data.csv", "-o", "found.yaml", *QUICK, *words)


def test_numbers_that_made_the_data_are_found_and_the_overlay_runs(polku, shop):
    done = calibrate(polku, "--json")
    assert done.code == 0, done.err
    answer = done.json()
    same(answer, "calibrate", absent=[field for field in described("calibrate") if field.startswith("diagnostics[].")])
    truth = {"segments.all.need_rates.need.mean": 0.05, "segments.all.leave.a": 0.2}
    for number in answer["numbers"]:
        assert number["low"] < number["value"] < number["high"]
        # 400 customers: standard errors of 5 and 10 %.
        assert abs(number["value"] / truth[number["path"]] - 1) < 0.4
        assert number["identified"]
        # Of 20 worlds with known numbers; fewer than 12 in their 90 % intervals have a chance of 1 in 16,000.
        assert sum(again["within"] for again in number["recovery"]["found"]) >= 12
    forecast = answer["targets"][0]["forecast"]
    assert abs(forecast["expected"] / forecast["actual"] - 1) < 0.5
    assert [step["day"] for step in forecast["steps"]][:2] == [7, 14]

    ran = polku("run", "found.yaml", "--json")
    assert ran.code == 0, ran.err
    assert "# Found by `polku calibrate`" in (shop / "found.yaml").read_text()
    sample = list(csv.DictReader((shop / "found.posterior.csv").open()))
    assert len(sample) == 60 and list(sample[0]) == [number["path"] for number in answer["numbers"]]
    assert not (shop / "found.state").exists()


def test_people_are_told_what_was_found(polku, shop):
    done = calibrate(polku, *SMALLER)
    assert done.code == 0, done.err
    for words in ("90 % of the sample", "Misfit", "identified", "repeats before", "written to found.yaml"):
        assert words in done.out


def test_what_is_held_out_changes_nothing_before_it_is_looked_at(polku, shop):
    files = ("found.yaml", "found.posterior.csv", "found.forecast.csv", "found.shop.customers.csv")
    assert calibrate(polku, *SMALLER).code == 0
    before = [(shop / file).read_bytes() for file in files]
    # The same days with other people and other amounts: as many rows later, everything else of them different.
    rows = [(who if day < 100 else "p1", day) for who, day in purchases(1)]
    write(shop / "data.csv", rows, paid=lambda row: "10.00" if row[1] < 100 else "77.00")

    assert calibrate(polku, *SMALLER, "--force").code == 0

    assert [(shop / file).read_bytes() for file in files] == before


def test_a_stopped_calibration_goes_on_to_the_same_end(polku, shop):
    words = ["calibrate", "shop.yaml", "--data", "data.csv", "-o", "found.yaml", *SMALLER]
    process = started(words, shop)
    while process.poll() is None and not (shop / "found.state").exists():
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            pass
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130, err
    assert b"the same command goes on there" in err
    assert not (shop / "found.yaml").exists()

    resumed = polku(*words)
    assert resumed.code == 0 and "going on where found.state ends" in resumed.err
    first = (shop / "found.yaml").read_bytes(), (shop / "found.posterior.csv").read_bytes()
    assert polku(*words, "--force").code == 0
    assert ((shop / "found.yaml").read_bytes(), (shop / "found.posterior.csv").read_bytes()) == first


def test_numbers_in_a_scenario_over_a_model_come_out_whole(polku, shop):
    (shop / "over.yaml").write_text("polku: 1\nmodel: shop.yaml\nquestion: Why?\n")
    done = polku("calibrate", "over.yaml", "--data", "shop=data.csv", "-o", "found.yaml", *SMALLER)
    assert done.code == 0, done.err
    assert polku("check", "found.yaml").code == 0


@pytest.mark.parametrize(
    "words, says",
    [
        (["--data", "data.csv"], "there is no name for the result"),
        (["--data", "shpo=data.csv", "-o", "x.yaml"], "Did you mean `shop=...`?"),
        (["-o", "x.yaml"], "--data is required"),
        (["--data", "bad.csv", "-o", "x.yaml"], "bad.csv:3:4: error: `soon` is not a date"),
        (["--data", "cheap.csv", "-o", "x.yaml"], "cheap.csv:3:6: error: the amount is negative"),
    ],
)
def test_mistakes_are_told_before_anything_runs(polku, shop, words, says):
    (shop / "bad.csv").write_text("customer,date,paid\np1,1,2\np1,soon,2\n")
    (shop / "cheap.csv").write_text("customer,date,paid\np1,1,2\np1,2,-2\n")
    done = polku("calibrate", "shop.yaml", *words)
    assert done.code == 2
    assert says in done.err
    assert not (shop / "x.yaml").exists()


def test_a_file_that_is_not_there_is_an_environment_failure(polku, shop):
    assert polku("calibrate", "shop.yaml", "--data", "none.csv", "-o", "x.yaml").code == 3


def test_a_scenario_without_calibrate_says_so(polku, tiny):
    done = polku("calibrate", tiny(), "--data", "x.csv", "-o", "x.yaml")
    assert done.code == 2 and "does not say what to find out" in done.err


MARKET = """\
polku: 1
name: Two brands
time: {horizon: 20 weeks, warm_up: none, epoch: 10 weeks, report: 10 weeks}
population: {customers: 1000, start: {none: 100 %}}
record: {customers: 0}
segments: {all: {share: 100 %, need_rates: {need: {mean: 0.1/week, spread: 1}}, taste: {us: 0.5, them: 0.5}}}
providers: {us: {own: true}, them: {appeal: 0}}
nothing: {appeal: -20}
needs: {need: {starts: choose, who: everyone}}
journey:
  choose: {stage: choice, kind: decision, asks: everyone, next: {us: buy, them: buy, nothing: give_up}}
  buy: {stage: purchase, kind: encounter, effect: purchase, next: end}
calibrate:
  search: {segments.all.need_rates.need.mean: [0.01/week, 1/week], providers.them.appeal: [-4, 4]}
  targets: {panel: {kind: panel, dates: week_number, name: brand, customers: 300, learn_until: 10 weeks}}
  particles: 40
  customers_per_real: 5
"""


def panel(change=lambda who, week, brand: brand):
    """Three hundred households, of which a third buys from us every fifth week, a third from them, a third nothing."""
    return "customer,date,brand\n" + "".join(
        f"h{who},{week},{change(who, week, ('us', 'them')[who % 3])}\n"
        for who in range(300) if who % 3 < 2 for week in range(1 + who % 5, 21, 5))


def test_a_panel_is_forecast_as_a_market_and_its_future_stays_unread(polku, tmp_path):
    (tmp_path / "shop.yaml").write_text(MARKET)
    (tmp_path / "data.csv").write_text(panel())
    done = calibrate(polku, "--json")
    assert done.code == 0, done.err
    steps = {step["figure"]: step for step in done.json()["targets"][0]["forecast"]["steps"]}
    assert abs(steps["bought us"]["actual"] - 1 / 3) < 1e-9 and steps["buyers of us who bought them"]["actual"] == 0
    assert 0 < steps["bought us"]["low"] < steps["bought us"]["expected"] < steps["bought us"]["high"] < 1
    files = ("found.yaml", "found.posterior.csv", "found.forecast.csv")
    before = [(tmp_path / file).read_bytes() for file in files]

    (tmp_path / "data.csv").write_text(panel(lambda who, week, brand: brand if week <= 10 else "us"))
    again = calibrate(polku, "--json", "--force")

    assert [(tmp_path / file).read_bytes() for file in files] == before
    changed = {step["figure"]: step for step in again.json()["targets"][0]["forecast"]["steps"]}
    assert abs(changed["bought us"]["actual"] - 2 / 3) < 1e-9


@pytest.mark.parametrize(
    "change, says",
    [
        (lambda who, week, brand: "tehm" if who == 1 else brand, "the model has no provider `tehm`"),
        (lambda who, week, brand: "" if who == 1 and week == 2 else brand, "the provider is missing"),
    ],
)
def test_bad_rows_of_a_panel_are_told_in_their_place(polku, tmp_path, change, says):
    (tmp_path / "shop.yaml").write_text(MARKET)
    (tmp_path / "data.csv").write_text(panel(change))
    done = calibrate(polku)
    assert done.code == 2 and says in done.err and "data.csv:6:6: error" in done.err


def test_a_table_of_who_left_is_fitted_segment_by_segment(polku, tmp_path):
    text = MODEL.replace("segments.all.need_rates.need.mean: [0.005/day, 0.5/day]\n    ", "").replace(
        "{shop: {kind: transactions, amount: paid, dates: day_number, learn_until: 100 days}}",
        "{table: {kind: leaving, name: sort, value: left, unit: 100 days}}").replace(
        "{us: {own: true}}", "{us: {own: true, contract: 60 days, renews: true}}").replace(
        "[repeat_purchase]", "[renewal]").replace("mean: 0.1/day", "mean: 0.0001/day")  # purchases would begin contracts anew
    (tmp_path / "shop.yaml").write_text(text)
    (tmp_path / "data.csv").write_text("sort,left\n" + "all,1\n" * 90 + "all,0\n" * 210)
    done = calibrate(polku, "--json")
    assert done.code == 0, done.err
    found = done.json()["numbers"][0]
    # Standard error .026.
    assert abs(found["value"] - 0.3) < 0.05 and found["low"] < 0.3 < found["high"]
    (tmp_path / "data.csv").write_text("sort,left\nall,1\nnobody,0\nall,maybe\n")
    bad = calibrate(polku, "--force")
    assert bad.code == 2 and "data.csv:4:5: error: `maybe` is neither 0 nor 1" in bad.err
    (tmp_path / "data.csv").write_text("sort,left\n" + "all,1\n" * 49)
    few = calibrate(polku, "--force")
    assert few.code == 2 and "there are only 49 customers to learn from" in few.err


def test_a_panel_of_the_future_alone_has_nothing_to_learn_from(polku, tmp_path):
    (tmp_path / "shop.yaml").write_text(MARKET)
    (tmp_path / "data.csv").write_text("customer,date,brand\nh0,1,us\n" + "".join(f"h{who},15,us\n" for who in range(100)))
    done = calibrate(polku)
    assert done.code == 2 and "there is 1 customer to learn from" in done.err


@pytest.mark.parametrize("model, header, row", [("MARKET", "customer,date,brand", "h{},{},us"), ("MODEL", "customer,date,paid", "c{},{},5")])
def test_what_no_reader_expects_of_a_file_is_told_of_every_kind(polku, tmp_path, model, header, row):
    (tmp_path / "shop.yaml").write_text(globals()[model])
    good = header + "\n" + "".join(row.format(who, 1 + who % 9) + "\n" for who in range(60))
    broken = {
        "data-empty-file": b"",
        "data-missing-column": good.replace(header, header.replace("customer", "client")).encode(),
        "data-encoding": good.encode() + row.format("caf\u00e9", 3).encode("latin-1") + b"\n",
        "data-bad-date": (good + row.format(1, "soon") + "\n").encode(),
        "data-empty-field": (good + row.format("", 3)[1:] + "\n").encode(),
    }
    for code, content in broken.items():
        (tmp_path / "data.csv").write_bytes(content)
        done = calibrate(polku)
        assert done.code == 2 and f"[{code}]" in done.err, (code, done.err)
    (tmp_path / "data.csv").write_bytes(good.encode("utf-16"))
    assert "UTF-16" in calibrate(polku).err
