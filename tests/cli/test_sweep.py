"""`polku sweep` and `polku sensitivity`: what the answer depends on."""

from conftest import OPTIONS

RANGE = "behaviour.reference_weight=0 %..100 %"
SIZE = "options.better.size=0..2"


def test_one_range_is_tried_level_by_level(polku, tiny):
    done = polku("sweep", tiny(OPTIONS), "--vary", RANGE, "--points", "3")
    assert done.code == 0 and done.err == ""
    rows = [line for line in done.out.splitlines() if line.strip().split(" %")[0] in ("0", "50", "100")]
    assert len(rows) == 3 and all("±" in row for row in rows)
    assert max(map(len, done.out.splitlines())) <= 100


def test_several_ranges_are_spread_and_summed_up(polku, tiny):
    file = tiny(OPTIONS + "uncertain: {behaviour.reference_weight: [0 %, 100 %], segments.*.loss_weight: [1, 2.25]}\n")
    done = polku("sweep", file, "--points", "16")
    assert done.code == 0 and "none of them" in done.out
    answer = polku("sweep", file, "--points", "16", "--json").json()
    worth = answer["information"]["all"] > 0
    assert ("What knowing a number before deciding is worth" in done.out) == worth
    assert ("would not change the decision" in done.out) != worth
    assert len(answer["points"]) == 16 and answer["design"] == "sobol"
    assert all(1 <= point[1] <= 2.25 for point in answer["points"])
    assert abs(sum(option["best_at"] for option in answer["options"]) + answer["baseline_best_at"] - 1) < 1e-9


def test_ranges_of_the_command_line_stand_for_those_of_the_file(polku, tiny):
    file = tiny(OPTIONS + "uncertain: {behaviour.habit: [0, 1]}\n")
    answer = polku("sweep", file, "--vary", RANGE, "--points", "2", "--json").json()
    assert [parameter["path"] for parameter in answer["parameters"]] == ["behaviour.reference_weight"]


def test_a_sweep_does_not_depend_on_threads(polku, tiny):
    words = ["sweep", tiny(OPTIONS), "--vary", RANGE, "--points", "3", "--json"]
    assert polku(*words, "--threads", "1").json()["digest"] == polku(*words, "--threads", "3").json()["digest"]


def test_the_size_of_an_option_has_a_point_of_overspend_or_none(polku, tiny):
    # Nothing changes in the world, and size costs: all of it is overspent.
    useless = "options: {useless: {cost: {once: 100 EUR}, changes: [{at: month 1, set: {journey.buy.gate.success: 90 %}}]}}\n"
    file = tiny(useless)
    answer = polku("sweep", file, "--vary", "options.useless.size=0..2", "--points", "3", "--json").json()
    assert answer["overspend"]["size"] == 0 and answer["overspend"]["overspends"] is True
    assert abs(answer["overspend"]["falls"] - 200) < 2
    assert "Overspend point: beyond size 0" in polku("sweep", file, "--vary", "options.useless.size=0..2", "--points", "3").out


def test_a_sweep_is_saved_with_its_points(polku, tiny, tmp_path):
    import h5py

    assert polku("sweep", tiny(OPTIONS), "--vary", SIZE.replace("2", "1"), "--points", "3", "-o", "s.h5", "--quiet").code == 0
    with h5py.File(tmp_path / "s.h5") as result:
        assert list(result["points/setting"][:, 0]) == [0, 0.5, 1]
        assert result["explored/value"].shape[:2] == (3, 3)


def test_mistakes_in_ranges_are_told_where_they_are(polku, tiny):
    for words, code in [
        (["--vary", "behaviour.reference_weigt=0..1"], "unknown-path"),
        (["--vary", "behaviour.reference_weight=0 %..110 %"], "out-of-range"),
        (["--vary", "behaviour.reference_weight=20 %..10 %"], "no-range"),
        (["--vary", "behaviour.reference_weight"], "bad-set"),
        (["--vary", SIZE], "out-of-range"),  # a gate above 100 %
        ([], "no-ranges"),
        (["--vary", "behaviour.peak_weight=10 %..60 %", "--vary", "behaviour.end_weight=10 %..60 %"], "impossible-point"),
    ]:
        for command in ("sweep", "sensitivity"):
            done = polku(command, tiny(OPTIONS.replace("90 %", "100 %")), *words)
            assert done.code == 2 and done.out == "" and f"[{code}]" in done.err, (words, done.err)


def test_sensitivity_screens_and_then_splits_the_variance(polku, tiny):
    words = ["sensitivity", tiny(OPTIONS), "--vary", "providers.us.price=8 EUR..14 EUR", "--vary", "behaviour.habit=0..1",
             "--trajectories", "3", "--points", "8"]
    done = polku(*words)
    assert done.code == 0 and "Screening" in done.out and "Sobol indices" in done.out
    assert max(map(len, done.out.splitlines())) <= 100
    answer = polku(*words, "--json").json()
    assert [len(option["screening"]) for option in answer["options"]] == [2, 2]
    assert answer["options"][0]["sobol"]["noise"] >= 0


def test_screening_alone(polku, tiny):
    answer = polku("sensitivity", tiny(OPTIONS), "--vary", RANGE, "--trajectories", "2", "--points", "0", "--json").json()
    assert answer["options"][0]["sobol"] is None


def test_knowing_what_decides_is_worth_something(polku, tiny):
    # Whether most purchases fail today decides between the two options.
    words = ["sweep", tiny(OPTIONS), "--vary", "journey.buy.gate.success=20 %..90 %", "--vary", "behaviour.habit=0..0.1", "--points", "32"]
    answer = polku(*words, "--json").json()
    gate, habit = answer["information"]["parameters"]
    assert gate["value"] > 0 and gate["value"] > 5 * habit["value"]
    assert answer["information"]["all"] >= 0.8 * gate["value"]
    assert "What knowing a number before deciding is worth" in polku(*words).out
