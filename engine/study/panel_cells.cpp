// Households of a panel in cells: how often they bought, and the set of providers they bought from.
#include <algorithm>
#include <map>

#include "study/cells.hpp"

namespace polku::study {
namespace {

constexpr std::size_t most_classes = 12;  // of how often; each about as large as the next
constexpr std::size_t most_providers = 32;

using Set = std::uint32_t;  // a bit for each provider

Set set_of(const Basket& basket) {
  Set set = 0;
  for (std::size_t j = 0; j < basket.size() && j < most_providers; ++j)
    if (basket[j] > 0) set |= Set{1} << j;
  return set;
}

std::uint32_t sum_of(const Basket& basket) {
  std::uint32_t sum = 0;
  for (const std::uint32_t count : basket) sum += count;
  return sum;
}

class PanelCells final : public Cells {
 public:
  PanelCells(std::string name, const Panel& panel, double least)
      : Cells(std::move(name), {panel.days, 0.0, true, panel.households.size(), true}),
        providers_(panel.providers.size()),
        grain_(panel.grain),
        days_(panel.days) {
    cut(panel, least);
    std::vector<double> counts(labels_.size());
    for (const Basket& basket : panel.households) ++counts[cell(basket)];
    observed_ = shares_of(counts);
  }

  std::vector<double> moments(const Simulated& simulated) const override {
    std::vector<double> counts(labels_.size());
    for (const Life& life : simulated.lives->all())
      ++counts[cell(basket_of(life, providers_, 0.0, days_, grain_))];
    return shares_of(counts);
  }

 private:
  /// Households that bought about as often.
  struct Class {
    std::uint32_t most = 0;  // purchases
    std::map<Set, std::size_t> cells;
    std::size_t others = 0;  // cell of all sets that few have
  };

  void cut(const Panel& panel, double least) {
    std::vector<std::uint32_t> sums;
    for (const Basket& basket : panel.households)
      if (const std::uint32_t sum = sum_of(basket); sum > 0) sums.push_back(sum);
    std::sort(sums.begin(), sums.end());
    for (std::size_t k = 1; k < most_classes; ++k) {
      const std::uint32_t border = sums.empty() ? 0 : sums[k * (sums.size() - 1) / most_classes];
      if (border > 0 && (classes_.empty() || border > classes_.back().most))
        classes_.push_back({border, {}, 0});
    }
    classes_.push_back({UINT32_MAX, {}, 0});
    std::vector<std::map<Set, double>> found(classes_.size());
    for (const Basket& basket : panel.households)
      if (sum_of(basket) > 0) ++found[class_of(sum_of(basket))][set_of(basket)];
    labels_.emplace_back("bought nothing");
    std::uint32_t from = 1;
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      const std::string often = c + 1 == classes_.size()
                                    ? std::to_string(from) + " or more"
                                    : std::to_string(from) + "-" + std::to_string(classes_[c].most);
      classes_[c].others = labels_.size();
      labels_.push_back(often + " purchases, other providers");
      for (const auto& [set, count] : found[c]) {
        if (count < least) continue;
        classes_[c].cells[set] = labels_.size();
        std::string names;
        for (std::size_t j = 0; j < providers_; ++j)
          if ((set >> j) & 1u) names += (names.empty() ? "" : " and ") + panel.providers[j];
        labels_.push_back(often + " purchases, " + names);
      }
      from = classes_[c].most + 1;
    }
  }

  std::size_t class_of(std::uint32_t sum) const {
    std::size_t c = 0;
    while (sum > classes_[c].most) ++c;
    return c;
  }

  std::size_t cell(const Basket& basket) const {
    const std::uint32_t sum = sum_of(basket);
    if (sum == 0) return 0;
    const Class& found = classes_[class_of(sum)];
    const auto place = found.cells.find(set_of(basket));
    return place == found.cells.end() ? found.others : place->second;
  }

  std::unique_ptr<Target> copy() const override { return std::make_unique<PanelCells>(*this); }

  std::size_t providers_;
  std::int32_t grain_;
  double days_;
  std::vector<Class> classes_;
};

}  // namespace

std::unique_ptr<Target> panel_target(std::string name, const Panel& panel, double least) {
  return std::make_unique<PanelCells>(std::move(name), panel, least);
}

}  // namespace polku::study
