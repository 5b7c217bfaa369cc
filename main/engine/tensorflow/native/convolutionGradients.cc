// The gradients of a convolution of pictures, channels last.
//
//   NetloomConv2DBackpropInput(sizes: int32 [4], kernel, gradient; strides, dilations, pads) -> x's gradient
//   NetloomConv2DBackpropFilter(x, sizes: int32 [4], gradient; ...) -> kernel's gradient
//
// Pictures are shared among threads; the filter's gradient is added up by a fixed number of parts.
#include <array>

#include "convolution.h"
#include "kernels.h"

namespace {

using namespace netloom;

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
NETLOOM_FOR_PANELS(NETLOOM_SWEEPS)
#define NETLOOM_FILTER_SWEEPS(Processor, target) \
  target void RunFilter(Processor, const FilterSweep& sweep, const float* picture, const float* packed, float* result, long filters, bool fresh) { \
    RunFilterSweep<Processor>(sweep, picture, packed, result, filters, fresh); \
  } \
  target void PackTurned(Processor, const float* kernel, long filters, long channels, float* packed) { \
    PackPanel<Processor>(kernel, 1, filters, filters, channels, packed); \
  } \
  target void AddUp(Processor, float* sum, const float* part, long count) { \
    for (long at = 0; at < count; at++) sum[at] += part[at]; \
  }
NETLOOM_FOR_PANELS(NETLOOM_FILTER_SWEEPS)

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

std::vector<Remainder> Remainders(const Shapes& s, const Convolution& settings) {
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
                     nullptr},
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

void BackpropInput(const Shapes& s, const Convolution& settings, const float* kernel, const float* gradient, float* result) {
  std::vector<Remainder> remainders = Remainders(s, settings);
  long covered = 0;
  for (const Remainder& own : remainders) covered += own.sweep.rows * own.sweep.columns;
  // Numbers that no output has met have no gradient.
  if (covered < s.height * s.width) std::fill_n(result, s.batch * s.height * s.width * s.channels, 0.0f);
  WithPanels(s.channels, [&](auto processor) {
    using Processor = decltype(processor);
    constexpr long panel = kPanel<Processor>;
    const long panels = (s.channels + panel - 1) / panel;
    const auto depthOf = [&s](const Remainder& own) { return static_cast<long>(own.taps.size()) * s.filters; };
    long length = 0;
    for (const Remainder& own : remainders) length += panels * panel * depthOf(own);
    float* packed = PackedRoom(length);
    for (Remainder& own : remainders) {
      const long depth = depthOf(own);
      own.sweep.packed = packed;
      for (long from = 0; from < s.channels; from += panel)
        for (size_t tap = 0; tap < own.taps.size(); tap++)
          PackTurned(processor, kernel + (own.taps[tap] * s.channels + from) * s.filters, s.filters, std::min(panel, s.channels - from),
                     packed + from * depth + static_cast<long>(tap) * s.filters * panel);
      packed += panels * panel * depth;
    }
    const long bands = Bands(s.batch);
    Shared(s.batch * bands, WorkOf(s) < kAlone, [&](long piece) {
      static thread_local Padded padded;
      const long picture = piece / bands, band = piece % bands;
      const float* from = gradient + picture * s.outHeight * s.outWidth * s.filters;
      float* to = result + picture * s.height * s.width * s.channels;
      for (const Remainder& own : remainders) {
        const float* given = padded.Of(from, s.outHeight, s.outWidth, s.filters, own.pads[0], own.pads[1], own.pads[2], own.pads[3]);
        Run(processor, own.sweep, own.sweep.rows * band / bands, own.sweep.rows * (band + 1) / bands, given,
            to + (own.firstRow * s.width + own.firstColumn) * s.channels, s.channels, nullptr, false);
      }
    });
  });
}

void BackpropFilter(const Shapes& s, const Convolution& settings, const float* x, const float* gradient, float* result) {
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

void* Create(TF_OpKernelConstruction* construction) {
  Status status;
  auto* settings = new Convolution();
  ReadConvolution(construction, settings, status.status);
  if (!status.ok()) TF_OpKernelConstruction_Failure(construction, status.status);
  return settings;
}

void Destroy(void* kernel) { delete static_cast<Convolution*>(kernel); }

void ComputeBackpropInput(void* kernel, TF_OpKernelContext* context) {
  const Convolution& settings = *static_cast<const Convolution*>(kernel);
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
  const Convolution& settings = *static_cast<const Convolution*>(kernel);
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

}  // namespace

std::string RegisterConvolutionGradients() {
  return Register({
      {"NetloomConv2DBackpropInput",
       {"strides: list(int)", "dilations: list(int)", "pads: list(int)"},
       {"sizes: int32", "kernel: float", "gradient: float"},
       {"y: float"},
       false,
       Create,
       ComputeBackpropInput,
       Destroy},
      {"NetloomConv2DBackpropFilter",
       {"strides: list(int)", "dilations: list(int)", "pads: list(int)"},
       {"x: float", "sizes: int32", "gradient: float"},
       {"y: float"},
       false,
       Create,
       ComputeBackpropFilter,
       Destroy},
  });
}
