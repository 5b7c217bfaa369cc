// Convolutions of pictures, channels last, and their gradients.
//
//   NetloomConv2D(x: [batch, height, width, channels], kernel: [height, width, channels, filters], biases * bias: [filters], norms * gamma, beta, mean,
//                 variance: [filters]; strides, dilations, pads, epsilon, relu, pool) -> [batch, ...], with what comes right after it in a network
//   NetloomConv2DBackpropInput(sizes: int32 [4], kernel, gradient; ...) -> x's gradient
//   NetloomConv2DBackpropFilter(x, sizes: int32 [4], gradient; ...) -> kernel's gradient
//
// `strides` and `dilations` are [vertical, horizontal], `pads` [top, bottom, left, right], `pool` size and strides of a max pooling without pads whose
// windows do not overlap, or nothing. Nothing is unrolled into a matrix: what a row of the kernel
// meets lies in one stretch of the picture, so a tile of neighbouring outputs goes through a few stretches of it (the indirect convolution of Dukhan,
// arXiv 1907.02129, with offsets in place of pointers). Pictures are shared among threads; the filter's gradient is added up by a fixed number of parts.
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>

#include "kernels.h"
#include "kernelSupport.h"
#include "matrixKernel.h"
#include "maxPooling.h"
#include "threadPool.h"

namespace {

using namespace netloom;

struct Settings {
  int strides[2], dilations[2], pads[4];
  unsigned char relu = 0;
  int32_t biases = 0;
  float epsilon = 0;
  bool pooled = false;
  PoolSettings pool = {{1, 1}, {1, 1}, {}};
};

struct Shapes {
  long batch, height, width, channels, kernelHeight, kernelWidth, filters, outHeight, outWidth;
};

/** Multiply-adds below which work is not shared: calling another thread takes some microseconds. */
constexpr long kAlone = 300000;

/** Numbers that a thread does not keep room for. */
constexpr size_t kMuch = 4 << 20;

/** A picture with zeros around it, in memory of the thread; itself where there is nothing to add. */
class Padded {
 public:
  const float* Of(const float* picture, long height, long width, long depth, long top, long bottom, long left, long right) {
    if (top == 0 && bottom == 0 && left == 0 && right == 0) return picture;
    const long wide = (width + left + right) * depth, count = (height + top + bottom) * wide;
    // Room for a large picture is given back with the next small one.
    if (numbers_.size() > kMuch && static_cast<size_t>(count) < numbers_.size() / 2) std::vector<float>().swap(numbers_);
    numbers_.resize(std::max<size_t>(numbers_.size(), count));
    std::fill_n(numbers_.data(), count, 0.0f);
    for (long row = 0; row < height; row++)
      std::memcpy(numbers_.data() + (row + top) * wide + left * depth, picture + row * width * depth, sizeof(float) * width * depth);
    return numbers_.data();
  }

