// Convolutions of pictures, channels last.
//
//   NetloomConv2D(x: [batch, height, width, channels], kernel: [height, width, channels, filters], biases * bias: [filters], norms * gamma, beta, mean,
//                 variance: [filters], addends * addend: [batch, ...]; strides, dilations, pads, epsilon, relu, pool) -> [batch, ...], with what comes
//                 right after it in a network
//
// `pool`: size and strides of a max pooling without pads whose windows do not overlap, or nothing. Pictures are shared among threads.
#include <cmath>

#include "convolution.h"
#include "kernels.h"
#include "maxPooling.h"

namespace {

using namespace netloom;

struct Settings : Convolution {
  unsigned char relu = 0;
  int32_t biases = 0, norms = 0;
  float epsilon = 0;
  bool pooled = false;
  PoolSettings pool = {{1, 1}, {1, 1}, {}};
};

NETLOOM_FOR_PANELS(NETLOOM_SWEEPS)
#define NETLOOM_POOLED_LINE(Processor, target) \
  target void PoolLine(Processor, const Pooling& pooling, const float* lines, float* result) { PoolRow<Processor>(pooling, 0, lines, result); }
NETLOOM_FOR_PANELS(NETLOOM_POOLED_LINE)

/** Multiplies each filter of a packed kernel with a number of its own. */
template <typename Processor>
NETLOOM_INLINE void ScalePanels(const float* factor, long depth, long filters, float* packed) {
  constexpr long wide = kPanel<Processor>;
  for (long from = 0; from < filters; from += wide) {
    float factors[wide] = {};
    std::copy_n(factor + from, std::min(wide, filters - from), factors);
    for (long at = 0; at < depth; at++, packed += wide)
      for (long column = 0; column < wide; column++) packed[column] *= factors[column];
  }
}
#define NETLOOM_SCALED_FILTERS(Processor, target) \
  target void ScaleFilters(Processor, const float* factor, long depth, long filters, float* packed) { ScalePanels<Processor>(factor, depth, filters, packed); }
NETLOOM_FOR_PANELS(NETLOOM_SCALED_FILTERS)

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

/** `factor`: what the filters are multiplied with; `addend`: what is added, laid out as the result; null = nothing. */
void Forward(const Shapes& s, const Settings& settings, const float* x, const float* kernel, const float* bias, const float* factor,
             const float* addend, float* result) {
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
              nullptr};
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
    float* packed = PackedRoom((s.filters + panel - 1) / panel * panel * depth);
    PackOutputs(processor, kernel, depth, s.filters, packed);
    sweep.packed = packed;
    if (factor != nullptr) ScaleFilters(processor, factor, depth, s.filters, packed);
    Shared(s.batch * bands, WorkOf(s) < kAlone, [&](long piece) {
      static thread_local Padded padded;
      const long picture = piece / bands, band = piece % bands;
      const float* from = padded.Of(x + picture * s.height * s.width * s.channels, s.height, s.width, s.channels, top, bottom, left, right);
      const bool relu = settings.relu != 0;
      if (!settings.pooled) {
        const long place = picture * s.outHeight * s.outWidth * s.filters;
        Run(processor, sweep, sweep.rows * band / bands, sweep.rows * (band + 1) / bands, from, result + place, s.filters, bias, relu,
            addend == nullptr ? nullptr : addend + place);
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

void* Create(TF_OpKernelConstruction* construction) {
  Status status;
  auto* settings = new Settings();
  ReadConvolution(construction, settings, status.status);
  if (status.ok()) TF_OpKernelConstruction_GetAttrBool(construction, "relu", &settings->relu, status.status);
  if (status.ok()) TF_OpKernelConstruction_GetAttrInt32(construction, "biases", &settings->biases, status.status);
  if (status.ok()) TF_OpKernelConstruction_GetAttrInt32(construction, "norms", &settings->norms, status.status);
  if (status.ok()) TF_OpKernelConstruction_GetAttrFloat(construction, "epsilon", &settings->epsilon, status.status);
  int32_t lists = 0, length = 0;
  if (status.ok()) TF_OpKernelConstruction_GetAttrSize(construction, "pool", &lists, &length, status.status);
  if (status.ok() && lists == 4) {
    int32_t pool[4];
    TF_OpKernelConstruction_GetAttrInt32List(construction, "pool", pool, 4, status.status);
    settings->pooled = true;
    settings->pool = {{pool[0], pool[1]}, {pool[2], pool[3]}, {}};
  }
  if (!status.ok()) TF_OpKernelConstruction_Failure(construction, status.status);
  return settings;
}

void Compute(void* kernel, TF_OpKernelContext* context) {
  const Settings& settings = *static_cast<const Settings*>(kernel);
  Call call(context);
  const TF_Tensor* x = call.Input(0);
  const TF_Tensor* weights = call.Input(1);
  // A bias, after it gamma, beta, mean and variance, and at the end what is added.
  std::vector<const TF_Tensor*> others;
  for (int at = 2; at < call.inputs(); at++) others.push_back(call.Input(at));
  if (!call.ok()) return;
  long pictures[4], taps[4];
  Shapes shapes;
  if (!Lengths(x, false, pictures) || !Lengths(weights, false, taps)) return call.Fail("NetloomConv2D: four axes belong here");
  if (!ShapesOf(call, settings, pictures, taps, nullptr, &shapes)) return;
  const int channelwise = settings.biases + settings.norms;
  for (int at = 0; at < channelwise; at++)
    if (TF_TensorElementCount(others[at]) != shapes.filters) return call.Fail("NetloomConv2D: bias or moments do not fit");
  const float* addend = static_cast<int>(others.size()) > channelwise ? Floats(others[channelwise]) : nullptr;
  if (addend != nullptr && (settings.pooled || TF_TensorElementCount(others[channelwise]) != shapes.batch * shapes.outHeight * shapes.outWidth * shapes.filters))
    return call.Fail("NetloomConv2D: what is added does not fit");
  const Pooling pooling(settings.pool, shapes.outHeight, shapes.outWidth, shapes.filters);
  float* result = call.Output(0, {shapes.batch, settings.pooled ? pooling.outHeight : shapes.outHeight,
                                  settings.pooled ? pooling.outWidth : shapes.outWidth, shapes.filters});
  if (!call.ok()) return;
  const float* bias = settings.biases > 0 ? Floats(others[0]) : nullptr;
  if (settings.norms == 0) return Forward(shapes, settings, Floats(x), Floats(weights), bias, nullptr, addend, result);
  const auto own = [&](int at) { return Floats(others[settings.biases + at]); };
  const Normalization normalization(shapes.filters, bias, own(0), own(1), own(2), own(3), settings.epsilon);
  Forward(shapes, settings, Floats(x), Floats(weights), normalization.shift.data(), normalization.factor.data(), addend, result);
}

}  // namespace

std::string RegisterConvolutionKernel() {
  return Register({
      "NetloomConv2D",
      {"strides: list(int)", "dilations: list(int)", "pads: list(int)", "biases: int >= 0 = 0", "norms: int >= 0 = 0", "addends: int >= 0 = 0",
       "epsilon: float = 0.0", "relu: bool = false", "pool: list(int) = []"},
      {"x: float", "kernel: float", "bias: biases * float", "moments: norms * float", "addend: addends * float"},
      {"y: float"},
      false,
      Create,
      Compute,
      [](void* kernel) { delete static_cast<Settings*>(kernel); },
  });
}
