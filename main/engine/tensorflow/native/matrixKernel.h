// What products of matrices and convolutions are made of: a tile of rows by a panel of columns, kept in registers while it goes through the depth.
#ifndef NETLOOM_MATRIX_KERNEL_H_
#define NETLOOM_MATRIX_KERNEL_H_

#include <algorithm>
#include <cstdlib>
#include <type_traits>
#include <vector>

#include "matrixTile.h"

namespace netloom {

/** As `Avx512`, for few columns: half of each of its panels would stay empty. */
struct Avx512Narrow {
  using Vector = Floats16;
  static constexpr int kVectors = 1, kRows = 14;
};

/** Where the numbers of a tile's left side lie: stretches of equal length that begin at `left + offsets[n]`. */
struct Stretches {
  const long* offsets;
  long count, length;
};

/** What becomes of a tile: added to what is there, or new, with a bias, numbers of the same places, and ReLU. */
struct Finish {
  bool fresh;
  /** Of the panel's first column; null = none. */
  const float* bias;
  bool relu;
  /** Of the tile's first place, laid out as the result; null = none. */
  const float* addend = nullptr;
};

template <typename Processor, int rows>
NETLOOM_INLINE void StoreTile(const typename Processor::Vector (&sums)[rows][Processor::kVectors], float* result, long resultStep, long width,
                              const Finish& finish) {
  using Vector = typename Processor::Vector;
  constexpr long lanes = sizeof(Vector) / sizeof(float);
  constexpr int vectors = Processor::kVectors;
  if (width == kPanel<Processor>) {
    const Vector zero = {};
    for (int row = 0; row < rows; row++)
      for (int vector = 0; vector < vectors; vector++) {
        Vector* place = reinterpret_cast<Vector*>(result + row * resultStep + vector * lanes);
        Vector sum = finish.fresh ? sums[row][vector] : *place + sums[row][vector];
        if (finish.bias != nullptr) sum += *reinterpret_cast<const Vector*>(finish.bias + vector * lanes);
        if (finish.addend != nullptr) sum += *reinterpret_cast<const Vector*>(finish.addend + row * resultStep + vector * lanes);
        *place = finish.relu ? (sum > zero ? sum : zero) : sum;
      }
    return;
  }
  float numbers[rows][kPanel<Processor>];
  std::memcpy(numbers, sums, sizeof(numbers));
  for (int row = 0; row < rows; row++)
    for (long column = 0; column < width; column++) {
      float* place = result + row * resultStep + column;
      float sum = finish.fresh ? numbers[row][column] : *place + numbers[row][column];
      if (finish.bias != nullptr) sum += finish.bias[column];
      if (finish.addend != nullptr) sum += finish.addend[row * resultStep + column];
      *place = finish.relu && !(sum > 0.0f) ? 0.0f : sum;
    }
}

/** `rows` rows, `leftRow` numbers apart, those of a stretch `leftStep` apart, by a panel of as many rows as the stretches have numbers. */
template <typename Processor, int rows>
NETLOOM_INLINE void Multiply(const float* left, long leftRow, long leftStep, const Stretches& stretches, const float* panel, float* result,
                             long resultStep, long width, const Finish& finish) {
  using Vector = typename Processor::Vector;
  constexpr long lanes = sizeof(Vector) / sizeof(float);
  constexpr int vectors = Processor::kVectors;
  Vector sums[rows][vectors] = {};
  for (long stretch = 0; stretch < stretches.count; stretch++) {
    const float* from = left + stretches.offsets[stretch];
    for (long at = 0; at < stretches.length; at++) {
      Vector right[vectors];
      for (int vector = 0; vector < vectors; vector++) right[vector] = *reinterpret_cast<const Vector*>(panel + vector * lanes);
      panel += kPanel<Processor>;
      for (int row = 0; row < rows; row++)
        for (int vector = 0; vector < vectors; vector++) sums[row][vector] += from[row * leftRow] * right[vector];
      from += leftStep;
    }
  }
  StoreTile<Processor, rows>(sums, result, resultStep, width, finish);
}

/** As above, with the number of rows known only now. */
template <typename Processor, int most>
NETLOOM_INLINE void MultiplyRows(int rows, const float* left, long leftRow, long leftStep, const Stretches& stretches, const float* panel,
                                 float* result, long resultStep, long width, const Finish& finish) {
  if (rows == most) return Multiply<Processor, most>(left, leftRow, leftStep, stretches, panel, result, resultStep, width, finish);
  if constexpr (most > 1)
    MultiplyRows<Processor, most - 1>(rows, left, leftRow, leftStep, stretches, panel, result, resultStep, width, finish);
}

/** As `Multiply`, with rows that lie anywhere: `offsets` from the beginning of a stretch. */
template <typename Processor, int rows>
NETLOOM_INLINE void MultiplyScattered(const float* left, const long* rowOffsets, long leftStep, const Stretches& stretches, const float* panel,
                                      float* result, long resultStep, long width, const Finish& finish) {
  using Vector = typename Processor::Vector;
  constexpr long lanes = sizeof(Vector) / sizeof(float);
  constexpr int vectors = Processor::kVectors;
  Vector sums[rows][vectors] = {};
  for (long stretch = 0; stretch < stretches.count; stretch++) {
    const float* own[rows];
    for (int row = 0; row < rows; row++) own[row] = left + stretches.offsets[stretch] + rowOffsets[row];
    for (long at = 0; at < stretches.length; at++) {
      Vector right[vectors];
      for (int vector = 0; vector < vectors; vector++) right[vector] = *reinterpret_cast<const Vector*>(panel + vector * lanes);
      panel += kPanel<Processor>;
      for (int row = 0; row < rows; row++)
        for (int vector = 0; vector < vectors; vector++) sums[row][vector] += own[row][at * leftStep] * right[vector];
    }
  }
  StoreTile<Processor, rows>(sums, result, resultStep, width, finish);
}
template <typename Processor, int most>
NETLOOM_INLINE void MultiplyScatteredRows(int rows, const float* left, const long* rowOffsets, long leftStep, const Stretches& stretches,
                                          const float* panel, float* result, long resultStep, long width, const Finish& finish) {
  if (rows == most)
    return MultiplyScattered<Processor, most>(left, rowOffsets, leftStep, stretches, panel, result, resultStep, width, finish);
  if constexpr (most > 1)
    MultiplyScatteredRows<Processor, most - 1>(rows, left, rowOffsets, leftStep, stretches, panel, result, resultStep, width, finish);
}

/** Tiles that `count` rows are shared among, as equal as can be: a tile of few rows takes nearly as long as a full one. */
template <typename Processor>
NETLOOM_INLINE long Tiles(long count) {
  return (count + Processor::kRows - 1) / Processor::kRows;
}

// Numbers of two vectors by their places; each compiler has its own word for it.
#if defined(__clang__)
#define NETLOOM_SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#else
typedef int Places4 __attribute__((vector_size(16)));
#define NETLOOM_SHUFFLE(a, b, ...) __builtin_shuffle(a, b, (Places4){__VA_ARGS__})
#endif

/** Four rows of four numbers, written as columns. */
NETLOOM_INLINE void TurnSquare(const float* from, long fromStep, float* to, long toStep) {
  Floats4 rows[4];
  for (int row = 0; row < 4; row++) rows[row] = *reinterpret_cast<const Floats4*>(from + row * fromStep);
  const Floats4 a = NETLOOM_SHUFFLE(rows[0], rows[1], 0, 4, 1, 5), b = NETLOOM_SHUFFLE(rows[0], rows[1], 2, 6, 3, 7);
  const Floats4 c = NETLOOM_SHUFFLE(rows[2], rows[3], 0, 4, 1, 5), d = NETLOOM_SHUFFLE(rows[2], rows[3], 2, 6, 3, 7);
  const Floats4 columns[4] = {NETLOOM_SHUFFLE(a, c, 0, 1, 4, 5), NETLOOM_SHUFFLE(a, c, 2, 3, 6, 7), NETLOOM_SHUFFLE(b, d, 0, 1, 4, 5),
                              NETLOOM_SHUFFLE(b, d, 2, 3, 6, 7)};
  for (int column = 0; column < 4; column++) *reinterpret_cast<Floats4*>(to + column * toStep) = columns[column];
}

/** A panel of a right side whose number (at, column) lies at `at * step + column * columnStep`, filled up with zeros. */
template <typename Processor>
NETLOOM_INLINE void PackPanel(const float* right, long step, long columnStep, long depth, long width, float* panel) {
  constexpr long wide = kPanel<Processor>;
  if (columnStep == 1 && width == wide) {
    for (long at = 0; at < depth; at++) std::memcpy(panel + at * wide, right + at * step, sizeof(float) * wide);
    return;
  }
  if (width < wide) std::fill_n(panel, depth * wide, 0.0f);
  // Turned: squares of four by four where a column's numbers lie side by side.
  const long squares = step == 1 ? depth / 4 * 4 : 0, whole = width / 4 * 4;
  for (long at = 0; at < squares; at += 4)
    for (long column = 0; column < whole; column += 4) TurnSquare(right + column * columnStep + at, columnStep, panel + at * wide + column, wide);
  for (long column = 0; column < width; column++)
    for (long at = column < whole ? squares : 0; at < depth; at++) panel[at * wide + column] = right[at * step + column * columnStep];
}

/** Rows by the panel of a packed matrix that begins at `column`, added to `result`. Sums go by depth, however many rows there are. */
template <typename Processor>
NETLOOM_INLINE void AddPanel(int rows, const float* left, long step, const std::vector<float>& packed, long depth, long column, long columns,
                             float* result, long resultStep) {
  const long nowhere = 0;
  MultiplyRows<Processor, Processor::kRows>(rows, left, step, 1, {&nowhere, 1, depth}, packed.data() + column * depth, result + column, resultStep,
                                            std::min(kPanel<Processor>, columns - column), {false, nullptr, false});
}

/** One row by a packed matrix, added to `result`: four panels side by side, or each product would wait for the one before. */
template <typename Processor>
NETLOOM_INLINE void AddRow(const float* left, const std::vector<float>& packed, long depth, long columns, float* result) {
  using Vector = typename Processor::Vector;
  constexpr long width = kPanel<Processor>, lanes = sizeof(Vector) / sizeof(float);
  constexpr int vectors = Processor::kVectors, together = 4;
  long column = 0;
  for (; column + together * width <= columns; column += together * width) {
    const float* panels = packed.data() + column * depth;
    Vector sums[together][vectors] = {};
    for (long at = 0; at < depth; at++)
      for (int panel = 0; panel < together; panel++)
        for (int vector = 0; vector < vectors; vector++)
          sums[panel][vector] += left[at] * *reinterpret_cast<const Vector*>(panels + (panel * depth + at) * width + vector * lanes);
    for (int panel = 0; panel < together; panel++)
      for (int vector = 0; vector < vectors; vector++)
        *reinterpret_cast<Vector*>(result + column + panel * width + vector * lanes) += sums[panel][vector];
  }
  for (; column < columns; column += width) AddPanel<Processor>(1, left, 0, packed, depth, column, columns, result, 0);
}

/** Up to `Processor::kRows` rows by a packed matrix, added to `result`. */
template <typename Processor>
NETLOOM_INLINE void AddProduct(int rows, const float* left, long step, const std::vector<float>& packed, long depth, long columns, float* result,
                               long resultStep) {
  constexpr long width = kPanel<Processor>;
  if (rows < Processor::kRows) {
    for (int row = 0; row < rows; row++) AddRow<Processor>(left + row * step, packed, depth, columns, result + row * resultStep);
    return;
  }
  for (long column = 0; column < columns; column += width)
    AddPanel<Processor>(Processor::kRows, left, step, packed, depth, column, columns, result, resultStep);
}

/** Calls `run(Processor{})` with what this processor has. NETLOOM_VECTORS=8 or 4 takes the way of a lesser one, for tests. */
template <typename Run>
void WithProcessor(const Run& run) {
#if defined(__x86_64__)
  const char* asked = std::getenv("NETLOOM_VECTORS");
  const int most = asked == nullptr ? 16 : std::atoi(asked);
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                      __builtin_cpu_supports("avx512bw");
  if (most >= 16 && avx512) return run(Avx512{});
  if (most >= 8 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return run(Avx2{});
#endif
  run(Plain{});
}

/** As above, with narrow panels where no more than 16 columns are computed. */
template <typename Run>
void WithPanels(long columns, const Run& run) {
  WithProcessor([&](auto processor) {
    if constexpr (std::is_same_v<decltype(processor), Avx512>)
      if (columns <= 16) return run(Avx512Narrow{});
    run(processor);
  });
}

// Compiles a function for each kind of processor, each with what it has: `define(Processor, target)`. Those of panels have a narrow kind, too.
#define NETLOOM_AVX512 __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma")))
#if defined(__x86_64__)
#define NETLOOM_FOR_PROCESSORS(define) \
  define(Plain, )                      \
  define(Avx2, __attribute__((target("avx2,fma")))) \
  define(Avx512, NETLOOM_AVX512)
#define NETLOOM_FOR_PANELS(define) NETLOOM_FOR_PROCESSORS(define) define(Avx512Narrow, NETLOOM_AVX512)
#else
#define NETLOOM_FOR_PROCESSORS(define) define(Plain, )
#define NETLOOM_FOR_PANELS(define) NETLOOM_FOR_PROCESSORS(define)
#endif

}  // namespace netloom

#endif  // NETLOOM_MATRIX_KERNEL_H_
