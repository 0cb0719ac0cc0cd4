"""`polku optimize`: the best mix under a budget."""

from conftest import OPTIONS

PRICED = """\
options:
  a: {cost: {once: 100 EUR}, changes: [{at: 0 days, set: {journey.buy.gate.success: 95 %}}]}
  b: {cost: {once: 60 EUR}, changes: [{at: 0 days, add: {providers.us.price: 0.20 EUR}}]}
  waste: {cost: {once: 10 EUR}, changes: [{at: 0 days, set: {journey.buy.gate.success: 90 %}}]}
decide: {by: profit}
"""


def chosen(answer):
    return {one["option"]: one["size"] for one in answer["finalists"][0]["options"]}


def test_every_affordable_mix_is_tried_and_the_best_wins(polku, tiny):
    answer = polku("optimize", tiny(PRICED), "--json").json()
    assert answer["every_mix"] and answer["tried"] == 7
    means = [finalist["mean"] for finalist in answer["finalists"]]
    assert means == sorted(means, reverse=True)
    assert "waste" not in chosen(answer) or len(chosen(answer)) == 1


def test_the_budget_binds(polku, tiny):
    answer = polku("optimize", tiny(PRICED + "budget: 70 EUR\n"), "--json").json()
    assert all(finalist["cost_once"] <= 70 for finalist in answer["finalists"])
    assert "a" not in chosen(answer)


def test_sizes_are_chosen_where_the_scenario_allows_it(polku, tiny):
    file = tiny(PRICED.replace("a: {cost: {once: 100 EUR}", "a: {largest_size: 2, cost: {once: 100 EUR}") + "budget: 150 EUR\n")
    answer = polku("optimize", file, "--json").json()
    assert answer["tried"] > 7  # sizes between were tried
    for finalist in answer["finalists"]:
        assert sum({"a": 100, "b": 60, "waste": 10}[one["option"]] * one["size"] for one in finalist["options"]) <= 150 + 1e-9


def test_the_frontier_costs_more_only_to_bring_more(polku, tiny):
    answer = polku("optimize", tiny(PRICED), "--json").json()
    efficient = sorted((f["cost_once"], f["mean"]) for f in answer["finalists"] if f["efficient"])
    assert efficient == sorted(efficient, key=lambda pair: pair[1])


def test_the_text_names_the_best_mix(polku, tiny):
    done = polku("optimize", tiny(OPTIONS))
    assert done.code == 0 and done.err == ""
    assert "Best: " in done.out and "nothing" in done.out and "efficient" in done.out
    assert max(map(len, done.out.splitlines())) <= 100


def test_it_does_not_depend_on_threads(polku, tiny):
    answers = [polku("optimize", tiny(PRICED), "--json", "--threads", n).json() for n in ("1", "3")]
    assert answers[0] == answers[1]


def test_options_that_cannot_be_combined_are_named(polku, tiny):
    file = tiny("""\
options:
  a: {changes: [{at: 0 days, add: {journey.buy.gate.success: 8 %}}]}
  b: {changes: [{at: 0 days, add: {journey.buy.gate.success: 8 %}}]}
""")
    answer = polku("optimize", file, "--json").json()
    assert answer["tried"] == 2 and "journey.buy.gate.success would become" in answer["impossible"][0]


def test_without_options_there_is_nothing_to_mix(polku, tiny):
    done = polku("optimize", tiny())
    assert done.code == 2 and "[no-options]" in done.err
