// Small products of matrices inside a kernel: rows of the left one by the whole of the right one, which is packed once and used many times.
//
// The vector's width, and how many rows and vectors are kept in registers, are given by the caller's processor: `Avx512`, `Avx2`, `Plain`.
#ifndef NETLOOM_MATRIX_TILE_H_
#define NETLOOM_MATRIX_TILE_H_

#include <cstring>
#include <vector>

namespace netloom {

#define NETLOOM_INLINE inline __attribute__((always_inline))

typedef float Floats16 __attribute__((vector_size(64), aligned(4)));
typedef float Floats8 __attribute__((vector_size(32), aligned(4)));
typedef float Floats4 __attribute__((vector_size(16), aligned(4)));

/** Vectors side by side and rows below each other that a processor's registers hold: 8 x 2 of 32, 4 x 2 of 16, 4 x 1 of 8. */
struct Avx512 {
  using Vector = Floats16;
  static constexpr int kVectors = 2, kRows = 8;
};
struct Avx2 {
  using Vector = Floats8;
  static constexpr int kVectors = 2, kRows = 4;
};
struct Plain {
  using Vector = Floats4;
  static constexpr int kVectors = 2, kRows = 2;
};
/** What is left over of vectors. The vectors are named by such a kind, never as an argument of a template: there they would lose their alignment. */
struct OneNumber {
  using Vector = float;
};
template <typename Processor>
constexpr long kPanel = Processor::kVectors * sizeof(typename Processor::Vector) / sizeof(float);

/** A matrix [depth, columns] in panels of columns: [panels, depth, width], filled up with zeros. `at(row, column)` gives its numbers. */
template <typename Processor, typename At>
std::vector<float> Pack(long depth, long columns, const At& at) {
  constexpr long width = kPanel<Processor>;
  const long panels = (columns + width - 1) / width;
  std::vector<float> packed(panels * depth * width, 0.0f);
  for (long panel = 0; panel < panels; panel++)
    for (long row = 0; row < depth; row++)
      for (long column = 0; column < width && panel * width + column < columns; column++)
        packed[(panel * depth + row) * width + column] = at(row, panel * width + column);
  return packed;
}

/** e^x within 2 units of the last place (the polynomial of Cephes, https://www.netlib.org/cephes/), in a form that compilers vectorize. */
NETLOOM_INLINE float Exp(float x) {
  x = x < -87.0f ? -87.0f : x;
  x = x > 88.0f ? 88.0f : x;
  // Adding and taking away 1.5 * 2^23 rounds to a whole number.
  const float whole = (x * 1.44269504f + 12582912.0f) - 12582912.0f;
  const float rest = (x - whole * 0.693359375f) + whole * 2.12194440e-4f;
  float sum = 1.9875691500e-4f;
  sum = sum * rest + 1.3981999507e-3f;
  sum = sum * rest + 8.3334519073e-3f;
  sum = sum * rest + 4.1665795894e-2f;
  sum = sum * rest + 1.6666665459e-1f;
  sum = sum * rest + 5.0000001201e-1f;
  sum = sum * rest * rest + rest + 1.0f;
  const int bits = (static_cast<int>(whole) + 127) << 23;
  float power;
  std::memcpy(&power, &bits, sizeof(power));
  return sum * power;
}
NETLOOM_INLINE float Sigmoid(float x) { return 1.0f / (1.0f + Exp(-x)); }
NETLOOM_INLINE float Tanh(float x) { return 2.0f / (1.0f + Exp(-2.0f * x)) - 1.0f; }

}  // namespace netloom

#endif  // NETLOOM_MATRIX_TILE_H_
