// Prints the digest of a run of the resolved scenario in a JSON file: what `polku run` and `polku digest` do
// natively, compiled to WebAssembly, so that a test can hold one against the other.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "record/result.hpp"
#include "scenario/resolve.hpp"
#include "study/study.hpp"

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: polku_digest SCENARIO.json\n";
    return 2;
  }
  std::ifstream file(arguments[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};

  polku::base::Diagnostics mistakes;
  const auto loaded = polku::scenario::load_json(text, arguments[1], mistakes);
  if (!loaded) {
    std::cerr << polku::base::to_text(mistakes);
    return 2;
  }
  std::cout << polku::record::digest(polku::study::run(loaded->scenario)) << '\n';
}
