// How a customer chooses among alternatives: belief, reason and emotion, bond, random utility; and the shares
// that such choices have in closed form, which analysis and tests hold against the simulation. Pure functions
// of their arguments: safe from any thread. Utilities are in units of the Gumbel scale (default 1).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <span>

#include "base/isa.hpp"
#include "base/math.hpp"

namespace polku::behaviour {

// ---- One customer, one alternative ----

/// Random part of a utility: -mu (ln(-ln u) + gamma), mean 0, variance pi^2 mu^2 / 6; u in (0, 1). With it
/// the best alternative is a logit draw. Source: McFadden 1974 (from memory).
template <class Real>
POLKU_INLINE Real gumbel(Real uniform, Real scale) {
  return -scale * (base::log(-base::log(uniform)) + std::numbers::egamma_v<Real>);
}

/// ln of a positive stable variable of index alpha in (0, 1), from two uniforms in (0, 1). With it alpha (g +
/// ln S) is a Gumbel draw that alternatives of one nest share in part: logit within, nested logit across.
/// Source: Kanter 1975, Cardell 1997 (from memory; a test holds the shares against the closed form).
template <class Real>
POLKU_INLINE Real log_positive_stable(Real alpha, Real uniform, Real other) {
  const Real angle = std::numbers::pi_v<Real> * uniform;
  const Real waits = -base::log(other);
  return base::log(base::sin(alpha * angle)) - base::log(base::sin(angle)) / alpha +
         (Real(1) - alpha) / alpha * (base::log(base::sin((Real(1) - alpha) * angle)) - base::log(waits));
}

/// Value believed after n own experiences: (n0 public + n own) / (n0 + n). `public_weight` n0 >= 0 is how
/// many experiences the public view (promise, reputation) is worth; without either the public view stands.
/// Source: assumed.
template <class Real>
constexpr Real belief(Real public_view, Real own_attitude, Real experiences, Real public_weight) {
  const Real total = public_weight + experiences;
  const Real own_share = experiences / (total > Real(0) ? total : Real(1));
  return public_view + own_share * (own_attitude - public_view);
}

/// Reason and emotion: (1 - w) rational + w emotional, w in 0..1 (.7 assumed). Source: dual-process view,
/// assumed.
template <class Real>
constexpr Real mixed_utility(Real rational, Real emotional, Real emotion_weight) {
  return (Real(1) - emotion_weight) * rational + emotion_weight * emotional;
}

/// Utility with the bond to the present provider: switching cost, contract and habit count for the incumbent
/// alone. Source: structural state dependence, Dube, Hitsch & Rossi 2010 (abstract read).
template <class Real>
constexpr Real with_bond(Real utility, bool incumbent, Real bond) {
  return utility + (incumbent ? bond : Real(0));
}

/// What purchases collected towards a reward are worth, in the reward's unit: their part of it; `after` > 0.
/// Source: that a reward programme binds as a switching cost that grows with what is collected, Hartmann &
/// Viard 2008 (abstract read); that it grows in proportion is assumed.
template <class Real>
constexpr Real collected_value(Real reward, Real collected, Real after) {
  return reward * (collected / after);
}

/// Justification as a veto: an alternative whose rational value is below the floor drops out. Source:
/// assumed.
template <class Real>
constexpr Real justified(Real utility, Real rational, Real floor) {
  return rational < floor ? -std::numeric_limits<Real>::infinity() : utility;
}

/// Index of the largest utility, the first of equals; `utilities` is not empty.
template <class Real>
constexpr std::size_t best_alternative(std::span<const Real> utilities) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < utilities.size(); ++i) best = utilities[i] > utilities[best] ? i : best;
  return best;
}

/// Whether reason overruled emotion: the alternative chosen is not the one that the emotional part alone,
/// with the same random terms, would have chosen.
constexpr bool conflicted(std::size_t chosen, std::size_t emotional_best) { return chosen != emotional_best; }

// ---- Shares in closed form (analysis; not for the kernel) ----

