// The part of an LSTM that goes from one time step to the next; products over all steps at once are left to TensorFlow.
//
//   NetloomLstm(projected: [batch, steps, 4 units], recurrent: [units, 4 units])
//     -> outputs [batch, steps + 1, units], cells [batch, steps + 1, units], gates [batch, steps, 4 units]
//   NetloomLstmPredict(x: [batch, steps, features], kernel: [features, 4 units], recurrent, bias: [4 units]) -> outputs [batch, steps, units]
//   NetloomLstmGrad(upstream: [batch, steps, units], recurrent, cells, gates) -> projected's gradient
//
// `projected` is x W + b of all steps. Gates lie in Keras's order: input, forget, candidate, output (https://keras.io/api/layers/recurrent_layers/lstm/).
// The first of `outputs` and `cells` is the state before the first step: zeros. Examples do not depend on each other: threads share them.
// A prediction keeps nothing for a way back: its gates never leave the processor's nearest memory, which is most of what it gains.
#include "kernels.h"
#include "kernelSupport.h"
#include "matrixKernel.h"

namespace {

using namespace netloom;

/** Examples that one thread takes at least. */
constexpr long kLeastExamples = 4;

struct Shape {
  long batch, steps, units;
};

struct Forward {
  Shape shape;
  const float* projected;
  const float* recurrent;
  float* outputs;
  float* cells;
  float* gates;
};

/** One step of one example: its gates are pre-activations before and activations after. */
NETLOOM_INLINE void StepForward(long units, float* __restrict gates, const float* __restrict before, float* __restrict cell, float* __restrict output) {
  float *input = gates, *forget = gates + units, *candidate = gates + 2 * units, *open = gates + 3 * units;
  for (long unit = 0; unit < units; unit++) {
    const float i = Sigmoid(input[unit]), f = Sigmoid(forget[unit]), g = Tanh(candidate[unit]), o = Sigmoid(open[unit]);
    const float c = f * before[unit] + i * g;
    input[unit] = i;
    forget[unit] = f;
    candidate[unit] = g;
    open[unit] = o;
    cell[unit] = c;
    output[unit] = o * Tanh(c);
  }
}

template <typename Processor>
NETLOOM_INLINE void RunForward(const Forward& work, const std::vector<float>& packed, long from, long to) {
  const auto [batch, steps, units] = work.shape;
  const long wide = 4 * units;
  for (long row = from; row < to; row += Processor::kRows) {
    const int rows = static_cast<int>(std::min<long>(Processor::kRows, to - row));
    float* outputs = work.outputs + row * (steps + 1) * units;
    float* cells = work.cells + row * (steps + 1) * units;
    float* gates = work.gates + row * steps * wide;
    std::memcpy(gates, work.projected + row * steps * wide, sizeof(float) * rows * steps * wide);
    for (int own = 0; own < rows; own++) {
      std::fill_n(outputs + own * (steps + 1) * units, units, 0.0f);
      std::fill_n(cells + own * (steps + 1) * units, units, 0.0f);
    }
    for (long step = 0; step < steps; step++) {
      if (step > 0) AddProduct<Processor>(rows, outputs + step * units, (steps + 1) * units, packed, units, wide, gates + step * wide, steps * wide);
      for (int own = 0; own < rows; own++) {
        const long place = (own * (steps + 1) + step) * units;
        StepForward(units, gates + (own * steps + step) * wide, cells + place, cells + place + units, outputs + place + units);
      }
    }
  }
}

struct Predicted {
  Shape shape;
  long features;
  const float* x;
  const float* kernel;
  const float* recurrent;
  const float* bias;
  float* outputs;
};

/** The two matrices of a prediction, packed. */
struct PackedPair {
  std::vector<float> kernel, recurrent;
};

template <typename Processor>
NETLOOM_INLINE void RunPredict(const Predicted& work, const PackedPair& packed, long from, long to) {
  const auto [batch, steps, units] = work.shape;
  const long wide = 4 * units, features = work.features;
  std::vector<float> gates(Processor::kRows * wide), cell(Processor::kRows * units), next(Processor::kRows * units);
  for (long row = from; row < to; row += Processor::kRows) {
    const int rows = static_cast<int>(std::min<long>(Processor::kRows, to - row));
    float* outputs = work.outputs + row * steps * units;
    std::fill(cell.begin(), cell.end(), 0.0f);
    for (long step = 0; step < steps; step++) {
      for (int own = 0; own < rows; own++) std::copy_n(work.bias, wide, gates.data() + own * wide);
      AddProduct<Processor>(rows, work.x + (row * steps + step) * features, steps * features, packed.kernel, features, wide, gates.data(), wide);
      if (step > 0) AddProduct<Processor>(rows, outputs + (step - 1) * units, steps * units, packed.recurrent, units, wide, gates.data(), wide);
      for (int own = 0; own < rows; own++)
        StepForward(units, gates.data() + own * wide, cell.data() + own * units, next.data() + own * units, outputs + (own * steps + step) * units);
      cell.swap(next);
    }
  }
}

struct Backward {
  Shape shape;
  const float* upstream;
  const float* recurrent;
  const float* cells;
  const float* gates;
  float* gradient;
};

/** One step of one example, backwards: `carried` holds what later steps ask of its output, `cell` of its cell. */
NETLOOM_INLINE void StepBackward(long units, const float* __restrict upstream, const float* __restrict carried, const float* __restrict gates,
                                 const float* __restrict before, const float* __restrict after, float* __restrict cell, float* __restrict gradient) {
  for (long unit = 0; unit < units; unit++) {
    const float i = gates[unit], f = gates[units + unit], g = gates[2 * units + unit], o = gates[3 * units + unit];
    const float wave = Tanh(after[unit]);
    const float asked = upstream[unit] + carried[unit];
    const float c = cell[unit] + asked * o * (1 - wave * wave);
    cell[unit] = c * f;
    gradient[unit] = c * g * i * (1 - i);
    gradient[units + unit] = c * before[unit] * f * (1 - f);
    gradient[2 * units + unit] = c * i * (1 - g * g);
    gradient[3 * units + unit] = asked * wave * o * (1 - o);
  }
}

template <typename Processor>
NETLOOM_INLINE void RunBackward(const Backward& work, const std::vector<float>& packed, long from, long to) {
  const auto [batch, steps, units] = work.shape;
  const long wide = 4 * units;
  std::vector<float> carried(Processor::kRows * units), cell(Processor::kRows * units);
  for (long row = from; row < to; row += Processor::kRows) {
    const int rows = static_cast<int>(std::min<long>(Processor::kRows, to - row));
    float* gradient = work.gradient + row * steps * wide;
    std::fill(cell.begin(), cell.end(), 0.0f);
    std::fill(carried.begin(), carried.end(), 0.0f);
    for (long step = steps - 1; step >= 0; step--) {
      for (int own = 0; own < rows; own++) {
        const long place = ((row + own) * steps + step), state = ((row + own) * (steps + 1) + step) * units;
        StepBackward(units, work.upstream + place * units, carried.data() + own * units, work.gates + place * wide, work.cells + state,
                     work.cells + state + units, cell.data() + own * units, gradient + (own * steps + step) * wide);
      }
      if (step == 0) continue;
      std::fill(carried.begin(), carried.end(), 0.0f);
      AddProduct<Processor>(rows, gradient + step * wide, steps * wide, packed, wide, units, carried.data(), units);
    }
  }
}

template <typename Processor>
std::vector<float> Packed(const Forward& work) {
  const long wide = 4 * work.shape.units;
  return Pack<Processor>(work.shape.units, wide, [&](long row, long column) { return work.recurrent[row * wide + column]; });
}
/** Transposed. */
template <typename Processor>
std::vector<float> Packed(const Backward& work) {
  const long wide = 4 * work.shape.units;
  return Pack<Processor>(wide, work.shape.units, [&](long row, long column) { return work.recurrent[column * wide + row]; });
}

template <typename Processor>
PackedPair Packed(const Predicted& work) {
  const long wide = 4 * work.shape.units;
  const auto at = [wide](const float* matrix) { return [wide, matrix](long row, long column) { return matrix[row * wide + column]; }; };
  return {Pack<Processor>(work.features, wide, at(work.kernel)), Pack<Processor>(work.shape.units, wide, at(work.recurrent))};
}

// The same for each kind of processor: the compiler may use what it has.
#define NETLOOM_RUN(Processor, target)                                                                                    \
  target void Run(Processor, const Forward& work, const std::vector<float>& packed, long from, long to) {                  \
    RunForward<Processor>(work, packed, from, to);                                                                         \
  }                                                                                                                        \
  target void Run(Processor, const Backward& work, const std::vector<float>& packed, long from, long to) {                 \
    RunBackward<Processor>(work, packed, from, to);                                                                        \
  }                                                                                                                        \
  target void Run(Processor, const Predicted& work, const PackedPair& packed, long from, long to) {                        \
    RunPredict<Processor>(work, packed, from, to);                                                                         \
  }
NETLOOM_FOR_PROCESSORS(NETLOOM_RUN)

template <typename Processor, typename Work>
void RunAs(const Work& work) {
  const auto packed = Packed<Processor>(work);
  // Whole tiles of rows a thread, so that no thread is left with single rows.
  const long tiles = (work.shape.batch + Processor::kRows - 1) / Processor::kRows;
  InParallel(tiles, std::max(1L, kLeastExamples / Processor::kRows), [&](long from, long to) {
    Run(Processor{}, work, packed, from * Processor::kRows, std::min(work.shape.batch, to * Processor::kRows));
  });
}

template <typename Work>
void RunHere(const Work& work) {
  WithProcessor([&](auto processor) { RunAs<decltype(processor)>(work); });
}

bool IsShaped(const TF_Tensor* tensor, std::initializer_list<int64_t> shape) {
  if (TF_NumDims(tensor) != static_cast<int>(shape.size())) return false;
  int axis = 0;
  for (const int64_t length : shape) {
    if (TF_Dim(tensor, axis++) != length) return false;
  }
  return true;
}

void ComputeForward(void*, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* projected = call.Input(0);
  const TF_Tensor* recurrent = call.Input(1);
  if (!call.ok()) return;
  if (TF_NumDims(projected) != 3 || TF_NumDims(recurrent) != 2) return call.Fail("NetloomLstm: three axes and two belong here");
  const Shape shape{TF_Dim(projected, 0), TF_Dim(projected, 1), TF_Dim(recurrent, 0)};
  if (TF_Dim(projected, 2) != 4 * shape.units || TF_Dim(recurrent, 1) != 4 * shape.units) return call.Fail("NetloomLstm: there are four gates");
  float* outputs = call.Output(0, {shape.batch, shape.steps + 1, shape.units});
  float* cells = call.Output(1, {shape.batch, shape.steps + 1, shape.units});
  float* gates = call.Output(2, {shape.batch, shape.steps, 4 * shape.units});
  if (call.ok()) RunHere(Forward{shape, Floats(projected), Floats(recurrent), outputs, cells, gates});
}

void ComputePredicted(void*, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* x = call.Input(0);
  const TF_Tensor* kernel = call.Input(1);
  const TF_Tensor* recurrent = call.Input(2);
  const TF_Tensor* bias = call.Input(3);
  if (!call.ok()) return;
  if (TF_NumDims(x) != 3 || TF_NumDims(recurrent) != 2) return call.Fail("NetloomLstmPredict: three axes and two belong here");
  const Shape shape{TF_Dim(x, 0), TF_Dim(x, 1), TF_Dim(recurrent, 0)};
  const int64_t features = TF_Dim(x, 2), wide = 4 * shape.units;
  if (!IsShaped(kernel, {features, wide}) || !IsShaped(recurrent, {shape.units, wide}) || !IsShaped(bias, {wide}))
    return call.Fail("NetloomLstmPredict: the inputs do not fit each other");
  float* outputs = call.Output(0, {shape.batch, shape.steps, shape.units});
  if (call.ok()) RunHere(Predicted{shape, features, Floats(x), Floats(kernel), Floats(recurrent), Floats(bias), outputs});
}

void ComputeBackward(void*, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* upstream = call.Input(0);
  const TF_Tensor* recurrent = call.Input(1);
  const TF_Tensor* cells = call.Input(2);
  const TF_Tensor* gates = call.Input(3);
  if (!call.ok()) return;
  if (TF_NumDims(upstream) != 3) return call.Fail("NetloomLstmGrad: three axes belong here");
  const Shape shape{TF_Dim(upstream, 0), TF_Dim(upstream, 1), TF_Dim(upstream, 2)};
  const int64_t wide = 4 * shape.units;
  if (!IsShaped(recurrent, {shape.units, wide}) || !IsShaped(cells, {shape.batch, shape.steps + 1, shape.units}) ||
      !IsShaped(gates, {shape.batch, shape.steps, wide}))
    return call.Fail("NetloomLstmGrad: the inputs do not fit each other");
  float* gradient = call.Output(0, {shape.batch, shape.steps, wide});
  if (call.ok()) RunHere(Backward{shape, Floats(upstream), Floats(recurrent), Floats(cells), Floats(gates), gradient});
}

}  // namespace

std::string RegisterLstmKernels() {
  return Register({
      {"NetloomLstm",
       {},
       {"projected: float", "recurrent: float"},
       {"outputs: float", "cells: float", "gates: float"},
       false,
       nullptr,
       ComputeForward},
      {"NetloomLstmPredict",
       {},
       {"x: float", "kernel: float", "recurrent: float", "bias: float"},
       {"outputs: float"},
       false,
       nullptr,
       ComputePredicted},
      {"NetloomLstmGrad",
       {},
       {"upstream: float", "recurrent: float", "cells: float", "gates: float"},
       {"gradient: float"},
       false,
       nullptr,
       ComputeBackward},
  });
}
