// The product of two matrices, with what comes right after it in a network.
//
//   NetloomMatMul(a: [rows, depth], b: [depth, columns], biases * bias: [columns]; transpose_a, transpose_b, relu) -> [rows, columns]
//
// A piece of work is a panel of columns by a block of rows; it packs its part of `b` for itself. What is added up, and in which order, does not
// depend on threads.
#include <cstdlib>

#include "kernels.h"
#include "kernelSupport.h"
#include "matrixKernel.h"
#include "threadPool.h"

namespace {

using namespace netloom;

/** Number (row, at) of the left side lies at `row * leftRow + at * leftStep`; of the right side likewise. */
struct Product {
  long rows, depth, columns;
  const float* left;
  long leftRow, leftStep;
  const float* right;
  long rightStep, rightColumn;
  const float* bias;
  bool relu;
  float* result;
};

/** Depth that is gone through at a time: a panel of it stays in the nearest memories. */
constexpr long kBlockDepth = 512;
/** Rows of a block: at least so many, or packing the panel would be most of the work. */
constexpr long kFewestRows = 64;

template <typename Processor>
NETLOOM_INLINE void MultiplyPiece(const Product& work, long panel, long firstRow, long rows, float* packed) {
  constexpr long wide = kPanel<Processor>;
  const long from = panel * wide, width = std::min(wide, work.columns - from);
  const long tiles = Tiles<Processor>(rows);
  const long nowhere = 0;
  for (long first = 0; first < work.depth; first += kBlockDepth) {
    const long depth = std::min(kBlockDepth, work.depth - first);
    PackPanel<Processor>(work.right + first * work.rightStep + from * work.rightColumn, work.rightStep, work.rightColumn, depth, width, packed);
    const bool last = first + depth == work.depth;
    const Finish finish{first == 0, last && work.bias != nullptr ? work.bias + from : nullptr, last && work.relu};
    for (long tile = 0; tile < tiles; tile++) {
      const long begin = rows * tile / tiles, end = rows * (tile + 1) / tiles, row = firstRow + begin;
      MultiplyRows<Processor, Processor::kRows>(static_cast<int>(end - begin), work.left + row * work.leftRow + first * work.leftStep, work.leftRow,
                                                work.leftStep, {&nowhere, 1, depth}, packed, work.result + row * work.columns + from, work.columns,
                                                width, finish);
    }
  }
}

#define NETLOOM_PIECE(Processor, target)                                                                \
  target void Piece(Processor, const Product& work, long panel, long firstRow, long rows, float* packed) { \
    MultiplyPiece<Processor>(work, panel, firstRow, rows, packed);                                           \
  }
NETLOOM_FOR_PANELS(NETLOOM_PIECE)

template <typename Processor>
void MultiplyBy(const Product& work) {
  constexpr long wide = kPanel<Processor>;
  const long panels = (work.columns + wide - 1) / wide;
  // Some pieces for each thread. Which rows are computed together changes none of them.
  const long wanted = (4 * ThreadPool::Get().threads() + panels - 1) / panels;
  const long blocks = std::max(1L, std::min(wanted, work.rows / kFewestRows));
  const auto piece = [&work, blocks](long number) {
    alignas(64) static thread_local float packed[kBlockDepth * kPanel<Processor>];
    const long panel = number / blocks, begin = work.rows * (number % blocks) / blocks, end = work.rows * (number % blocks + 1) / blocks;
    Piece(Processor{}, work, panel, begin, end - begin, packed);
  };
  // What is quickly done is not shared: calling another thread takes some microseconds.
  const bool alone = work.rows * work.depth * work.columns < 300000;
  if (!alone) return ThreadPool::Get().Run(panels * blocks, piece);
  for (long number = 0; number < panels * blocks; number++) piece(number);
}
void Multiply(const Product& work) {
  WithPanels(work.columns, [&work](auto processor) { MultiplyBy<decltype(processor)>(work); });
}

struct Settings {
  unsigned char transposeA = 0, transposeB = 0, relu = 0;
};

void* Create(TF_OpKernelConstruction* construction) {
  Status status;
  auto* settings = new Settings();
  TF_OpKernelConstruction_GetAttrBool(construction, "transpose_a", &settings->transposeA, status.status);
  TF_OpKernelConstruction_GetAttrBool(construction, "transpose_b", &settings->transposeB, status.status);
  TF_OpKernelConstruction_GetAttrBool(construction, "relu", &settings->relu, status.status);
  if (!status.ok()) TF_OpKernelConstruction_Failure(construction, status.status);
  return settings;
}

void Compute(void* kernel, TF_OpKernelContext* context) {
  const Settings& settings = *static_cast<const Settings*>(kernel);
  Call call(context);
  const TF_Tensor* a = call.Input(0);
  const TF_Tensor* b = call.Input(1);
  const TF_Tensor* bias = call.inputs() > 2 ? call.Input(2) : nullptr;
  if (!call.ok()) return;
  if (TF_NumDims(a) != 2 || TF_NumDims(b) != 2) return call.Fail("NetloomMatMul: matrices belong here");
  const long rows = TF_Dim(a, settings.transposeA ? 1 : 0), depth = TF_Dim(a, settings.transposeA ? 0 : 1);
  const long columns = TF_Dim(b, settings.transposeB ? 0 : 1);
  if (TF_Dim(b, settings.transposeB ? 1 : 0) != depth) return call.Fail("NetloomMatMul: the matrices do not fit each other");
  if (bias != nullptr && TF_TensorElementCount(bias) != columns) return call.Fail("NetloomMatMul: the bias does not fit");
  float* result = call.Output(0, {rows, columns});
  if (!call.ok()) return;
  Multiply({rows, depth, columns, Floats(a), settings.transposeA ? 1 : depth, settings.transposeA ? rows : 1, Floats(b),
            settings.transposeB ? 1 : columns, settings.transposeB ? depth : 1, bias == nullptr ? nullptr : Floats(bias), settings.relu != 0, result});
}

}  // namespace

std::string RegisterMatmulKernel() {
  return Register({
      "NetloomMatMul",
      {"transpose_a: bool = false", "transpose_b: bool = false", "biases: int >= 0 = 0", "relu: bool = false"},
      {"a: float", "b: float", "bias: biases * float"},
      {"product: float"},
      false,
      Create,
      Compute,
      [](void* kernel) { delete static_cast<Settings*>(kernel); },
  });
}
