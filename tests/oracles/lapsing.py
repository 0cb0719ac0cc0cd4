"""The exact likelihood of scenarios/studies/cdnow-calibrated.yaml, which Polku itself never needs: customers whose rates are
log-normal or Gamma, who lose interest at the rings of a Poisson clock with chances that are Beta (a heterogeneous kin of
Schmittlein, Morrison & Colombo 1987), and of whom data tell the days on which they bought. A fit through the simulator is
judged by it."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from scipy.optimize import minimize
from scipy.special import comb, hyp1f1
from scipy.stats import gamma, norm

WEEK = 7.0  # days
GAUSS = np.polynomial.legendre.leggauss(90)  # for the integral over rates, evenly in their logarithm


@dataclass(frozen=True)
class Histories:
    """Of each customer: repeat purchases, day of the last (0 without), days watched, and purchases after that."""

    repeats: np.ndarray
    last: np.ndarray
    age: np.ndarray
    after: np.ndarray

    @staticmethod
    def of(purchases, days, until):
        """From (customer, YYYYMMDD) by the first `days` days, `after` by day `until`; what falls on one day is one purchase."""
        dates = {}
        for customer, date in purchases:
            dates.setdefault(customer, set()).add(datetime.strptime(date, "%Y%m%d").toordinal())
        start = min(min(own) for own in dates.values())
        end = start + days - 1
        rows = []
        for own in dates.values():
            seen = sorted(day for day in own if day <= end)
            if seen:
                rows.append((len(seen) - 1, seen[-1] - seen[0], end - seen[0], sum(end < day < start + until for day in own)))
        return Histories(*np.array(rows).T)

    def without(self, customer):
        return Histories(*(np.delete(each, customer) for each in (self.repeats, self.last, self.age, self.after)))


def stays(a, b, days):
    """Of those whose chance to leave at a ring is Beta(a, b), who is still there after so many days."""
    return hyp1f1(a, a + b, -days / WEEK)


def lognormal_rates(mean, spread):
    """As gamma_rates(), of the log-normal."""
    deviation = np.sqrt(np.log1p(spread**2))
    z, weights = 8 * GAUSS[0], 8 * GAUSS[1] * norm.pdf(8 * GAUSS[0])
    daily = mean / np.sqrt(1 + spread**2) * np.exp(deviation * z) / WEEK
    return np.minimum(daily, 20.0), weights / weights.sum()  # of days that all have a purchase, more tell nothing


def gamma_rates(mean, spread):
    """Nodes [1/day] and weights of the Gamma whose mean [1/week] and standard deviation over the mean are given."""
    shape = 1 / spread**2
    rates = gamma(shape, scale=mean / shape)
    low, high = np.log(max(rates.ppf(1e-9), 1e-6)), np.log(rates.ppf(1 - 1e-10))
    logs = low + (high - low) * (GAUSS[0] + 1) / 2
    weights = (high - low) * GAUSS[1] / 2 * rates.pdf(np.exp(logs)) * np.exp(logs)
    # Who buys next to never stands at 0.
    return np.append(np.exp(logs), 0.0) / WEEK, np.append(weights, max(0.0, 1 - weights.sum()))


def chances(mean, spread, a, b, repeats, last, age, rates=lognormal_rates):
    """P(exactly these days of purchase | watched for `age` days), which depends on their number and the last one alone.

    `rates` gives their distribution, `mean` [1/week] its mean, `spread` its standard deviation over the mean; a, b: of the
    chance to leave at a ring, once a week. Who leaves on a day is taken to do so at its end or start, whichever is nearer."""
    daily, weights = rates(mean, spread)
    stay, leave = still_there_or_not(a, b, repeats, last, age, daily)
    return (stay + leave) @ weights


def still_there_or_not(a, b, repeats, last, age, daily):
    """P(these days of purchase | rate) of who is still there when watching ends, and of who has left."""
    days = np.arange(np.max(age) + 2)
    still = stays(a, b, days)
    silent = np.exp(-np.outer(days, daily))
    # Leaving in silence from some day on, summed from the end: who buys daily hardly does, and differences of the rest would drown it.
    leaving = (still[:-1] - still[1:])[:, None] * silent[:-1]
    left = np.vstack([np.cumsum(leaving[::-1], axis=0)[::-1], np.zeros(len(daily))])
    bought = np.expm1(np.maximum(daily, 1e-300)) ** np.asarray(repeats)[:, None]
    return bought * still[age][:, None] * silent[age], bought * (left[last] - left[age])


def ways(repeats, last):
    """Choices of days that have as many repeat purchases and the same last one."""
    return np.where(repeats > 0, comb(last - 1, np.maximum(repeats, 1) - 1), 1)


def log_likelihood(numbers, histories, rates=lognormal_rates):
    found = chances(*numbers, histories.repeats, histories.last, histories.age, rates)
    return float(np.log(np.maximum(found, 1e-300)).sum())


def most_likely(histories, start, rates=lognormal_rates):
    """The numbers at the maximum and the log-likelihood there."""
    found = minimize(lambda logs: -log_likelihood(np.exp(logs), histories, rates), np.log(start), method="Nelder-Mead",
                     options={"maxiter": 2000, "xatol": 1e-4, "fatol": 1e-4})
    return np.exp(found.x), -found.fun


def expected_repeats(mean, spread, a, b, age, rates=lognormal_rates):
    """Days of repeat purchases that customers are expected to have by `age` days after their first, one figure each."""
    daily, weights = rates(mean, spread)
    still = np.cumsum(stays(a, b, np.arange(1, np.max(age) + 1)))
    return -np.expm1(-daily) @ weights * still[np.asarray(age) - 1]


def expected_next(mean, spread, a, b, histories, days, rates=lognormal_rates):
    """Days of purchase that each customer is expected to have in as many more, given the history."""
    daily, weights = rates(mean, spread)
    stay, leave = still_there_or_not(a, b, histories.repeats, histories.last, histories.age, daily)
    still = stays(a, b, np.arange(histories.age.max() + days + 1))
    staying = np.array([still[age + 1 : age + days + 1].sum() / still[age] for age in histories.age])
    return stay @ (weights * -np.expm1(-daily)) * staying / ((stay + leave) @ weights)
