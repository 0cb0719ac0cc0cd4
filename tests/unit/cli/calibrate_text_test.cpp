#include "cli/calibrate_text.hpp"

#include <catch2/catch.hpp>

namespace polku::cli {

TEST_CASE("a sample that rests on few points is not passed off as one", "[cli]") {
  const scenario::Scenario scenario;
  const study::Past past;
  const std::vector<study::Evidence> nothing;
  study::Calibration calibration;
  const auto told = [&](double heaviest) {
    calibration.posterior.particles.assign(8192, {{}, (1.0 - heaviest) / 8191.0, 0.0});
    calibration.posterior.particles[7].weight = heaviest;
    return calibrate_text({scenario, past, calibration, nothing, "found.yaml"}, Style{}, 100);
  };
  CHECK(told(0.5).find("! That is too few") != std::string::npos);
  CHECK(told(0.0001).find("too few") == std::string::npos);
}

}  // namespace polku::cli
