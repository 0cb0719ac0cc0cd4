"""`polku compare`: options against the baseline, ranked."""

import pytest
from conftest import OPTIONS, SMALL, THREE


def test_options_are_held_against_the_baseline_and_ranked(polku, tiny):
    done = polku("compare", tiny(OPTIONS))
    assert done.code == 0 and done.err == ""
    head, ranking = done.out.split("Ranking by revenue")
    assert "baseline" in head and "better" in head and "dearer" in head
    assert "Always works" in ranking
    assert max(map(len, done.out.splitlines())) <= 100


def test_table_and_json_tell_the_same(polku, tiny):
    file = tiny(OPTIONS)
    answer = polku("compare", file, "--json").json()
    text = polku("compare", file).out
    assert answer["digest"] in text
    text = text.split("How sure is that?")[0]
    for option in answer["options"]:
        row = [line for line in text.splitlines() if line.strip().startswith(f"{option['rank']}  {option['name']}")]
        assert len(row) == 1 and option["verdict"] in row[0]


def test_verdicts_follow_from_the_paired_interval(polku, tiny):
    answer = polku("compare", tiny(OPTIONS), "--json", "--replications", "8").json()
    assert [option["rank"] for option in answer["options"]] == [1, 2]
    for option in answer["options"]:
        by = [d for d in option["differences"] if d["name"] == answer["decide"]["measure"]][0]
        clear = by["low"] > 0 and "clearly better" or by["high"] < 0 and "clearly worse" or "too close to call"
        assert option["verdict"] == clear
        assert abs(sum(by["values"]) / 8 - by["mean"]) < 1e-9 * max(1, abs(by["mean"]))


def test_differences_are_option_minus_baseline_in_the_same_luck(polku, tiny):
    nothing = "options: {idle: {changes: [{at: month 1, set: {journey.buy.gate.success: 90 %}}]}}\n"
    answer = polku("compare", tiny(nothing), "--json").json()
    for difference in answer["options"][0]["differences"]:
        if difference["name"] not in ("payback", "paid_back"):
            assert set(difference["values"]) <= {0.0, None}, difference


def test_an_option_over_budget_is_marked_and_not_recommended(polku, tiny):
    file = tiny(OPTIONS.replace("budget: 1000 EUR", "budget: 99 EUR"))
    done = polku("compare", file)
    assert "over budget" in done.out
    answer = polku("compare", file, "--json").json()
    assert [option["over_budget"] for option in answer["options"] if option["name"] == "better"] == [True]
    assert answer["best"]["option"] == "dearer"


def test_a_scenario_without_options_is_told_how_to_add_one(polku, tiny):
    done = polku("compare", tiny())
    assert done.code == 2 and done.out == ""
    assert "options:" in done.err and "polku run" in done.err and "[no-options]" in done.err


def test_the_shipped_comparison_fits_100_columns(polku):
    done = polku("compare", THREE, *SMALL)
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 100
    for option in ["first_contact_fix", "faster_start", "welcome_gift"]:
        assert option in done.out


def test_the_result_opens_as_a_comparison(polku, tiny, tmp_path):
    import h5py

    assert polku("compare", tiny(OPTIONS), "-o", "out.h5", "--quiet").code == 0
    with h5py.File(tmp_path / "out.h5") as result:
        assert list(result["differences"]["option"].asstr()) == ["better", "dearer"]


SETTLE = OPTIONS.replace("indifference: 0", "indifference: 100 EUR, most_replications: 60")


def test_a_comparison_goes_on_until_the_best_is_settled(polku, tiny):
    answer = polku("compare", tiny(SETTLE), "--json").json()
    assert answer["selection"]["settled"] is True and 3 <= answer["replications"] < 60
    assert answer["selection"]["chosen"] == answer["best"]["option"]
    assert sum(option["chance_of_best"] for option in answer["options"]) + answer["baseline"]["chance_of_best"] == pytest.approx(1)
    text = polku("compare", tiny(SETTLE)).out
    assert f"Settled after {answer['replications']} of at most 60" in " ".join(text.split())


def test_a_comparison_that_is_not_settled_says_so_and_stops(polku, tiny):
    file = tiny(SETTLE.replace("100 EUR", "0.001 EUR").replace("60}", "5}"))
    done = polku("compare", file)
    assert done.code == 0 and "NOT settled: 5 of at most 5 replications" in " ".join(done.out.split())
    assert polku("compare", file, "--json").json()["selection"]["settled"] is False


def test_a_number_that_turns_the_decision_is_named(polku, tiny):
    # A dearer offer wins as written; if most purchases failed today, a step that always works would.
    file = tiny(OPTIONS.replace("indifference: 0", "indifference: 1 EUR") +
                "uncertain: {journey.buy.gate.success: [20 %, 90 %], behaviour.habit: [0, 0.1]}\n")
    answer = polku("compare", file, "--json").json()
    assert answer["best"]["option"] == "dearer"
    gate, habit = answer["assumptions"]
    assert [end["turns"] for end in gate["ends"]] == [True, False]
    assert gate["ends"][0]["best"] == "better" and gate["ends"][0]["lead"] > 0
    assert not any(end["turns"] for end in habit["ends"])
    # What turns is looked at again; what is far from turning is not.
    assert gate["ends"][0]["replications"] > 1
    assert any(end["replications"] == 1 for end in [gate["ends"][1], *habit["ends"]])
    text = polku("compare", file).out
    assert "journey.buy.gate.success at 20 %: better instead" in text and "These alone do not: behaviour.habit." in text
    assert polku("compare", file, "--sure", "--json").json()["assumptions"] == []


def test_what_would_have_to_be_true_is_said_in_the_table_as_in_the_answer(polku, tiny):
    # `better` fails less often and pays 100 EUR for it; `dearer` raises a price, of which nothing is hoped.
    file = tiny(OPTIONS)
    answer = polku("compare", file, "--json").json()
    rows = answer["break_even"]
    text = polku("compare", file).out.split("What would have to be true")[1]
    assert rows and all(row["words"] in text for row in rows)
    for row in rows:
        if row["share"] is not None and row["exact"]:
            assert row["amount"] == pytest.approx(row["share"] * row["amount_written"])
        if row["share"] is not None and not row["exact"]:
            assert 0 <= row["share"] <= row["largest"]
    assert polku("compare", file, "--sure", "--json").json()["break_even"] == []
    assert "What would have to be true" not in polku("compare", file, "--sure").out


def test_titles_are_whole(polku):
    out = polku("compare", THREE, *SMALL, "--sure").out
    for title in ["Train support to solve it at the first call", "One team from order to working line"]:
        assert title in out


def test_money_of_the_company_has_one_scale(polku):
    out = polku("compare", THREE, *SMALL, "--sure").out
    lines = {line.split("  ")[1].strip(): line for line in out.splitlines() if "EUR" in line and line.startswith("  ")}
    scales = {"kEUR" in lines[name] for name in ["all costs", "revenue", "profit", "net present value", "customer equity"]}
    assert len(scales) == 1
