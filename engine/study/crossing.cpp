// The search for the share at which a lead is lost or won.
#include <algorithm>
#include <cmath>

#include "study/break_even.hpp"

namespace polku::study {
namespace {

constexpr int refinements = 2;
constexpr double near_enough = 0.01;  // share; what comes closer is not looked at again

struct Look {
  double share = 0.0;
  base::Interval lead;
};

class CrossingSearcher {
 public:
  CrossingSearcher(const CrossingSearch& search, const LeadAt& lead_at) : search_(search), lead_at_(lead_at) {
    looks_.push_back({1.0, search.written});
  }

  /// Whether the lead turns on the way to a share; looks there once, and again if once leaves doubt.
  bool turns_by(double share) {
    look(share, 1);
    const double noise = search_.written.half_width * std::sqrt(static_cast<double>(search_.written.n));
    if (complete_ && search_.most > 1 && !(std::fabs(looks_.back().lead.mean) > noise))
      look(share, search_.most);
    return complete_ && leads(looks_.back()) != leads(looks_.front());
  }

  /// Between what is written and the last look.
  Crossing close_in() {
    Look near = looks_.front(), far = looks_.back();
    // The end that stays counts half (Illinois rule), else a bend would keep the other one crawling.
    Look near_weighed = near, far_weighed = far;
    for (int i = 0; i < refinements && complete_; ++i) {
      const double share = zero_between(near_weighed, far_weighed);
      const bool known = std::any_of(looks_.begin(), looks_.end(), [&](const Look& seen) {
        return std::fabs(seen.share - share) < near_enough && std::isfinite(seen.lead.half_width);
      });
      if (known) break;
      look(share, search_.most);
      const bool moves_near = leads(looks_.back()) == leads(near);
      (moves_near ? near : far) = (moves_near ? near_weighed : far_weighed) = looks_.back();
      (moves_near ? far_weighed : near_weighed).lead.mean /= 2.0;
      // Closer than chance lets anybody see.
      if (std::fabs(looks_.back().lead.mean) <= looks_.back().lead.half_width) break;
    }
    Crossing crossing;
    crossing.share = zero_between(near, far);
    const double slope = (far.lead.mean - near.lead.mean) / (far.share - near.share);
    const Look& closest = *std::min_element(looks_.begin(), looks_.end(), [&](const Look& a, const Look& b) {
      return distance(a, crossing.share) < distance(b, crossing.share);
    });
    const double half = closest.lead.half_width == 0.0 ? 0.0 : closest.lead.half_width / std::fabs(slope);
    crossing.low = crossing.share - half;
    crossing.high = crossing.share + half;
    crossing.replications = closest.lead.n;
    return crossing;
  }

  bool complete() const { return complete_; }

 private:
  static bool leads(const Look& look) { return look.lead.mean > 0.0; }
  static double zero_between(const Look& a, const Look& b) {
    if (a.lead.mean == b.lead.mean) return a.share;
    return a.share + (b.share - a.share) * a.lead.mean / (a.lead.mean - b.lead.mean);
  }
  /// From looks whose noise is known; one replication tells nothing of it.
  double distance(const Look& look, double share) const {
    const bool tells = std::isfinite(look.lead.half_width) || search_.most == 1;
    return tells ? std::fabs(look.share - share) : INFINITY;
  }
  void look(double share, std::size_t replications) {
    const auto lead = lead_at_(share, replications);
    complete_ = complete_ && lead.has_value();
    if (lead) looks_.push_back({share, *lead});
  }

  const CrossingSearch& search_;
  const LeadAt& lead_at_;
  std::vector<Look> looks_;  // the first as written, the last the newest
  bool complete_ = true;
};

}  // namespace

CrossingFound crossing_of(const CrossingSearch& search, const LeadAt& lead_at) {
  std::vector<double> ends{0.0, search.largest};
  if (!(search.written.mean > 0.0)) std::swap(ends[0], ends[1]);
  for (const double end : ends) {
    if (end == 1.0) continue;
    CrossingSearcher searcher(search, lead_at);
    CrossingFound found;
    if (searcher.turns_by(end)) found.crossing = searcher.close_in();
    found.complete = searcher.complete();
    if (!found.complete) return {std::nullopt, false};
    if (found.crossing) return found;
  }
  return {};
}

}  // namespace polku::study
