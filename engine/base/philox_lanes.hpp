// No header of its own: philox.cpp includes it once per instruction set, inside a namespace that has told
// what a Vector of 32-bit words is, how many `words` it holds, and how to multiply(), weave(), repeat(),
// load() and store(); POLKU_TARGET names the instruction set.
//
// Each Vector carries one generator per 64 bits, in the lower half; what stands in the upper halves does not
// matter. One multiplication then gives both halves of a product where they are needed. Compilers move lanes
// about instead, in nearly twice as many instructions.

using Wide = std::uint64_t __attribute__((vector_size(sizeof(Vector))));
POLKU_TARGET POLKU_INLINE Vector right(Vector a) {
  return reinterpret_cast<Vector>(reinterpret_cast<Wide>(a) >> 32);
}
POLKU_TARGET POLKU_INLINE Vector left(Vector a) {
  return reinterpret_cast<Vector>(reinterpret_cast<Wide>(a) << 32);
}

struct Generators {
  Vector c0, c1, c2, c3;
};

POLKU_TARGET POLKU_INLINE void turn(Generators& x, Vector first_key, Vector second_key) noexcept {
  const Vector product0 = multiply(x.c0, repeat(philox_factor[0]));
  const Vector product1 = multiply(x.c2, repeat(philox_factor[1]));
  x.c0 = right(product1) ^ x.c1 ^ first_key;
  x.c2 = right(product0) ^ x.c3 ^ second_key;
  x.c1 = product1;
  x.c3 = product0;
}

/// One Vector of counters {c0, c1, c2, c3}, its even words apart from its odd ones. A null result is not
/// asked for.
POLKU_TARGET POLKU_INLINE void draw(PhiloxKey key, const Generators& counters,
                                    const std::array<std::uint32_t*, 4>& out) noexcept {
  Generators even = counters;
  Generators odd{right(even.c0), right(even.c1), right(even.c2), right(even.c3)};
  for (int round = 0; round < philox_rounds; ++round) {
    const Vector first_key = repeat(key[0]), second_key = repeat(key[1]);
    turn(even, first_key, second_key);
    turn(odd, first_key, second_key);
    key[0] += philox_weyl[0];
    key[1] += philox_weyl[1];
  }
  store(out[0], weave(even.c0, left(odd.c0)));
  if (out[1]) store(out[1], weave(even.c1, left(odd.c1)));
  if (out[2]) store(out[2], weave(even.c2, left(odd.c2)));
  if (out[3]) store(out[3], weave(even.c3, left(odd.c3)));
}

/// The whole batch. What is left over is filled up to a Vector beside the arrays.
POLKU_TARGET void batch(const PhiloxBatch& b) noexcept {
  const Vector c1 = repeat(b.c1), everybodys = repeat(b.purpose);
  const auto from = [](std::uint32_t* out, std::size_t i) { return out ? out + i : nullptr; };
  std::size_t i = 0;
  for (; i + words <= b.n; i += words)
    draw(b.key, {load(b.c0 + i), c1, b.purposes ? load(b.purposes + i) : everybodys, load(b.c3 + i)},
         {b.out[0] + i, from(b.out[1], i), from(b.out[2], i), from(b.out[3], i)});
  if (i == b.n) return;
  std::uint32_t c0[words] = {}, c2[words] = {}, c3[words] = {}, out[4][words];
  for (std::size_t k = 0; i + k < b.n; ++k) {
    c0[k] = b.c0[i + k];
    c2[k] = b.purposes ? b.purposes[i + k] : b.purpose;
    c3[k] = b.c3[i + k];
  }
  draw(b.key, {load(c0), c1, load(c2), load(c3)}, {out[0], out[1], out[2], out[3]});
  for (std::size_t w = 0; w < 4; ++w)
    for (std::size_t k = 0; b.out[w] && i + k < b.n; ++k) b.out[w][i + k] = out[w][k];
}
