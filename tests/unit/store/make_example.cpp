// make_example FILE: writes the example result there, for tests that read it with other software.
#include <cstdio>
#include <exception>

#include "example_result.hpp"
#include "store/hdf5_file.hpp"

int main(int count, char** arguments) {
  if (count != 2) return std::fputs("usage: make_example FILE\n", stderr), 2;
  try {
    polku::store::write(polku::store::testing::example_result(), arguments[1], polku::store::Overwrite::yes);
  } catch (const std::exception& error) {
    return std::fprintf(stderr, "%s\n", error.what()), 3;
  }
}
