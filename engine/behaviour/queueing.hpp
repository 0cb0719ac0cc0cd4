// How long people wait for a function with so many servers: Erlang's formulas, with patience and uneven
// handling times, and a queue that grows where more arrives than can be served. A server is somebody who
// deals with one contact at a time; the offered load is the number of servers that the arrivals would keep
// busy. Arrivals are Poisson, handling times and patience exponential. Pure functions: safe from any thread.
#pragma once

#include <cmath>
#include <limits>

#include "base/math.hpp"

namespace polku::behaviour {

/// Who serves. All times in one unit.
struct Queue {
  double servers = 1.0;  // between whole numbers: somebody works part of the time
  double handling = 1.0;
  double patience = std::numeric_limits<double>::infinity();  // mean time after which people give up waiting
  double variability = 1.0;                                   // (c_a^2 + c_s^2) / 2, see erlang()
};

/// What a load does to those who arrive.
struct Waiting {
  double chance = 0.0;    // that somebody has to wait
  double wait = 0.0;      // mean wait of who has to, until served or gone
  double gives_up = 0.0;  // chance that who waits gives up
  double queue = 0.0;     // mean number of people who wait
  double busy = 0.0;      // mean number of servers at work
  /// Over all who arrive.
  double mean() const { return chance * wait; }
  double abandoned() const { return chance * gives_up; }
  double present() const { return queue + busy; }
  /// Chance to wait longer than a time; exact without patience.
  double longer_than(double time) const { return wait > 0 ? chance * base::exp(-time / wait) : 0.0; }
};

/// Erlang's loss formula: share of arrivals that find all servers busy if nobody may wait. Below one server
/// 1/B is linear, above it follows the recursion. Source: Erlang 1917; recursion standard.
inline double erlang_b(double offered, double servers) {
  const double whole = std::floor(servers), part = servers - whole;
  double inverse = part > 0 ? 1 + part / offered : 1.0;
  for (double n = part; n + 0.5 < servers; n += 1) inverse = 1 + (n + 1) / offered * inverse;
  return 1 / inverse;
}

/// The stationary state of M/M/c (Erlang C; the offered load must lie below the servers) or, with patience,
/// of M/M/c+M (Erlang A, which holds for any load). Given that all servers are busy, j people wait with
/// chances in proportion to the product of offered / (servers + k handling / patience), k = 1..j. Uneven
/// arrivals or handling times lengthen the queue by (c_a^2 + c_s^2) / 2 (squared coefficients of variation),
/// without patience. Source: Erlang 1917; Palm 1957; Garnett, Mandelbaum & Reiman 2002; Kingman 1961.
inline Waiting erlang(const Queue& queue, double offered) {
  Waiting result;
  if (!(offered > 0)) return result;
  const double none_waiting = erlang_b(offered, queue.servers);
  const double leaving = queue.handling / queue.patience;  // 0 without patience
  double all = 1.0, waiting = 0.0, unscaled = 1.0;         // sums of the chances, and of j times them
  if (leaving > 0) {
    double term = 1.0;
    for (double j = 1; term > 1e-17 * all || offered > queue.servers + j * leaving; j += 1) {
      term *= offered / (queue.servers + j * leaving);
      all += term;
      waiting += j * term;
      if (all > 1e200) {  // only what the sums say of each other matters from here on
        term *= 1e-200;
        all *= 1e-200;
        waiting *= 1e-200;
        unscaled = 0.0;
      }
    }
    waiting /= all;
    all = unscaled > 0 ? all : std::numeric_limits<double>::infinity();
  } else {
    const double use = offered / queue.servers;
    all = 1 / (1 - use);
    waiting = use * all * queue.variability;
  }
  result.chance = none_waiting / (none_waiting + (1 - none_waiting) / all);
  result.wait = waiting * queue.handling / offered;
  result.gives_up = waiting * leaving / offered;
  result.queue = result.chance * waiting;
  result.busy = offered * (1 - result.abandoned());
  return result;
}

/// A queue that has not settled: who is there after a time of constant arrivals, and the load at which a
/// settled queue would look like that.
struct Unsettled {
  double present = 0.0;  // waiting or served
  double offered = 0.0;  // goes into erlang()
};

/// How many are there changes by arrivals less what a settled queue of that size lets go, so that a constant
/// load ends at Erlang's figures and an excess piles up one for one. One implicit step, stable for any time.
/// `arrivals` per unit of time. Source: pointwise stationary fluid flow approximation, Wang, Tipper &
/// Banerjee 1996.
inline Unsettled after(const Queue& queue, double present, double arrivals, double time) {
  const double turnover = time / queue.handling, sum = present + arrivals * time;
  const bool patient = !(queue.patience < std::numeric_limits<double>::infinity());
  double low = 0.0, high = turnover > 0 ? sum / turnover : sum + queue.servers;
  if (patient && high > queue.servers) high = queue.servers;
  for (int halving = 0; halving < 200; ++halving) {
    const double middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) break;
    (erlang(queue, middle).present() + turnover * middle > sum ? high : low) = middle;
  }
  const double left = sum - turnover * low;
  return {left > 0 ? left : 0.0, low};
}

}  // namespace polku::behaviour
