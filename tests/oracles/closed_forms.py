"""Textbook models in closed form, by SciPy: what the oracles are held against. Time as in the rates."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.special import betaln, hyp2f1
from scipy.stats import nbinom


@dataclass(frozen=True)
class BgNbd:
    """Fader, Hardie & Lee 2005, "Counting Your Customers" the Easy Way, Marketing Science 24(2)."""

    r: float
    alpha: float
    a: float
    b: float

    def expected(self, t):
        """E[X(t)]: repeat purchases in (0, t] of a customer who first bought at 0."""
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        grown = hyp2f1(r, b, a + b - 1, t / (alpha + t))
        return (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + t)) ** r * grown)

    def chance(self, x, t):
        """P(X(t) = x), for an array of counts x."""
        x = np.asarray(x)
        nbd = nbinom(self.r, self.alpha / (self.alpha + t))
        stayed = np.exp(betaln(self.a, self.b + x) - betaln(self.a, self.b))
        left = np.exp(betaln(self.a + 1, self.b + np.maximum(x, 1) - 1) - betaln(self.a, self.b))
        return stayed * nbd.pmf(x) + (x > 0) * left * nbd.sf(x - 1)

    def standard_deviation(self, t, most=2000):
        x = np.arange(most)
        chance = self.chance(x, t)
        mean = chance @ x
        return np.sqrt(chance @ (x - mean) ** 2)

    def alive(self, x, last, t):
        """P(alive | x repeat purchases, the last of them at `last`, seen until t); 1 before the first."""
        x, last = np.asarray(x, float), np.asarray(last, float)
        silence = ((self.alpha + t) / (self.alpha + last)) ** (self.r + x)
        odds = self.a / (self.b + np.maximum(x, 1) - 1) * silence
        return np.where(x == 0, 1.0, 1 / (1 + odds))

    def expected_next(self, more, x, last, t):
        """E[purchases in (t, t + more] | x, last, t]."""
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        x, last = np.asarray(x, float), np.asarray(last, float)
        grown = hyp2f1(r + x, b + x, a + b + x - 1, more / (alpha + t + more))
        if_alive = (a + b + x - 1) / (a - 1) * (1 - ((alpha + t) / (alpha + t + more)) ** (r + x) * grown)
        return if_alive * self.alive(x, last, t)


@dataclass(frozen=True)
class Pdo:
    """Jerath, Fader & Hardie 2011, New Perspectives on Customer "Death" Using a Generalization of the Pareto/NBD Model,
    Marketing Science 30(5): chances to leave come every `every`, not with purchases."""

    r: float
    alpha: float
    a: float
    b: float
    every: float

    def left(self, t):
        """Times at which a customer may leave by t, the share who do so then, and the share who stay."""
        times = self.every * np.arange(1, int(t / self.every) + 1)
        stay = np.concatenate([[1.0], stayers(self.a, self.b, np.ones(len(times)))])
        return times, -np.diff(stay), stay[-1]

    def expected(self, t):
        """E[X(t)]: repeat purchases in (0, t] of a customer who first bought at 0."""
        times, share, stay = self.left(t)
        return self.r / self.alpha * (share @ times + stay * t)

    def chance(self, x, t):
        """P(X(t) = x), for an array of counts x."""
        times, share, stay = self.left(t)
        nbd = Nbd(self.r, self.alpha)
        return stay * nbd.distribution(t).pmf(x) + sum(p * nbd.distribution(at).pmf(x) for at, p in zip(times, share))

    def standard_deviation(self, t, most=2000):
        x = np.arange(most)
        chance = self.chance(x, t)
        return np.sqrt(chance @ (x - chance @ x) ** 2)


@dataclass(frozen=True)
class Nbd:
    """Negative binomial counts: Poisson with rates ~ Gamma(r, alpha)."""

    r: float
    alpha: float

    def distribution(self, t):
        return nbinom(self.r, self.alpha / (self.alpha + t))


def stayers(a, b, exponents):
    """Survival B(a, b + sum of m) / B(a, b) after reviews passed with (1 - p)^m, p ~ Beta(a, b).

    With every m = 1 it is the shifted beta-geometric of Fader & Hardie 2007."""
    return np.exp(betaln(a, b + np.cumsum(exponents)) - betaln(a, b))


def logit(utilities):
    weights = np.exp(np.asarray(utilities, float))
    return weights / weights.sum()


def logit_over_sets(utilities, considered):
    """Logit over random consideration sets; considered[j] is the chance that alternative j is in."""
    shares = np.zeros(len(utilities))
    for inside in product([False, True], repeat=len(utilities)):
        inside = np.array(inside)
        chance = np.prod(np.where(inside, considered, 1 - np.asarray(considered, float)))
        if chance > 0:
            shares[inside] += chance * logit(np.asarray(utilities, float)[inside])
    return shares


def contract_survival(months, wish=0.04, escape=0.125, length=24, pent_up=False):
    """Share of a cohort that stays: wishes to leave at a constant rate, most held back by a contract."""
    months = np.asarray(months, float)
    inside = np.exp(-wish * escape * np.minimum(months, length))
    after = np.exp(-wish * np.maximum(months - length, 0))
    return np.where((months > length) & pent_up, np.exp(-wish * months), inside * after)


def bass(innovation, imitation, years):
    """Share that has adopted, continuous (Bass 1969): (1 - e^(-(p+q) t)) / (1 + q/p e^(-(p+q) t))."""
    faded = np.exp(-(innovation + imitation) * np.asarray(years, float))
    return (1 - faded) / (1 + imitation / innovation * faded)


def bass_with_lag(innovation, imitation, years, epoch_days):
    """The same where people hear of others at the end of each epoch: F' = 1 - (1 - F) e^(-(p + q F) dt)."""
    share, found, time = 0.0, [], 0.0
    for until in np.asarray(years, float) * 365.25:
        while time < until - 1e-9:
            step = min(epoch_days, until - time)
            share = 1 - (1 - share) * np.exp(-(innovation + imitation * share) * step / 365.25)
            time += step
        found.append(share)
    return np.array(found)
