// Small dense matrices.
#include "study/matrix.hpp"

#include <catch2/catch.hpp>

using namespace polku::study;

namespace {

Matrix three() {
  Matrix a(3, 3);
  const double values[3][3] = {{4, 1, 0.5}, {1, 3, -1}, {0.5, -1, 2}};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) a(i, j) = values[i][j];
  return a;
}

}  // namespace

TEST_CASE("a matrix times its inverse is one", "[study]") {
  const Matrix a = three();
  const auto b = inverse(a);

  REQUIRE(b);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = 0.0;
      for (std::size_t k = 0; k < 3; ++k) sum += a(i, k) * (*b)(k, j);
      CHECK(sum == Approx(i == j ? 1.0 : 0.0).margin(1e-12));
    }
}

TEST_CASE("an indefinite matrix has no Cholesky root", "[study]") {
  Matrix a = three();
  a(2, 2) = -1;
  CHECK_FALSE(cholesky(a));
  CHECK_FALSE(inverse(a));
}

TEST_CASE("eigenvectors times eigenvalues make the matrix again", "[study]") {
  const Matrix a = three();
  const Eigen found = eigen(a);

  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = 0.0;
      for (std::size_t k = 0; k < 3; ++k) sum += found.vectors(i, k) * found.values[k] * found.vectors(j, k);
      CHECK(sum == Approx(a(i, j)).margin(1e-12));
    }
}
