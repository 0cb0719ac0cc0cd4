// What the methods of study/ say of textbook cases, for the table of `scripts/validate`: a line each,
// "method|quantity|must be|found|verdict". Ends with 1 if one fails. Unit tests ask more of each; this says
// what anybody can look up. Cases and constants: Ishigami & Homma 1990; Morris 1991; Kim & Nelson 2001.
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <vector>

#include "base/math.hpp"
#include "study/investment.hpp"
#include "study/morris.hpp"
#include "study/selection.hpp"
#include "study/sobol_indices.hpp"
#include "study/stream.hpp"

namespace {

using namespace polku;
using namespace polku::study;

constexpr double pi = 3.14159265358979323846;
bool failed = false;

std::string text(const std::vector<double>& values, int digits) {
  std::string all;
  for (const double value : values) {
    char one[64];
    std::snprintf(one, sizeof one, "%.*f", digits, std::fabs(value) < 1e-12 ? 0.0 : value);
    all += (all.empty() ? "" : " ") + std::string(one);
  }
  return all;
}

void row(const char* method, const char* quantity, const std::vector<double>& exact,
         const std::vector<double>& found, double tolerance, int digits) {
  bool passes = exact.size() == found.size();
  for (std::size_t i = 0; passes && i < exact.size(); ++i)
    passes = std::fabs(found[i] - exact[i]) <= tolerance;
  failed = failed || !passes;
  std::printf("%s|%s|%s|%s|%s\n", method, quantity, text(exact, digits).c_str(), text(found, digits).c_str(),
              passes ? "passes" : "FAILS");
}

double ishigami(const std::vector<double>& u) {
  const auto x = [&](std::size_t i) { return pi * (2.0 * u[i] - 1.0); };
  const double s = base::sin(x(1)), square = x(2) * x(2);
  return base::sin(x(0)) + 7.0 * s * s + 0.1 * square * square * base::sin(x(0));
}

/// First-order and total indices of a function on the unit cube, from 2^14 rows.
template <class F>
void sobol(const char* name, const F& f, std::size_t parameters, const std::vector<double>& first,
           const std::vector<double>& total) {
  const SobolDesign design = sobol_design(16384, parameters, 5);
  std::vector<std::vector<double>> outcomes;
  for (const auto& point : design.points) outcomes.push_back({f(point)});
  const SobolIndices found = sobol_indices(design, outcomes, 0.95, 1, 20);
  std::vector<double> s, t;
  for (const auto& parameter : found.parameters) {
    s.push_back(parameter.first);
    t.push_back(parameter.total);
  }
  row(name, "first order", first, s, 0.01, 4);
  row(name, "total", total, t, 0.01, 4);
}

void morris() {
  const MorrisDesign design = morris_design(10, 3, 4);
  std::vector<double> outcomes, importance, spread;
  for (const auto& u : design.points) outcomes.push_back(3.0 * u[0] - 6.0 * u[1] + 0.75 * u[2]);
  for (const MorrisEffect& effect : morris_effects(design, outcomes)) {
    importance.push_back(effect.importance);
    spread.push_back(effect.spread);
  }
  row("Morris, linear function", "mu*", {3, 6, 0.75}, importance, 1e-12, 4);
  row("Morris, linear function", "sigma", {0, 0, 0}, spread, 1e-12, 4);
}

/// Share of 1,000 repetitions in which the best of five is chosen, where it leads by no more than what
/// matters.
void ranking() {
  const SelectionConstants constants = selection_constants(0.05, 5, 10);
  row("ranking, KN", "eta, h squared", {0.634967, 11.429411}, {constants.eta, constants.h_squared}, 5e-7, 6);
  std::size_t right = 0;
  for (std::int64_t repetition = 0; repetition < 1000; ++repetition) {
    Stream stream(100000 + repetition, DrawnFor::best);
    Selection selection(5, {0.95, 1.0, 10});
    while (!selection.settled()) {
      std::vector<double> values;
      for (std::size_t i = 0; i < 5; ++i) values.push_back((i == 4 ? 1.0 : 0.0) + 2.0 * stream.normal());
      selection.add(values);
    }
    right += selection.best() == 4;
  }
  failed = failed || right < 950;
  std::printf("ranking, KN|best of five chosen, of 1,000|at least 950|%zu|%s\n", right,
              right < 950 ? "FAILS" : "passes");
}

}  // namespace

int main() {
  const std::vector<double> flows{-100, -20, 10, 40, 60, 80};
  const auto rate = internal_rate_of_return(flows), back = payback(flows);
  const auto curve = j_curve(flows);
  row("investment", "NPV at 10 %, IRR in %", {10.789750, 12.5170},
      {net_present_value(flows, 0.1), rate ? 100 * *rate : NAN}, 5e-5, 4);
  row("investment", "trough, its year, payback", {-120, 1, 4.125},
      {curve ? curve->depth : NAN, curve ? static_cast<double>(curve->trough) : NAN, back ? *back : NAN},
      1e-9, 3);
  sobol("Sobol, Ishigami(7, .1)", ishigami, 3, {.313905, .442411, 0}, {.557589, .442411, .243684});
  sobol("Sobol, X1 + 2 X2 + 3 X3", [](const std::vector<double>& u) { return u[0] + 2 * u[1] + 3 * u[2]; }, 3,
        {1 / 14.0, 4 / 14.0, 9 / 14.0}, {1 / 14.0, 4 / 14.0, 9 / 14.0});
  sobol("Sobol, X1 X2", [](const std::vector<double>& u) { return u[0] * u[1]; }, 2, {3 / 7.0, 3 / 7.0},
        {4 / 7.0, 4 / 7.0});
  morris();
  ranking();
  return failed ? 1 : 0;
}
