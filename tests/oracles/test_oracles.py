"""Textbook models out of the ordinary command line: scenarios/studies/oracles, each against its closed form.

A comparison passes within 4.5 standard errors of the closed form (false alarm: 7 in a million). The printed
figures of the sources are asserted as well, so that neither the engine nor the formulas here drift alone.
"""

import numpy as np
import pytest

import lapsing
import polku_run
from closed_forms import BgNbd, Nbd, Pdo, bass, bass_with_lag, contract_survival, logit, logit_over_sets, stayers
from polku_run import ORACLES

pytestmark = pytest.mark.skipif(not polku_run.polku(), reason="POLKU does not name the polku binary")

PDO = Pdo(r=0.5531, alpha=10.574, a=0.5, b=2.5, every=4)
CDNOW = BgNbd(r=0.2426, alpha=4.414, a=0.793, b=2.426)
WEEK = 7.0


@pytest.fixture(scope="session")
def oracle(tmp_path_factory):
    """run(name, options...) -> result; each combination runs once."""
    known = {}

    def run(name, *options):
        key = (name, *options)
        if key not in known:
            output = tmp_path_factory.mktemp("oracle") / f"{name}.h5"
            known[key] = polku_run.run(ORACLES / f"{name}.yaml", output, *options)
        return known[key]

    return run


def agrees(estimate, exact, standard_error, what=""):
    """Asserts |estimate - exact| <= 4.5 standard errors, elementwise."""
    estimate, exact, standard_error = np.broadcast_arrays(*map(np.asarray, (estimate, exact, standard_error)))
    errors = np.abs(estimate - exact) / standard_error
    assert np.all(errors <= 4.5), f"{what}: {estimate} against {exact}, {errors.round(1)} standard errors"


def share_error(share, n):
    share = np.asarray(share)
    return np.sqrt(share * (1 - share) / n)


# ---- Purchases ----


@pytest.mark.parametrize("rates", [lapsing.gamma_rates, lapsing.lognormal_rates])
def test_lapsing_buyers_have_some_history(rates):
    repeats, last = (grid.ravel() for grid in np.meshgrid(np.arange(1, 31), np.arange(1, 31)))
    possible = repeats <= last
    repeats, last = np.append(repeats[possible], 0), np.append(last[possible], 0)
    found = lapsing.chances(0.5, 1.2, 0.6, 5.0, repeats, last, np.full(len(last), 30), rates)
    ways = lapsing.ways(repeats, last)
    assert ways @ found == pytest.approx(1, abs=1e-6)
    assert (ways * repeats) @ found == pytest.approx(lapsing.expected_repeats(0.5, 1.2, 0.6, 5.0, [30], rates)[0], abs=1e-4)
    everybody = lapsing.Histories(repeats, last, np.full(len(last), 30), np.zeros(len(last)))
    more = lapsing.expected_next(0.5, 1.2, 0.6, 5.0, everybody, 20, rates)
    both = lapsing.expected_repeats(0.5, 1.2, 0.6, 5.0, [30, 50], rates)
    assert ways * found @ more == pytest.approx(both[1] - both[0], abs=1e-4)
    if rates is lapsing.gamma_rates:
        # Who hardly ever leaves buys on 1 - E exp(-rate day) of the days: 1 - (1 + mean spread² day)^(-1 / spread²).
        found = lapsing.chances(0.5, 1.2, 0.6, 5e6, repeats, last, np.full(len(last), 30), rates)
        assert (ways * repeats) @ found / 30 == pytest.approx(1 - (1 + 0.5 * 1.44 / 7) ** (-1 / 1.44), abs=1e-4)


def test_closed_forms_give_the_published_figures():
    assert CDNOW.expected(39) == pytest.approx(1.194927, abs=5e-7)
    assert CDNOW.expected(52) == pytest.approx(1.443908, abs=5e-7)
    assert CDNOW.chance(range(4), 39) == pytest.approx([0.574311, 0.199197, 0.085323, 0.045797], abs=5e-7)
    assert CDNOW.alive(2, 30.43, 38.86) == pytest.approx(0.726596, abs=5e-7)
    assert CDNOW.expected_next(39, 2, 30.43, 38.86) == pytest.approx(1.225863, abs=5e-7)
    counts = np.arange(2000)
    assert CDNOW.chance(counts, 39) @ counts == pytest.approx(CDNOW.expected(39), abs=1e-9)
    assert Nbd(0.2426, 4.414).distribution(39).mean() == pytest.approx(2.143498, abs=5e-7)


@pytest.mark.parametrize("weeks", [13, 39, 52, 78])
def test_bg_nbd_mean_repeat_purchases(oracle, weeks):
    result = oracle("bg_nbd")
    n = result.population()

    mean = result.flow("repeat_purchases")[weeks - 1] / n

    agrees(mean, CDNOW.expected(weeks), CDNOW.standard_deviation(weeks) / np.sqrt(n), f"E[X({weeks})]")


def test_bg_nbd_distribution_at_39_weeks(oracle):
    result = oracle("bg_nbd", "--horizon", "39 weeks")
    counts = np.arange(10)

    shares = result.repeat_shares()[counts]

    exact = CDNOW.chance(counts, 39)
    agrees(shares, exact, share_error(exact, result.population()), "P(X(39) = x)")


