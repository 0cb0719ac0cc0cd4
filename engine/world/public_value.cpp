#include "world/public_value.hpp"

#include <optional>

#include "behaviour/kano.hpp"

namespace polku::world {
namespace {

using behaviour::KanoCategory;
using scenario::Model;

/// Mean quality of an attribute over the steps that deliver it; nothing if no step does.
std::optional<double> mean_quality(const Model& model, std::size_t provider, const std::string& attribute) {
  const scenario::Provider& x = model.providers[provider].second;
  const auto* everywhere = x.own ? nullptr : x.performance.find(attribute);
  double sum = 0;
  int count = 0;
  for (const auto& [step, value] : model.journey) {
    const auto* ours = value.delivers.find(attribute);
    if (!ours) continue;
    const auto* here = x.own ? nullptr : x.performance.find(step + "." + attribute);
    sum += (here ? here : everywhere ? everywhere : ours)->mean;
    ++count;
  }
  if (count > 0) return sum / count;
  return everywhere ? std::optional<double>(everywhere->mean) : std::nullopt;
}

/// Satisfaction with a quality, over the Kano categories in which a segment's customers see the attribute.
double judged(const Model& model, const scenario::Attribute& attribute, double quality, double loss_weight) {
  const double shares[] = {attribute.kano.attractive, attribute.kano.one_dimensional, attribute.kano.must_be,
                           attribute.kano.indifferent, attribute.kano.reverse};
  double sum = 0;
  for (std::size_t c = 0; c < behaviour::kano_category_count; ++c) {
    const auto category = static_cast<KanoCategory>(c);
    const auto strength = behaviour::strength_of<double>(category);
    const double felt = behaviour::felt_quality(category, quality);
    const double norm =
        behaviour::category_norm(category, behaviour::felt_quality(category, attribute.norm), 0.0);
    const double gap = model.behaviour.gap == scenario::Gap::relative
                           ? behaviour::relative_gap(felt - norm, norm)
                           : felt - norm;
    sum += shares[c] *
           behaviour::satisfaction_from_gap(gap, strength.gain, strength.loss, strength.shape, loss_weight);
  }
  return sum;
}

}  // namespace

PublicValue public_value(const Model& now, const Model& written, const scenario::Segment& segment,
                         std::size_t provider) {
  double total = 0;
  for (const auto& entry : segment.importance) total += entry.second;
  PublicValue value;
  if (total <= 0) return value;
  for (const auto& [name, weight] : segment.importance) {
    const scenario::Attribute& attribute = *now.attributes.find(name);
    const auto& theirs = now.providers[provider].second;
    const double* stated = theirs.reputation.find(name);
    const std::optional<double> quality =
        stated ? std::optional<double>(*stated) : mean_quality(written, provider, name);
    if (!quality) continue;
    const double* promised = theirs.promise.find(name);
    const double believed =
        promised ? *quality + now.behaviour.promise_belief * (*promised - *quality) : *quality;
    const double felt = now.behaviour.gain * weight / total * theirs.noticed.get(name, 1.0) *
                        judged(now, attribute, believed, segment.loss_weight);
    const bool reason = attribute.dimension == scenario::Dimension::functional ||
                        attribute.dimension == scenario::Dimension::economic;
    (reason ? value.rational : value.emotional) += felt;
  }
  return value;
}

}  // namespace polku::world