 private:
  std::vector<float> numbers_;
};

/** One sweep of a packed kernel over a picture: outputs in rows and columns, each of them a sum over stretches of the picture. */
struct Sweep {
  long rows, columns;
  /** From one output to the next, below and beside it: numbers in the picture, and in the result. */
  long inRow, inColumn, outRow, outColumn;
  std::vector<long> offsets;
  long length;
  /** [panels, offsets * length, panel]. */
  std::vector<float> packed;
};

/** Rows `first` to `last` of a sweep. */
template <typename Processor>
NETLOOM_INLINE void RunSweep(const Sweep& sweep, long first, long last, const float* picture, float* result, long depth, const float* bias, bool relu) {
  constexpr long wide = kPanel<Processor>;
  const long stretch = static_cast<long>(sweep.offsets.size()) * sweep.length, tiles = Tiles<Processor>(sweep.columns);
  const Stretches stretches{sweep.offsets.data(), static_cast<long>(sweep.offsets.size()), sweep.length};
  for (long row = first; row < last; row++)
    for (long from = 0; from < depth; from += wide) {
      const Finish finish{true, bias == nullptr ? nullptr : bias + from, relu};
      for (long tile = 0; tile < tiles; tile++) {
        const long begin = sweep.columns * tile / tiles, end = sweep.columns * (tile + 1) / tiles;
        MultiplyRows<Processor, Processor::kRows>(static_cast<int>(end - begin), picture + row * sweep.inRow + begin * sweep.inColumn, sweep.inColumn, 1,
                                                  stretches, sweep.packed.data() + from * stretch,
                                                  result + row * sweep.outRow + begin * sweep.outColumn + from, sweep.outColumn,
                                                  std::min(wide, depth - from), finish);
      }
    }
}

/** What a part of the filter's gradient is given: the rows of the gradient's matrix lie in stretches of the picture, too. */
struct FilterSweep {
  /** By row of the matrix: from the place that the first number of the kernel meets. */
  std::vector<long> rowOffsets;
  /** By row of outputs. */
  std::vector<long> lineOffsets;
  long columns, inColumn;
};

template <typename Processor>
NETLOOM_INLINE void RunFilterSweep(const FilterSweep& sweep, const float* picture, const float* packed, float* result, long filters, bool fresh) {
  constexpr long wide = kPanel<Processor>;
  const long matrixRows = static_cast<long>(sweep.rowOffsets.size()), tiles = Tiles<Processor>(matrixRows);
  const Stretches stretches{sweep.lineOffsets.data(), static_cast<long>(sweep.lineOffsets.size()), sweep.columns};
  const long depth = stretches.count * stretches.length;
  for (long from = 0; from < filters; from += wide)
    for (long tile = 0; tile < tiles; tile++) {
      const long begin = matrixRows * tile / tiles, end = matrixRows * (tile + 1) / tiles;
      MultiplyScatteredRows<Processor, Processor::kRows>(static_cast<int>(end - begin), picture, sweep.rowOffsets.data() + begin, sweep.inColumn,
                                                         stretches, packed + from * depth, result + begin * filters + from, filters,
                                                         std::min(wide, filters - from), {fresh, nullptr, false});
    }
}

/** The gradient of a picture's outputs in panels: [panels, outputs, panel]. */
template <typename Processor>
NETLOOM_INLINE void PackGradient(const float* gradient, long outputs, long filters, float* packed) {
  constexpr long wide = kPanel<Processor>;
  for (long from = 0; from < filters; from += wide)
    PackPanel<Processor>(gradient + from, filters, 1, outputs, std::min(wide, filters - from), packed + from * outputs);
}

#define NETLOOM_SWEEPS(Processor, target)                                                                                                         \
  target void Run(Processor, const Sweep& sweep, long first, long last, const float* picture, float* result, long depth, const float* bias, bool relu) { \
    RunSweep<Processor>(sweep, first, last, picture, result, depth, bias, relu);                                                                             \
  }                                                                                                                                               \
  target void RunFilter(Processor, const FilterSweep& sweep, const float* picture, const float* packed, float* result, long filters, bool fresh) { \
    RunFilterSweep<Processor>(sweep, picture, packed, result, filters, fresh);                                                                    \
  }                                                                                                                                               \
  target void PackOutputs(Processor, const float* gradient, long outputs, long filters, float* packed) {                                          \
    PackGradient<Processor>(gradient, outputs, filters, packed);                                                                                  \
  }                                                                                                                                               \
  target void PackTurned(Processor, const float* kernel, long filters, long channels, float* packed) {                                             \
    PackPanel<Processor>(kernel, 1, filters, filters, channels, packed);                                                                          \
  }                                                                                                                                               \
  target void PoolLine(Processor, const Pooling& pooling, const float* lines, float* result) { PoolRow<Processor>(pooling, 0, lines, result); }   \
  target void AddUp(Processor, float* sum, const float* part, long count) {                                                                       \
    for (long at = 0; at < count; at++) sum[at] += part[at];                                                                                      \
  }
NETLOOM_FOR_PANELS(NETLOOM_SWEEPS)

/** Stretches of the picture that a kernel meets: whole rows of it where its columns lie side by side. */
std::vector<long> StretchOffsets(long height, long width, long down, long beside, long rowLength, long depth, long* length) {
  std::vector<long> offsets;
  const bool whole = beside == 1;
  for (long row = 0; row < height; row++)
    for (long column = 0; column < (whole ? 1 : width); column++) offsets.push_back(row * down * rowLength + column * beside * depth);
  *length = whole ? width * depth : depth;
  return offsets;
}

void Shared(long pieces, bool alone, const std::function<void(long)>& piece) {
  if (!alone) return ThreadPool::Get().Run(pieces, piece);
  for (long number = 0; number < pieces; number++) piece(number);
}

/** Bands of rows that each picture is shared in, where there are too few pictures for all threads. */
long Bands(long pictures) { return std::max(1L, 2L * ThreadPool::Get().threads() / pictures); }

long WorkOf(const Shapes& s) { return s.batch * s.outHeight * s.outWidth * s.filters * s.kernelHeight * s.kernelWidth * s.channels; }

/** A batch normalization with moments that stand fixed: one number by filter to multiply with, and one to add. */
struct Normalization {
  std::vector<float> factor, shift;
  Normalization(long filters, const float* bias, const float* gamma, const float* beta, const float* mean, const float* variance, float epsilon)
      : factor(filters), shift(filters) {
    for (long filter = 0; filter < filters; filter++) {
      factor[filter] = gamma[filter] / std::sqrt(variance[filter] + epsilon);
      shift[filter] = beta[filter] + ((bias == nullptr ? 0.0f : bias[filter]) - mean[filter]) * factor[filter];
    }
  }
};

/** `factor`: what the filters are multiplied with; null = nothing. */
void Forward(const Shapes& s, const Settings& settings, const float* x, const float* kernel, const float* bias, const float* factor, float* result) {
  const long top = settings.pads[0], bottom = settings.pads[1], left = settings.pads[2], right = settings.pads[3];
  const long wide = s.width + left + right;
  Sweep sweep{s.outHeight,
              s.outWidth,
              settings.strides[0] * wide * s.channels,
              settings.strides[1] * s.channels,
              s.outWidth * s.filters,
              s.filters,
              {},
              0,
              {}};
  sweep.offsets = StretchOffsets(s.kernelHeight, s.kernelWidth, settings.dilations[0], settings.dilations[1], wide * s.channels, s.channels, &sweep.length);
  const long depth = s.kernelHeight * s.kernelWidth * s.channels;
  const long bands = Bands(s.batch);
  const Pooling pooling(settings.pool, s.outHeight, s.outWidth, s.filters);
  // Outputs of a picture without a neighbourhood are one long row.
  if (bands == 1 && !settings.pooled && depth == s.channels && settings.strides[0] == 1 && settings.strides[1] == 1 && wide == s.outWidth) {
    sweep.columns *= sweep.rows;
    sweep.rows = 1;
  }
  WithPanels(s.filters, [&](auto processor) {
    using Processor = decltype(processor);
    constexpr long panel = kPanel<Processor>;
    sweep.packed.resize((s.filters + panel - 1) / panel * panel * depth);
    PackOutputs(processor, kernel, depth, s.filters, sweep.packed.data());
    for (long at = 0; factor != nullptr && at < depth * s.filters; at++) {
      const long filter = at % s.filters, place = filter / panel * panel * depth + at / s.filters * panel + filter % panel;
      sweep.packed[place] *= factor[filter];
    }
    Shared(s.batch * bands, WorkOf(s) < kAlone, [&](long piece) {
      static thread_local Padded padded;
      const long picture = piece / bands, band = piece % bands;
      const float* from = padded.Of(x + picture * s.height * s.width * s.channels, s.height, s.width, s.channels, top, bottom, left, right);
      const bool relu = settings.relu != 0;
      if (!settings.pooled) {
        Run(processor, sweep, sweep.rows * band / bands, sweep.rows * (band + 1) / bands, from, result + picture * s.outHeight * s.outWidth * s.filters,
            s.filters, bias, relu);
        return;
      }
      // Each row of windows is computed where it stays near, and pooled from there.
      static thread_local std::vector<float> lines;
      lines.resize(std::max<size_t>(lines.size(), pooling.size[0] * sweep.outRow));
      for (long row = pooling.outHeight * band / bands; row < pooling.outHeight * (band + 1) / bands; row++) {
        const long first = row * pooling.strides[0];
        Run(processor, sweep, first, first + pooling.size[0], from, lines.data() - first * sweep.outRow, s.filters, bias, relu);
        PoolLine(processor, pooling, lines.data(), result + (picture * pooling.outHeight + row) * pooling.outWidth * s.filters);
      }
    });
  });
}

/**
 * The picture's numbers whose places have equal remainders by the strides are met by the same numbers of the kernel, at neighbouring outputs: for each
 * remainder it is a convolution without strides of the outputs' gradient by a part of the kernel, turned round.
 */
struct Remainder {
  Sweep sweep;
  /** Zeros to put around the gradient: above, below, left, right. */
  std::array<long, 4> pads;
  long firstRow, firstColumn;
  /** Places of the kernel in the order of the stretches. */
  std::vector<long> taps;
};

std::vector<Remainder> Remainders(const Shapes& s, const Settings& settings) {
  const auto axis = [](long size, long out, long kernel, long stride, long dilation, long pad, long remainder, std::vector<long>* taps, long* first,
                       long* count, long* before, long* after) {
    // Places y + pad = q * stride + remainder; tap k meets the output (y + pad - k * dilation) / stride where that is whole.
    std::vector<long> shifts;
    for (long tap = kernel - 1; tap >= 0; tap--) {
      const long rest = remainder - tap * dilation;
      if (((rest % stride) + stride) % stride != 0) continue;
      taps->push_back(tap);
      shifts.push_back(rest / stride);
    }
    const long q = std::max(0L, (pad - remainder + stride - 1) / stride);
    *first = q * stride + remainder - pad;
    *count = *first < size ? (size - *first + stride - 1) / stride : 0;
    if (shifts.empty()) return shifts;
    // Outputs from q + shift on; ascending, since taps descend.
    *before = std::max(0L, -(q + shifts.front()));
    *after = std::max(0L, q + *count - 1 + shifts.back() - (out - 1));
    for (long& shift : shifts) shift += q + *before;
    return shifts;
  };
  std::vector<Remainder> found;
  for (long vertical = 0; vertical < settings.strides[0]; vertical++)
    for (long horizontal = 0; horizontal < settings.strides[1]; horizontal++) {
      std::vector<long> tapRows, tapColumns;
      long firstRow = 0, rows = 0, top = 0, bottom = 0, firstColumn = 0, columns = 0, left = 0, right = 0;
      const auto down = axis(s.height, s.outHeight, s.kernelHeight, settings.strides[0], settings.dilations[0], settings.pads[0], vertical, &tapRows,
                             &firstRow, &rows, &top, &bottom);
      const auto beside = axis(s.width, s.outWidth, s.kernelWidth, settings.strides[1], settings.dilations[1], settings.pads[2], horizontal, &tapColumns,
                               &firstColumn, &columns, &left, &right);
      if (rows <= 0 || columns <= 0 || down.empty() || beside.empty()) continue;
      const long wide = s.outWidth + left + right;
      Remainder own{{rows,
                     columns,
                     wide * s.filters,
                     s.filters,
                     settings.strides[0] * s.width * s.channels,
                     settings.strides[1] * s.channels,
                     {},
                     s.filters,
                     {}},
                    {top, bottom, left, right},
                    firstRow,
                    firstColumn,
                    {}};
      for (const long row : down)
        for (const long column : beside) own.sweep.offsets.push_back((row * wide + column) * s.filters);
      for (const long row : tapRows)
        for (const long column : tapColumns) own.taps.push_back(row * s.kernelWidth + column);
      found.push_back(std::move(own));
    }
  return found;
}

void BackpropInput(const Shapes& s, const Settings& settings, const float* kernel, const float* gradient, float* result) {
  std::vector<Remainder> remainders = Remainders(s, settings);
  long covered = 0;
  for (const Remainder& own : remainders) covered += own.sweep.rows * own.sweep.columns;
  // Numbers that no output has met have no gradient.
  if (covered < s.height * s.width) std::fill_n(result, s.batch * s.height * s.width * s.channels, 0.0f);
  WithPanels(s.channels, [&](auto processor) {
    using Processor = decltype(processor);
    constexpr long panel = kPanel<Processor>;
    const long panels = (s.channels + panel - 1) / panel;
    for (Remainder& own : remainders) {
      const long depth = static_cast<long>(own.taps.size()) * s.filters;
      own.sweep.packed.assign(panels * depth * panel, 0.0f);
      for (long from = 0; from < s.channels; from += panel)
        for (size_t tap = 0; tap < own.taps.size(); tap++)
          PackTurned(processor, kernel + (own.taps[tap] * s.channels + from) * s.filters, s.filters, std::min(panel, s.channels - from),
                     own.sweep.packed.data() + from * depth + static_cast<long>(tap) * s.filters * panel);
    }
    const long bands = Bands(s.batch);
    Shared(s.batch * bands, WorkOf(s) < kAlone, [&](long piece) {
      static thread_local Padded padded;
      const long picture = piece / bands, band = piece % bands;
      const float* from = gradient + picture * s.outHeight * s.outWidth * s.filters;
      float* to = result + picture * s.height * s.width * s.channels;
      for (const Remainder& own : remainders) {
        Run(processor, own.sweep, own.sweep.rows * band / bands, own.sweep.rows * (band + 1) / bands, padded.Of(from, s.outHeight, s.outWidth, s.filters, own.pads[0], own.pads[1], own.pads[2], own.pads[3]),
            to + (own.firstRow * s.width + own.firstColumn) * s.channels, s.channels, nullptr, false);
      }
    });
  });
}

void BackpropFilter(const Shapes& s, const Settings& settings, const float* x, const float* gradient, float* result) {
  const long top = settings.pads[0], bottom = settings.pads[1], left = settings.pads[2], right = settings.pads[3];
  const long wide = s.width + left + right, outputs = s.outHeight * s.outWidth;
  const long count = s.kernelHeight * s.kernelWidth * s.channels * s.filters;
  FilterSweep sweep{{}, {}, s.outWidth, settings.strides[1] * s.channels};
  for (long row = 0; row < s.kernelHeight; row++)
    for (long column = 0; column < s.kernelWidth; column++)
      for (long channel = 0; channel < s.channels; channel++)
        sweep.rowOffsets.push_back((row * settings.dilations[0] * wide + column * settings.dilations[1]) * s.channels + channel);
  for (long row = 0; row < s.outHeight; row++) sweep.lineOffsets.push_back(row * settings.strides[0] * wide * s.channels);
  const bool alone = WorkOf(s) < kAlone;
  const long parts = alone ? 1 : std::min<long>(s.batch, ThreadPool::Get().threads());
  std::vector<float> others((parts - 1) * count);
  WithPanels(s.filters, [&](auto processor) {
    using Processor = decltype(processor);
    constexpr long panel = kPanel<Processor>;
    const long packedLength = (s.filters + panel - 1) / panel * panel * outputs;
    Shared(parts, alone, [&](long part) {
      static thread_local Padded padded;
      static thread_local std::vector<float> packed;
      packed.resize(std::max<size_t>(packed.size(), packedLength));
      float* to = part == 0 ? result : others.data() + (part - 1) * count;
      const long begin = s.batch * part / parts, end = s.batch * (part + 1) / parts;
      for (long picture = begin; picture < end; picture++) {
        PackOutputs(processor, gradient + picture * outputs * s.filters, outputs, s.filters, packed.data());
        const float* from = padded.Of(x + picture * s.height * s.width * s.channels, s.height, s.width, s.channels, top, bottom, left, right);
        RunFilter(processor, sweep, from, packed.data(), to, s.filters, picture == begin);
      }
      if (packed.size() > kMuch) std::vector<float>().swap(packed);
    });
    for (long part = 1; part < parts; part++) AddUp(processor, result, others.data() + (part - 1) * count, count);
  });
}

void* Create(TF_OpKernelConstruction* construction, bool forward) {
  Status status;
  auto* settings = new Settings();
  TF_OpKernelConstruction_GetAttrInt32List(construction, "strides", settings->strides, 2, status.status);
  if (status.ok()) TF_OpKernelConstruction_GetAttrInt32List(construction, "dilations", settings->dilations, 2, status.status);
  if (status.ok()) TF_OpKernelConstruction_GetAttrInt32List(construction, "pads", settings->pads, 4, status.status);
  if (forward && status.ok()) TF_OpKernelConstruction_GetAttrBool(construction, "relu", &settings->relu, status.status);
  if (forward && status.ok()) TF_OpKernelConstruction_GetAttrInt32(construction, "biases", &settings->biases, status.status);
  if (forward && status.ok()) TF_OpKernelConstruction_GetAttrFloat(construction, "epsilon", &settings->epsilon, status.status);
  int32_t lists = 0, length = 0;
  if (forward && status.ok()) TF_OpKernelConstruction_GetAttrSize(construction, "pool", &lists, &length, status.status);
  if (status.ok() && lists == 4) {
    int32_t pool[4];
    TF_OpKernelConstruction_GetAttrInt32List(construction, "pool", pool, 4, status.status);
    settings->pooled = true;
    settings->pool = {{pool[0], pool[1]}, {pool[2], pool[3]}, {}};
  }
  if (!status.ok()) TF_OpKernelConstruction_Failure(construction, status.status);
  return settings;
}

/** The lengths of a tensor's four axes; of a list of lengths where `listed`. */
bool Lengths(const TF_Tensor* tensor, bool listed, long* lengths) {
  if (listed ? TF_TensorElementCount(tensor) != 4 : TF_NumDims(tensor) != 4) return false;
  for (int axis = 0; axis < 4; axis++) lengths[axis] = listed ? static_cast<const int32_t*>(TF_TensorData(tensor))[axis] : TF_Dim(tensor, axis);
  return true;
}

/** The shapes of a convolution; says what does not fit. */
bool ShapesOf(Call& call, const Settings& settings, const long (&x)[4], const long (&kernel)[4], const long* gradient, Shapes* shapes) {
  const auto out = [](long size, long around, long taps, long dilation, long stride) { return (size + around - (taps - 1) * dilation - 1) / stride + 1; };
  const long top = settings.pads[0], bottom = settings.pads[1], left = settings.pads[2], right = settings.pads[3];
  *shapes = {x[0], x[1], x[2], x[3], kernel[0], kernel[1], kernel[3], out(x[1], top + bottom, kernel[0], settings.dilations[0], settings.strides[0]),
             out(x[2], left + right, kernel[1], settings.dilations[1], settings.strides[1])};
  if (kernel[2] != x[3]) call.Fail("NetloomConv2D: the kernel is for other channels");
  const Shapes& s = *shapes;
  if (gradient != nullptr && (gradient[0] != s.batch || gradient[1] != s.outHeight || gradient[2] != s.outWidth || gradient[3] != s.filters))
    call.Fail("NetloomConv2D: the gradient has another shape");
  return call.ok();
}

void ComputeForward(void* kernel, TF_OpKernelContext* context) {
  const Settings& settings = *static_cast<const Settings*>(kernel);
  Call call(context);
  const TF_Tensor* x = call.Input(0);
  const TF_Tensor* weights = call.Input(1);
  // A bias, and after it gamma, beta, mean and variance.
  std::vector<const TF_Tensor*> others;
  for (int at = 2; at < call.inputs(); at++) others.push_back(call.Input(at));
  if (!call.ok()) return;
  long pictures[4], taps[4];
  Shapes shapes;
  if (!Lengths(x, false, pictures) || !Lengths(weights, false, taps)) return call.Fail("NetloomConv2D: four axes belong here");
  if (!ShapesOf(call, settings, pictures, taps, nullptr, &shapes)) return;
  for (const TF_Tensor* other : others)
    if (TF_TensorElementCount(other) != shapes.filters) return call.Fail("NetloomConv2D: bias or moments do not fit");
  const Pooling pooling(settings.pool, shapes.outHeight, shapes.outWidth, shapes.filters);
  float* result = call.Output(0, {shapes.batch, settings.pooled ? pooling.outHeight : shapes.outHeight,
                                  settings.pooled ? pooling.outWidth : shapes.outWidth, shapes.filters});
  if (!call.ok()) return;
  const float* bias = settings.biases > 0 ? Floats(others[0]) : nullptr;
  if (static_cast<int32_t>(others.size()) <= settings.biases) return Forward(shapes, settings, Floats(x), Floats(weights), bias, nullptr, result);
  const auto own = [&](int at) { return Floats(others[settings.biases + at]); };
  const Normalization normalization(shapes.filters, bias, own(0), own(1), own(2), own(3), settings.epsilon);
  Forward(shapes, settings, Floats(x), Floats(weights), normalization.shift.data(), normalization.factor.data(), result);
}

void ComputeBackpropInput(void* kernel, TF_OpKernelContext* context) {
  const Settings& settings = *static_cast<const Settings*>(kernel);
  Call call(context);
  const TF_Tensor* sizes = call.Input(0);
  const TF_Tensor* weights = call.Input(1);
  const TF_Tensor* gradient = call.Input(2);
  if (!call.ok()) return;
  long pictures[4], taps[4], outputs[4];
  Shapes shapes;
  if (!Lengths(sizes, true, pictures) || !Lengths(weights, false, taps) || !Lengths(gradient, false, outputs))
    return call.Fail("NetloomConv2DBackpropInput: four axes belong here");
  if (!ShapesOf(call, settings, pictures, taps, outputs, &shapes)) return;
  float* result = call.Output(0, {shapes.batch, shapes.height, shapes.width, shapes.channels});
  if (call.ok()) BackpropInput(shapes, settings, Floats(weights), Floats(gradient), result);
}

void ComputeBackpropFilter(void* kernel, TF_OpKernelContext* context) {
  const Settings& settings = *static_cast<const Settings*>(kernel);
  Call call(context);
  const TF_Tensor* x = call.Input(0);
  const TF_Tensor* sizes = call.Input(1);
  const TF_Tensor* gradient = call.Input(2);
  if (!call.ok()) return;
  long pictures[4], taps[4], outputs[4];
  Shapes shapes;
  if (!Lengths(x, false, pictures) || !Lengths(sizes, true, taps) || !Lengths(gradient, false, outputs))
    return call.Fail("NetloomConv2DBackpropFilter: four axes belong here");
  if (!ShapesOf(call, settings, pictures, taps, outputs, &shapes)) return;
  float* result = call.Output(0, {taps[0], taps[1], taps[2], taps[3]});
  if (call.ok()) BackpropFilter(shapes, settings, Floats(x), Floats(gradient), result);
}

void Destroy(void* kernel) { delete static_cast<Settings*>(kernel); }

}  // namespace