@pytest.mark.parametrize("x", [0, 1, 2, 3, 4])
def test_bg_nbd_who_is_alive_and_what_comes_next(oracle, x):
    """The same customers at 39 and at 78 weeks: what a run does later leaves what it did before untouched."""
    until_39 = oracle("bg_nbd", "--horizon", "39 weeks")
    seen, last, gone = until_39.customers("purchases", "last_purchase", "gone")
    later, = oracle("bg_nbd").customers("purchases")
    chosen = seen == 1 + x
    last = np.where(x > 0, last[chosen], 0.0) / WEEK

    alive = CDNOW.alive(x, last, 39)
    standard_error = np.sqrt((alive * (1 - alive)).sum() + 1e-9) / chosen.sum()
    agrees(1 - gone[chosen].mean(), alive.mean(), standard_error, f"P(alive | {x})")

    more = later[chosen] - seen[chosen]
    coming = CDNOW.expected_next(39, x, last, 39)
    agrees(more.mean(), coming.mean(), (more - coming).std() / np.sqrt(chosen.sum()), f"next 39 weeks | {x}")


def test_nbd_is_bg_nbd_without_leaving(oracle):
    result = oracle("nbd")
    n = result.population()
    exact = Nbd(0.2426, 4.414).distribution(39)
    counts = np.arange(10)

    agrees(result.flow("repeat_purchases")[-1] / n, exact.mean(), exact.std() / np.sqrt(n), "mean")
    agrees(result.repeat_shares()[counts], exact.pmf(counts), share_error(exact.pmf(counts), n), "P(X = x)")


def test_pdo_lets_customers_leave_at_fixed_times(oracle):
    """Held against itself at the ends: leaving at no time is NBD, and once a period is sBG."""
    assert Pdo(0.5531, 10.574, 0.5, 2.5, every=1e9).expected(39) == pytest.approx(Nbd(0.5531, 10.574).distribution(39).mean())
    assert PDO.left(48.5)[2] == pytest.approx(stayers(0.5, 2.5, np.ones(12))[-1])
    counts = np.arange(2000)
    assert PDO.chance(counts, 39) @ counts == pytest.approx(PDO.expected(39), abs=1e-9)

    result = oracle("pdo")
    n = result.population()
    for weeks in (13, 39, 52):
        mean = result.flow("repeat_purchases")[weeks - 1] / n
        agrees(mean, PDO.expected(weeks), PDO.standard_deviation(weeks) / np.sqrt(n), f"E[X({weeks})]")
    shorter = oracle("pdo", "--horizon", "39 weeks")
    exact = PDO.chance(np.arange(10), 39)
    agrees(shorter.repeat_shares()[:10], exact, share_error(exact, n), "P(X(39) = x)")


# ---- Staying ----


@pytest.mark.parametrize(
    "name, a, b, published",
    [
        ("sbg_regular", 0.704, 1.182, [22.01, 20.44, 19.12, 17.99, 17.01]),
        ("sbg_high_end", 0.668, 3.806, [46.04, 43.58, 41.42, 39.51, 37.80]),
    ],
)
def test_shifted_beta_geometric_survival(oracle, name, a, b, published):
    result = oracle(name)
    exact = stayers(a, b, np.ones(12))
    assert 100 * exact[7:] == pytest.approx(published, abs=0.01)  # their parameters had more digits

    stayed = result.stock()[2::2] / result.population()  # the end of each first half-year

    agrees(stayed, exact, share_error(exact, result.population()), "S(1..12)")


@pytest.mark.parametrize(
    "segment, experience, published", [("pleased", 1.2, 0.762509), ("displeased", -1.2, 0.473843)]
)
def test_attitude_changes_the_exponent_of_staying(oracle, segment, experience, published):
    result = oracle("leaving_with_attitude")
    journeys = np.arange(1, 4)
    exponents = 2.0 ** (-experience / 0.6 * journeys / (journeys + 1))  # exp(-ln 2 / .6 A_k), A_k = x k/(k+1)
    exact = stayers(0.704, 1.182, exponents)
    assert exact[0] == pytest.approx(published, abs=5e-7)
    n = result.population() / 2

    stayed = result.stock(segment=segment)[2::2] / n

    agrees(stayed, exact, share_error(exact, n), segment)


@pytest.mark.parametrize("name, pent_up", [("contract_lapse", False), ("contract_lapse_pent_up", True)])
def test_wishes_held_back_by_a_contract(oracle, name, pent_up):
    assert contract_survival([24, 36]) == pytest.approx([0.886920, 0.548812], abs=5e-7)
    assert contract_survival(24 + 1e-9, pent_up=True) == pytest.approx(0.382893, abs=5e-7)
    result = oracle(name)
    exact = contract_survival(np.arange(1, 37), pent_up=pent_up)

    stayed = result.stock() / result.population()

    agrees(stayed, exact, share_error(exact, result.population()), "S(1..36)")


