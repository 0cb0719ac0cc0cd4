#include "scenario/bind.hpp"

#include "scenario/binder.hpp"
#include "scenario/walk.hpp"

namespace polku::scenario {

namespace {

/// Gives every value that nobody wrote an origin that says so.
class Defaults : public Walk<Defaults> {
 public:
  explicit Defaults(Provenance& provenance) : provenance_(provenance) {}
  template <class T>
  void leaf(T&, const Field&) {
    provenance_.try_emplace(path());
  }
  void leaf(std::vector<Edit>&, const Field&) {}
  void leaf(std::vector<Sweep>&, const Field&) {}

 private:
  Provenance& provenance_;
};

}  // namespace

Scenario bind(const Node& root, Provenance& provenance, base::Diagnostics& diagnostics,
              std::vector<Asked>* asked) {
  Scenario scenario;
  Binder binder(root, scenario, provenance, diagnostics);
  binder.bind();
  if (asked) *asked = binder.asked();
  Defaults defaults(provenance);
  describe(defaults, scenario);
  return scenario;
}

}  // namespace polku::scenario
