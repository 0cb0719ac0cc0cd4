"""`polku explain`: why an option differs from the baseline."""

import pytest
from conftest import OPTIONS

BOTH = OPTIONS.replace("set: {providers.us.price: 12 EUR}", "set: {providers.us.price: 8 EUR, journey.buy.gate.success: 95 %}")


@pytest.fixture
def result(polku, tiny, tmp_path):
    assert polku("compare", tiny(BOTH), "--horizon", "3 years", "-o", "x.h5", "--quiet").code == 0
    return tmp_path / "x.h5"


def test_the_ledger_sums_to_the_difference_to_the_cent(polku, tiny, result):
    for option in ("better", "dearer", "better+dearer"):
        answer = polku("explain", result, "--option", option, "--json").json()
        assert sum(line["cents"] for line in answer["ledger"]) == answer["total_cents"]
        if answer["merit"]:
            assert sum(change["cents"] for change in answer["merit"]["changes"]) == answer["merit"]["total_cents"]
    compared = polku("compare", tiny(BOTH), "--horizon", "3 years", "--json").json()
    for option in compared["options"]:
        profit = [d["mean"] for d in option["differences"] if d["name"] == "profit"][0]
        answer = polku("explain", result, "--option", option["name"], "--json").json()
        assert answer["total_cents"] == pytest.approx(100 * profit, abs=0.51) and not answer["present_value"]


def test_the_text_goes_from_the_change_to_the_money_and_to_people(polku, result):
    done = polku("explain", result, "--option", "dearer", "--stories", "2")
    assert done.code == 0 and done.err == ""
    order = ["What it changes", "What happens at the steps", "What they do", "Ledger of the difference", "Whose merit", "Lives changed"]
    places = [done.out.index(title) for title in order]
    assert places == sorted(places)
    assert "10 EUR → 8 EUR" in done.out
    assert done.out.count("baseline" + " " * 40) == 2  # headings of the stories
    assert max(map(len, done.out.splitlines())) <= 100


def test_without_an_option_the_first_of_the_ranking_is_explained(polku, tiny, result):
    best = polku("compare", tiny(BOTH), "--horizon", "3 years", "--json").json()["options"][0]["name"]
    assert polku("explain", result, "--no-split", "--json").json()["option"] == best


def test_two_lives_are_equal_until_they_part(polku, result):
    answer = polku("explain", result, "--option", "dearer", "--json").json()
    assert answer["stories"], "nobody was saved or lost"
    for story in answer["stories"]:
        assert story["baseline"] != story["option"]
    counted = sum(segment[fate] for segment in answer["segments"] for fate in ("untouched", "touched", "saved", "lost"))
    assert counted == answer["people"] == 200


def test_mistakes_are_told(polku, tiny, result):
    done = polku("explain", result, "--option", "beter")
    assert done.code == 2 and "Did you mean `better`?" in done.err
    assert polku("run", tiny(), "-o", "run.h5", "--quiet").code == 0
    done = polku("explain", "run.h5")
    assert done.code == 2 and "polku compare -o" in done.err
    assert polku("explain", "absent.h5").code == 3
