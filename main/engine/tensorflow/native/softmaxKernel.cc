// The softmax of each row.
//
//   NetloomSoftmax(logits: [..., columns]) -> e^(logits - largest) / their sum, of the same shape
//
// A row is computed by one thread, from its first number to its last.
#include "kernels.h"
#include "kernelSupport.h"
#include "matrixKernel.h"

namespace {

using namespace netloom;

/** Numbers below which rows are not shared: calling another thread takes some microseconds. */
constexpr long kLeast = 16384;

NETLOOM_INLINE void SoftmaxRow(const float* __restrict logits, long columns, float* __restrict result) {
  float largest = logits[0];
  for (long at = 1; at < columns; at++) largest = logits[at] > largest ? logits[at] : largest;
  for (long at = 0; at < columns; at++) result[at] = Exp(logits[at] - largest);
  float sum = 0.0f;
  for (long at = 0; at < columns; at++) sum += result[at];
  const float factor = 1.0f / sum;
  for (long at = 0; at < columns; at++) result[at] *= factor;
}

#define NETLOOM_SOFTMAX_ROWS(Processor, target)                                                          \
  target void Rows(Processor, const float* logits, long rows, long columns, float* result) {             \
    for (long row = 0; row < rows; row++) SoftmaxRow(logits + row * columns, columns, result + row * columns); \
  }
NETLOOM_FOR_PROCESSORS(NETLOOM_SOFTMAX_ROWS)

void Compute(void*, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* x = call.Input(0);
  if (!call.ok()) return;
  const std::vector<int64_t> shape = ShapeOf(x);
  if (shape.empty()) return call.Fail("NetloomSoftmax: rows belong here");
  float* result = call.Output(0, shape);
  const long columns = shape.back();
  if (!call.ok() || columns == 0) return;
  const float* logits = Floats(x);
  WithProcessor([&](auto processor) {
    InParallel(TF_TensorElementCount(x) / columns, std::max(1L, kLeast / columns),
               [&](long from, long to) { Rows(processor, logits + from * columns, to - from, columns, result + from * columns); });
  });
}

}  // namespace

std::string RegisterSoftmaxKernel() {
  return Register({"NetloomSoftmax", {}, {"logits: float"}, {"softmax: float"}, false, nullptr, Compute});
}