def test_pent_up_wishes_are_acted_on_when_the_contract_ends(oracle):
    result = oracle("contract_lapse_pent_up", "--horizon", "731 days")
    exact = contract_survival(731 / 30.4375, pent_up=True)

    stayed = result.stock()[-1] / result.population()

    agrees(stayed, exact, share_error(exact, result.population()), "S(24+)")


# ---- Hearing of others ----


def test_adoption_is_that_of_bass(oracle):
    assert bass(0.03, 0.38, [1, 5, 10]) == pytest.approx([0.035758, 0.331199, 0.812803], abs=5e-7)
    result = oracle("bass")
    years = np.arange(1, 11)
    exact = bass_with_lag(0.03, 0.38, years, epoch_days=1)

    adopted = result.stock() / result.population()

    # Luck spreads from person to person, so the spread is up to three times that of independent people.
    agrees(adopted, exact, 3 * share_error(exact, result.population()), "F(1..10)")


# ---- Choosing ----


@pytest.mark.parametrize(
    "name, steps, considered, published",
    [
        ("logit", ("bought_here", "bought_there"), (1, 1, 1), (0.506480, 0.307196, 0.186324)),
        ("logit_consideration", ("found_here", "found_there"), (0.8, 0.5, 1), (0.495016, 0.185124, 0.319860)),
    ],
)
def test_logit_shares(oracle, name, steps, considered, published):
    exact = logit_over_sets([1, 0.5, 0], considered)
    assert exact == pytest.approx(published, abs=5e-7)
    if min(considered) == 1:
        assert exact == pytest.approx(logit([1, 0.5, 0]), abs=1e-12)
    result = oracle(name)
    decisions = result.step("visits", "choose")
    chosen = [result.step("visits", step) for step in steps]

    shares = np.array([*chosen, decisions - sum(chosen)]) / decisions

    assert decisions == 2_000_000
    agrees(shares, exact, share_error(exact, decisions), name)


# ---- Steps ----


@pytest.mark.parametrize(
    "name, first, gates, passed, failing, published",
    [
        ("gates", "find_number", 5, 0.95, "failures", 0.773781),
        ("gates_recovery", "find_number", 5, 0.98, "failures", 0.903921),
        ("handoffs", "order", 4, 0.97, "handoff_failures", 0.885293),
    ],
)
def test_gates_and_hand_offs_multiply(oracle, name, first, gates, passed, failing, published):
    result = oracle(name)
    journeys = result.step("visits", first)
    exact = passed**gates
    assert exact == pytest.approx(published, abs=5e-7)

    agrees(result.step("visits", "arrived") / journeys, exact, share_error(exact, journeys), name)
    agrees(result.step(failing, first) / journeys, 1 - passed, share_error(passed, journeys), failing)


def test_recovery_puts_right_three_fifths_of_failures(oracle):
    result = oracle("gates_recovery")
    journeys = result.step("visits", "find_number")

    agrees(result.step("recovered", "find_number") / journeys, 0.03, share_error(0.03, journeys))


def test_first_contact_resolution_makes_contacts_geometric(oracle):
    result = oracle("first_contact_resolution")
    questions = result.step("visits", "solved")
    standard_error = np.sqrt(0.3) / 0.7 / np.sqrt(questions)

    assert questions == 1_000_000
    agrees(result.step("visits", "solve_problem") / questions, 1 / 0.7, standard_error, "contacts a question")


@pytest.mark.parametrize("people, waits, minutes", [(4, 0.657722, 19.7316), (5, 0.326669, 3.9200)])
def test_a_busy_function_keeps_callers_waiting_as_erlang_says(oracle, people, waits, minutes):
    result = oracle("queue", "--set", f"functions.support.servers={people}")
    known = slice(3, None)  # periods from the one on whose load is that of the epoch before
    served, had_to_wait, days = (
        result.total("functions", variable, keep=("period",))[known].sum()
        for variable in ("served", "had_to_wait", "waiting_total")
    )
    # A wait is 0 or exponential: its variance is waits (2 - waits) times the square of the mean of who waits.
    deviation = np.sqrt(waits * (2 - waits)) * minutes / waits

    assert served == 4 * 1680 * 40
    agrees(had_to_wait / served, waits, share_error(waits, served), "share who wait")
    agrees(days / served * 1440, minutes, deviation / np.sqrt(served), "minutes")


# ---- Money ----


def test_three_customers_cost_what_their_activities_cost(oracle):
    result = oracle("costing")
    expected = {
        "revenue": (20000, 10000, 6000),
        "product_cost": (12000, 6500, 4200),
        "order_cost": (1000, 2000, 3000),
        "service_cost": (450, 900, 2700),
        "sustaining_cost": (300, 300, 300),
        "result": (6250, 300, -4200),
    }
    segments, = result.customers("segment")

    for line, amounts in expected.items():
        booked, = result.customers(line)
        assert booked[np.argsort(segments)] == pytest.approx(amounts, abs=0.005), line


def test_customers_and_what_is_unallocated_make_the_company(oracle):
    result = oracle("costing")

    company = [result.total("company", line) for line in ("unused_capacity", "general", "profit")]

    assert company == pytest.approx([450, 1200, 700], abs=0.005)
