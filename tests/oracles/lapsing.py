"""The exact likelihood of scenarios/studies/cdnow-calibrated.yaml, which Polku itself never needs: customers whose rates are
Gamma, who lose interest at the rings of a Poisson clock with chances that are Beta (a heterogeneous kin of Schmittlein, Morrison
& Colombo 1987), and of whom data tell the days on which they bought. A fit through the simulator is judged by it."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from scipy.optimize import minimize
from scipy.special import comb, hyp1f1
from scipy.stats import gamma

WEEK = 7.0  # days
GAUSS = np.polynomial.legendre.leggauss(90)  # for the integral over rates, evenly in their logarithm


@dataclass(frozen=True)
class Histories:
    """Each different history once: repeat purchases, day of the last (0 without), days watched, customers who have it."""

    repeats: np.ndarray
    last: np.ndarray
    age: np.ndarray
    people: np.ndarray

    @staticmethod
    def of(purchases, days):
        """From (customer, YYYYMMDD) by the first `days` days; what falls on one day is one purchase."""
        dates = {}
        for customer, date in purchases:
            dates.setdefault(customer, set()).add(datetime.strptime(date, "%Y%m%d").toordinal())
        end = min(min(own) for own in dates.values()) + days - 1
        seen = [sorted(day for day in own if day <= end) for own in dates.values()]
        rows = [(len(own) - 1, own[-1] - own[0], end - own[0]) for own in seen if own]
        unique, people = np.unique(np.array(rows), axis=0, return_counts=True)
        return Histories(*unique.T, people)


def stays(a, b, days):
    """Of those whose chance to leave at a ring is Beta(a, b), who is still there after so many days."""
    return hyp1f1(a, a + b, -days / WEEK)


def daily_rates(mean, spread):
    """Nodes [1/day] and weights of the Gamma whose mean [1/week] and standard deviation over the mean are given."""
    shape = 1 / spread**2
    rates = gamma(shape, scale=mean / shape)
    low, high = np.log(max(rates.ppf(1e-9), 1e-6)), np.log(rates.ppf(1 - 1e-10))
    logs = low + (high - low) * (GAUSS[0] + 1) / 2
    weights = (high - low) * GAUSS[1] / 2 * rates.pdf(np.exp(logs)) * np.exp(logs)
    # Who buys next to never stands at 0.
    return np.append(np.exp(logs), 0.0) / WEEK, np.append(weights, max(0.0, 1 - weights.sum()))


def chances(mean, spread, a, b, repeats, last, age):
    """P(exactly these days of purchase | watched for `age` days), which depends on their number and the last one alone.

    `mean`: of the rates [1/week]; `spread`: their standard deviation over the mean; a, b: of the chance to leave at a ring, once
    a week. Who leaves on a day is taken to do so at its end or start, whichever is nearer."""
    daily, weights = daily_rates(mean, spread)
    days = np.arange(np.max(age) + 2)
    still = stays(a, b, days)
    silent = np.exp(-np.outer(days, daily))
    left = np.vstack([np.zeros(len(daily)), np.cumsum((still[:-1] - still[1:])[:, None] * silent[:-1], axis=0)])
    bought = np.expm1(np.maximum(daily, 1e-300)) ** np.asarray(repeats)[:, None]
    return (bought * (still[age][:, None] * silent[age] + left[age] - left[last])) @ weights


def ways(repeats, last):
    """Choices of days that have as many repeat purchases and the same last one."""
    return np.where(repeats > 0, comb(last - 1, np.maximum(repeats, 1) - 1), 1)


def log_likelihood(numbers, histories):
    found = chances(*numbers, histories.repeats, histories.last, histories.age)
    return float(histories.people @ np.log(np.maximum(found, 1e-300)))


def most_likely(histories, start):
    """The numbers at the maximum and the log-likelihood there."""
    found = minimize(lambda logs: -log_likelihood(np.exp(logs), histories), np.log(start), method="Nelder-Mead",
                     options={"maxiter": 2000, "xatol": 1e-4, "fatol": 1e-4})
    return np.exp(found.x), -found.fun


def expected_repeats(mean, spread, a, b, age):
    """Days of repeat purchases that customers are expected to have by `age` days after their first, one figure each."""
    daily, weights = daily_rates(mean, spread)
    still = np.cumsum(stays(a, b, np.arange(1, np.max(age) + 1)))
    return -np.expm1(-daily) @ weights * still[np.asarray(age) - 1]
