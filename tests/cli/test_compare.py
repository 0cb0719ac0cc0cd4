"""`polku compare`: options against the baseline, ranked."""

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
