// Functions of the organisation, compiled: the last numbers of the array, so that a model without functions
// has the same places as ever.
#include "world/compile.hpp"
#include "world/readiness.hpp"

namespace polku::world {

void compile_functions(const scenario::Model& now, const scenario::Model& written,
                       std::vector<double>& values, World& out) {
  const auto add = [&](double value) {
    values.push_back(value);
    return static_cast<ParameterId>(values.size() - 1);
  };
  out.organisation = now.organisation;
  out.attention_always = add(now.organisation.attention.always);
  out.attention_exit = add(now.organisation.attention.exit);
  out.attention_voice = add(now.organisation.attention.voice);
  for (std::size_t f = 0; f < now.functions.size(); ++f) {
    const scenario::Function& x = now.functions[f].second;
    Function function;
    function.name = now.functions[f].first;
    function.morale_start = written.functions[f].second.morale;
    function.readiness_start = readiness_of(written, f);
    function.open = x.open;
    function.variability = x.variability;
    function.decay = x.decay;
    function.halves = static_cast<float>(x.waiting.halves);
    if (!x.waiting.felt_as.empty())
      function.felt_as = static_cast<std::uint8_t>(now.attributes.index(x.waiting.felt_as));
    // One server who is as fast as all of them, or so many; in calendar time, of which only a part is worked.
    function.servers = add(x.capacity > 0 ? 1.0 : x.servers);
    function.handling = add(x.capacity > 0 ? 1 / x.capacity : x.handling / x.open);
    function.impatience = add(x.open / x.patience);
    function.morale = add(x.morale);
    function.readiness = add(readiness_of(now, f));
    for (const auto& [name, support] : x.supported_by)
      function.supported_by.push_back({static_cast<std::uint8_t>(now.functions.index(name)),
                                       static_cast<float>(support.weight), support.contacts});
    out.functions.push_back(std::move(function));
  }
  for (std::size_t s = 0; s < out.steps.size(); ++s)
    if (out.steps[s].owner != no_function && out.steps[s].kind == scenario::StepKind::encounter)
      out.functions[out.steps[s].owner].front_line = true;
}

}  // namespace polku::world
