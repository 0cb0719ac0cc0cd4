"""`polku trace`: the story of one customer."""

import pytest
from conftest import OPTIONS, THREE


def test_a_story_has_portrait_events_and_money(polku, tiny):
    done = polku("trace", tiny(), "--customer", "3")
    assert done.code == 0 and done.err == ""
    assert done.out.startswith("Customer 3 of 200, replication 1, baseline\n  seeks all;")
    assert "a need: need" in done.out and "Money with us" in done.out
    assert "year 1, day" in done.out


def test_the_story_agrees_with_the_customer_table(polku, tiny, tmp_path):
    import h5py

    polku("run", tiny(), "-o", "out.h5", "--quiet")
    with h5py.File(tmp_path / "out.h5") as result:
        rows = {name: result["customers"][name][0] for name in ("revenue", "result", "purchases")}
    for customer in (0, 3, 77, 199):
        story = polku("trace", tiny(), "--customer", customer, "--json").json()
        bought = sum(e["kind"] == "purchase" and e["provider"] == "us" for e in story["events"])
        started_with_us = story["portrait"]["provider"] == "us"
        assert bought + started_with_us == rows["purchases"][customer]
        assert story["money"]["revenue"] == pytest.approx(rows["revenue"][customer])
        assert story["money"]["result"] == pytest.approx(rows["result"][customer])


def test_days_never_run_backwards(polku):
    story = polku("trace", THREE, "--customer", "12", "--customers", "500", "--json").json()
    days = [event["day"] for event in story["events"]]
    assert len(days) > 10 and days == sorted(days)


def test_an_untouched_life_is_the_same_in_both_worlds_until_the_change(polku, tiny):
    file = tiny(OPTIONS)
    before = lambda story: [event for event in story["events"] if event["day"] < 30]
    baseline = polku("trace", file, "--customer", "5", "--json").json()
    option = polku("trace", file, "--customer", "5", "--option", "dearer", "--json").json()
    assert before(baseline) == before(option)
    assert option["world"] == "dearer"


def test_replications_differ(polku, tiny):
    first = polku("trace", tiny(), "--customer", "5", "--json").json()
    second = polku("trace", tiny(), "--customer", "5", "--replication", "2", "--json").json()
    assert first["replication"] == 1 and second["replication"] == 2
    assert first["events"] != second["events"]


def test_who_does_not_exist_is_a_mistake(polku, tiny):
    file = tiny(OPTIONS)
    done = polku("trace", file, "--customer", "200")
    assert done.code == 2 and "0 to 199" in done.err
    done = polku("trace", file, "--customer", "0", "--replication", "4")
    assert done.code == 2 and "--replications" in done.err
    done = polku("trace", file, "--customer", "0", "--option", "beter")
    assert done.code == 2 and "Did you mean `better`?" in done.err