/// Multinomial logit: shares[i] = e^(V_i / mu) / sum of e^(V / mu). Returns the log-sum mu ln(sum of e^(V /
/// mu)), the expected best utility. Spans of equal length >= 1, mu > 0; a vetoed alternative (-infinity) gets
/// 0, one must be finite. Source: McFadden 1974 (from memory).
template <class Real>
inline Real logit_shares(std::span<const Real> utilities, Real scale, std::span<Real> shares) {
  const Real best = utilities[best_alternative<Real>(utilities)];
  Real sum = 0;
  for (std::size_t i = 0; i < utilities.size(); ++i) {
    shares[i] = base::exp((utilities[i] - best) / scale);
    sum += shares[i];
  }
  for (Real& share : shares) share /= sum;
  return best + scale * base::log(sum);
}

/// What the nest "buy" is worth, and how often it wins against doing nothing (utility 0).
template <class Real>
struct NestChoice {
  Real inclusive_value;  ///< I = ln(sum of e^(V / lambda)).
  Real share;            ///< Chance of buying anything: e^(lambda I) / (1 + e^(lambda I)), in 0..1.
};

/// Nested logit: alternatives share one nest, doing nothing stands outside. `dissimilarity` lambda in (0, 1];
/// 1 is multinomial logit, .7 is the assumed default. shares[j] is unconditional; doing nothing has 1 -
/// result.share.
template <class Real>
inline NestChoice<Real> nested_logit_shares(std::span<const Real> utilities, Real dissimilarity,
                                            std::span<Real> shares) {
  const Real log_sum = logit_shares<Real>(utilities, dissimilarity, shares);  // lambda I
  const Real nest_share = base::sigmoid(log_sum);
  for (Real& share : shares) share *= nest_share;
  return {log_sum / dissimilarity, nest_share};
}

/// Logit over random consideration sets: P_j = sum over sets C of P(C) P(j | C). Alternative j is considered
/// with chance inclusion[j], independently; doing nothing (utility 0) always is. Returns its share.
/// Enumerates 2^n sets: n <= 20.
template <class Real>
inline Real consideration_shares(std::span<const Real> utilities, std::span<const Real> inclusion,
                                 std::span<Real> shares) {
  const std::size_t n = utilities.size();
  const Real best = n == 0 ? Real(0) : std::max(Real(0), utilities[best_alternative<Real>(utilities)]);
  const Real nothing_weight = base::exp(-best);
  std::fill(shares.begin(), shares.end(), Real(0));
  Real nothing_share = 0;
  for (std::uint32_t set = 0; set < (std::uint32_t{1} << n); ++set) {
    const auto considered = [set](std::size_t j) { return ((set >> j) & 1u) != 0; };
    Real chance = 1;
    Real sum = nothing_weight;
    for (std::size_t j = 0; j < n; ++j) {
      chance *= considered(j) ? inclusion[j] : Real(1) - inclusion[j];
      if (considered(j)) sum += base::exp(utilities[j] - best);
    }
    for (std::size_t j = 0; j < n; ++j) {
      if (considered(j)) shares[j] += chance * base::exp(utilities[j] - best) / sum;
    }
    nothing_share += chance * nothing_weight / sum;
  }
  return nothing_share;
}

/// Random regret: R_i = sum over j != i and attributes m of ln(1 + e^(beta_m (x_jm - x_im))), shares by logit
/// of -R. `attributes` row by row (alternatives x betas). Two alternatives: equal to logit; more: a
/// compromise gains. Source: Chorus 2010 (formula read).
template <class Real>
inline void regret_shares(std::span<const Real> attributes, std::span<const Real> betas,
                          std::span<Real> shares) {
  const std::size_t width = betas.size();
  for (std::size_t i = 0; i < shares.size(); ++i) {
    Real regret = 0;
    for (std::size_t j = 0; j < shares.size(); ++j) {
      if (j == i) continue;
      for (std::size_t m = 0; m < width; ++m) {
        const Real envy = betas[m] * (attributes[j * width + m] - attributes[i * width + m]);
        regret += std::max(envy, Real(0)) + base::log1p(base::exp(-std::fabs(envy)));
      }
    }
    shares[i] = -regret;
  }
  logit_shares<Real>(shares, Real(1), shares);
}

}  // namespace polku::behaviour