std::string RegisterConvolutionKernels() {
  const auto forward = [](TF_OpKernelConstruction* construction) { return Create(construction, true); };
  const auto gradient = [](TF_OpKernelConstruction* construction) { return Create(construction, false); };
  return Register({
      {"NetloomConv2D",
       {"strides: list(int)", "dilations: list(int)", "pads: list(int)", "biases: int >= 0 = 0", "norms: int >= 0 = 0", "epsilon: float = 0.0",
        "relu: bool = false", "pool: list(int) = []"},
       {"x: float", "kernel: float", "bias: biases * float", "moments: norms * float"},
       {"y: float"},
       false,
       forward,
       ComputeForward,
       Destroy},
      {"NetloomConv2DBackpropInput",
       {"strides: list(int)", "dilations: list(int)", "pads: list(int)"},
       {"sizes: int32", "kernel: float", "gradient: float"},
       {"y: float"},
       false,
       gradient,
       ComputeBackpropInput,
       Destroy},
      {"NetloomConv2DBackpropFilter",
       {"strides: list(int)", "dilations: list(int)", "pads: list(int)"},
       {"x: float", "sizes: int32", "gradient: float"},
       {"y: float"},
       false,
       gradient,
       ComputeBackpropFilter,
       Destroy},
  });
}
