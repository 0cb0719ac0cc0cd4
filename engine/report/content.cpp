// The content of a page: which parts there are.
#include <array>
#include <utility>

#include "report/page.hpp"
#include "report/parts.hpp"

namespace polku::report {

std::vector<std::size_t> shown_worlds(const Subject& subject) {
  if (subject.decision.order.empty()) return {0};
  return {0, subject.decision.order.front().option + 1};
}

std::string content(const Subject& subject) {
  using Part = Json (*)(const Subject&);
  constexpr std::array<std::pair<const char*, Part>, 17> parts = {{{"about", about},
                                                                   {"worlds", worlds},
                                                                   {"decision", decision},
                                                                   {"certainty", certainty},
                                                                   {"doubts", doubts},
                                                                   {"break_even", break_even},
                                                                   {"outcome", outcome},
                                                                   {"j_curve", j_curve},
                                                                   {"why", why},
                                                                   {"ledger", ledger},
                                                                   {"journey", journey},
                                                                   {"attributes", attributes},
                                                                   {"loyalty", loyalty},
                                                                   {"parties", parties},
                                                                   {"earners", earners},
                                                                   {"stories", stories},
                                                                   {"origins", origins}}};
  Json json;
  for (const auto& [name, part] : parts)
    if (Json value = part(subject); !value.is_null()) json[name] = std::move(value);
  return to_text(json);
}

}  // namespace polku::report
