// Batch normalization over the last axis while a network trains, and its gradient, with the ReLU beside it.
//
//   NetloomBatchNorm(x: [..., channels], scale, offset: [channels], nothing, nothing; epsilon, relu) -> y, mean, variance (unbiased), mean, variance
//                    (biased), nothing
//   NetloomBatchNormGrad(gradient, x, scale, mean, variance (biased), nothing, masks * y; epsilon) -> x's, scale's and offset's gradient, nothing, nothing
//
// Inputs and outputs are in the order of FusedBatchNormV3 and FusedBatchNormGradV3, so that either may stand without the other. Where `y`, the result of
// a ReLU, is given, the gradient is that of what went into the ReLU. Rows are summed up in chunks, which stay in the nearest memories and do not depend on
// threads, around the first number of each, so that a large mean costs no digits (Chan, Golub and LeVeque 1983).
#include <cmath>

#include "kernels.h"
#include "kernelSupport.h"
#include "matrixKernel.h"

namespace {

using namespace netloom;

/** Numbers of a chunk. */
constexpr long kChunk = 16384;
/** Rows that are summed up beside each other: a sum would wait for the one before. */
constexpr int kBeside = 4;

template <typename Kind>
NETLOOM_INLINE const typename Kind::Vector& At(const float* from) {
  return *reinterpret_cast<const typename Kind::Vector*>(from);
}
template <typename Kind>
NETLOOM_INLINE typename Kind::Vector& At(float* to) {
  return *reinterpret_cast<typename Kind::Vector*>(to);
}

/** Calls `work(kind, channel)` for the channels, a vector at a time and the rest one by one. */
template <typename Processor, typename Work>
NETLOOM_INLINE void ForChannels(long channels, const Work& work) {
  using Vector = typename Processor::Vector;
  constexpr long lanes = sizeof(Vector) / sizeof(float);
  long channel = 0;
  for (; channel + lanes <= channels; channel += lanes) work(Processor{}, channel);
  for (; channel < channels; channel++) work(OneNumber{}, channel);
}

/** Sums and sums of squares of a chunk, from its first row on. */
template <typename Processor>
NETLOOM_INLINE void SumChunk(const float* x, long rows, long channels, float* sums, float* squares) {
  ForChannels<Processor>(channels, [=](auto kind, long channel) __attribute__((always_inline)) {
    using Kind = decltype(kind);
    using Vector = typename Kind::Vector;
    const float* from = x + channel;
    const Vector first = At<Kind>(from);
    Vector sum[kBeside] = {}, square[kBeside] = {};
    long row = 0;
    for (; row + kBeside <= rows; row += kBeside)
      for (int at = 0; at < kBeside; at++) {
        const Vector number = At<Kind>(from + (row + at) * channels) - first;
        sum[at] += number;
        square[at] += number * number;
      }
    for (; row < rows; row++) {
      const Vector number = At<Kind>(from + row * channels) - first;
      sum[0] += number;
      square[0] += number * number;
    }
    At<Kind>(sums + channel) = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    At<Kind>(squares + channel) = (square[0] + square[1]) + (square[2] + square[3]);
  });
}

template <typename Processor>
NETLOOM_INLINE void NormalizeChunk(const float* x, long rows, long channels, const float* mean, const float* factor, const float* offset, bool relu,
                                   float* y) {
  for (long row = 0; row < rows; row++)
    ForChannels<Processor>(channels, [=](auto kind, long channel) __attribute__((always_inline)) {
      using Kind = decltype(kind);
    using Vector = typename Kind::Vector;
      const Vector zero = {}, number = At<Kind>(x + row * channels + channel);
      const Vector result = (number - At<Kind>(mean + channel)) * At<Kind>(factor + channel) + At<Kind>(offset + channel);
      At<Kind>(y + row * channels + channel) = relu ? (result > zero ? result : zero) : result;
    });
}

/** Sums of the gradient, and of its products with the distance from the mean. */
template <typename Processor>
NETLOOM_INLINE void SumGradientChunk(const float* gradient, const float* x, const float* y, long rows, long channels, const float* mean, float* sums,
                                     float* products) {
  ForChannels<Processor>(channels, [=](auto kind, long channel) __attribute__((always_inline)) {
    using Kind = decltype(kind);
    using Vector = typename Kind::Vector;
    const Vector middle = At<Kind>(mean + channel), zero = {};
    Vector sum[kBeside] = {}, product[kBeside] = {};
    const auto add = [&](long row, int at) __attribute__((always_inline)) {
      const long place = row * channels + channel;
      Vector upstream = At<Kind>(gradient + place);
      if (y != nullptr) upstream = At<Kind>(y + place) > zero ? upstream : zero;
      sum[at] += upstream;
      product[at] += upstream * (At<Kind>(x + place) - middle);
    };
    long row = 0;
    for (; row + kBeside <= rows; row += kBeside)
      for (int at = 0; at < kBeside; at++) add(row + at, at);
    for (; row < rows; row++) add(row, 0);
    At<Kind>(sums + channel) = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    At<Kind>(products + channel) = (product[0] + product[1]) + (product[2] + product[3]);
  });
}

/** x's gradient: `factor * (gradient - average - (x - mean) * slope)`. */
template <typename Processor>
NETLOOM_INLINE void GradientChunk(const float* gradient, const float* x, const float* y, long rows, long channels, const float* mean,
                                  const float* factor, const float* average, const float* slope, float* result) {
  for (long row = 0; row < rows; row++)
    ForChannels<Processor>(channels, [=](auto kind, long channel) __attribute__((always_inline)) {
      using Kind = decltype(kind);
    using Vector = typename Kind::Vector;
      const long place = row * channels + channel;
      const Vector zero = {}, distance = At<Kind>(x + place) - At<Kind>(mean + channel);
      Vector upstream = At<Kind>(gradient + place);
      if (y != nullptr) upstream = At<Kind>(y + place) > zero ? upstream : zero;
      At<Kind>(result + place) = At<Kind>(factor + channel) * (upstream - At<Kind>(average + channel) - distance * At<Kind>(slope + channel));
    });
}

#define NETLOOM_NORMALIZATIONS(Processor, target)                                                                                                   \
  target void Sum(Processor, const float* x, long rows, long channels, float* sums, float* squares) {                                               \
    SumChunk<Processor>(x, rows, channels, sums, squares);                                                                                          \
  }                                                                                                                                                 \
  target void Normalize(Processor, const float* x, long rows, long channels, const float* mean, const float* factor, const float* offset, bool relu, \
                        float* y) {                                                                                                                 \
    NormalizeChunk<Processor>(x, rows, channels, mean, factor, offset, relu, y);                                                                    \
  }                                                                                                                                                 \
  target void SumGradient(Processor, const float* gradient, const float* x, const float* y, long rows, long channels, const float* mean,            \
                          float* sums, float* products) {                                                                                           \
    SumGradientChunk<Processor>(gradient, x, y, rows, channels, mean, sums, products);                                                              \
  }                                                                                                                                                 \
  target void Gradient(Processor, const float* gradient, const float* x, const float* y, long rows, long channels, const float* mean,               \
                       const float* factor, const float* average, const float* slope, float* result) {                                              \
    GradientChunk<Processor>(gradient, x, y, rows, channels, mean, factor, average, slope, result);                                                 \
  }
NETLOOM_FOR_PROCESSORS(NETLOOM_NORMALIZATIONS)

/** Rows in chunks, and two sums of each chunk by channel. */
struct Chunks {
  long rows, channels, each, count;
  std::vector<float> first, second;

  Chunks(long rows, long channels)
      : rows(rows), channels(channels), each(std::max(1L, kChunk / channels)), count((rows + each - 1) / each), first(count * channels), second(count * channels) {}

  /** `work(first row, rows, chunk)` for every chunk. */
  template <typename Work>
  void Each(const Work& work) const {
    InParallel(count, 2, [&](long from, long to) {
      for (long chunk = from; chunk < to; chunk++) work(chunk * each, std::min(each, rows - chunk * each), chunk);
    });
  }
};

void Forward(long rows, long channels, const float* x, const float* scale, const float* offset, float epsilon, bool relu, float* y, float* mean,
             float* unbiased, float* biased) {
  Chunks chunks(rows, channels);
  std::vector<float> factor(channels);
  WithProcessor([&](auto processor) {
    chunks.Each([&](long row, long count, long chunk) {
      Sum(processor, x + row * channels, count, channels, chunks.first.data() + chunk * channels, chunks.second.data() + chunk * channels);
    });
    for (long channel = 0; channel < channels; channel++) {
      // Joins the chunks' means and squared distances from them.
      double seen = 0, middle = 0, distances = 0;
      for (long chunk = 0; chunk < chunks.count; chunk++) {
        const double count = std::min(chunks.each, rows - chunk * chunks.each), sum = chunks.first[chunk * channels + channel];
        const double own = x[chunk * chunks.each * channels + channel] + sum / count, apart = own - middle;
        distances += std::max(0.0, chunks.second[chunk * channels + channel] - sum * sum / count) + apart * apart * seen * count / (seen + count);
        seen += count;
        middle += apart * count / seen;
      }
      mean[channel] = static_cast<float>(middle);
      biased[channel] = static_cast<float>(distances / rows);
      unbiased[channel] = static_cast<float>(distances / std::max(1L, rows - 1));
      factor[channel] = static_cast<float>(scale[channel] / std::sqrt(distances / rows + epsilon));
    }
    chunks.Each([&](long row, long count, long) {
      Normalize(processor, x + row * channels, count, channels, mean, factor.data(), offset, relu, y + row * channels);
    });
  });
}

void Backward(long rows, long channels, const float* gradient, const float* x, const float* y, const float* scale, const float* mean,
              const float* variance, float epsilon, float* result, float* scaleGradient, float* offsetGradient) {
  Chunks chunks(rows, channels);
  std::vector<float> factor(channels), average(channels), slope(channels);
  WithProcessor([&](auto processor) {
    chunks.Each([&](long row, long count, long chunk) {
      const long from = row * channels, at = chunk * channels;
      SumGradient(processor, gradient + from, x + from, y == nullptr ? nullptr : y + from, count, channels, mean, chunks.first.data() + at,
                  chunks.second.data() + at);
    });
    for (long channel = 0; channel < channels; channel++) {
      double sum = 0, product = 0;
      for (long chunk = 0; chunk < chunks.count; chunk++) {
        sum += chunks.first[chunk * channels + channel];
        product += chunks.second[chunk * channels + channel];
      }
      const double inverse = 1 / std::sqrt(static_cast<double>(variance[channel]) + epsilon);
      offsetGradient[channel] = static_cast<float>(sum);
      scaleGradient[channel] = static_cast<float>(product * inverse);
      factor[channel] = static_cast<float>(scale[channel] * inverse);
      average[channel] = static_cast<float>(sum / rows);
      slope[channel] = static_cast<float>(product * inverse * inverse / rows);
    }
    chunks.Each([&](long row, long count, long) {
      const long from = row * channels;
      Gradient(processor, gradient + from, x + from, y == nullptr ? nullptr : y + from, count, channels, mean, factor.data(), average.data(),
               slope.data(), result + from);
    });
  });
}

struct Settings {
  float epsilon = 0;
  unsigned char relu = 0;
};

void* Create(TF_OpKernelConstruction* construction, bool forward) {
  Status status;
  auto* settings = new Settings();
  TF_OpKernelConstruction_GetAttrFloat(construction, "epsilon", &settings->epsilon, status.status);
  if (forward && status.ok()) TF_OpKernelConstruction_GetAttrBool(construction, "relu", &settings->relu, status.status);
  if (!status.ok()) TF_OpKernelConstruction_Failure(construction, status.status);
  return settings;
}

void Destroy(void* kernel) { delete static_cast<Settings*>(kernel); }

void Compute(void* kernel, TF_OpKernelContext* context) {
  const Settings& settings = *static_cast<const Settings*>(kernel);
  Call call(context);
  const TF_Tensor *x = call.Input(0), *scale = call.Input(1), *offset = call.Input(2);
  if (!call.ok()) return;
  const std::vector<int64_t> shape = ShapeOf(x);
  const int64_t channels = shape.empty() ? 0 : shape.back();
  if (channels == 0 || TF_TensorElementCount(scale) != channels || TF_TensorElementCount(offset) != channels)
    return call.Fail("NetloomBatchNorm: scale and offset do not fit");
  float *y = call.Output(0, shape), *mean = call.Output(1, {channels}), *unbiased = call.Output(2, {channels});
  float *meanAgain = call.Output(3, {channels}), *biased = call.Output(4, {channels});
  call.Output(5, {0});
  if (!call.ok()) return;
  Forward(TF_TensorElementCount(x) / channels, channels, Floats(x), Floats(scale), Floats(offset), settings.epsilon, settings.relu != 0, y, mean, unbiased,
          biased);
  std::copy_n(mean, channels, meanAgain);
}

void ComputeGradient(void* kernel, TF_OpKernelContext* context) {
  const Settings& settings = *static_cast<const Settings*>(kernel);
  Call call(context);
  const TF_Tensor *gradient = call.Input(0), *x = call.Input(1), *scale = call.Input(2), *mean = call.Input(3), *variance = call.Input(4);
  const TF_Tensor* y = call.inputs() > 6 ? call.Input(6) : nullptr;
  if (!call.ok()) return;
  const std::vector<int64_t> shape = ShapeOf(x);
  const int64_t channels = shape.empty() ? 0 : shape.back(), count = TF_TensorElementCount(x);
  if (channels == 0 || TF_TensorElementCount(scale) != channels || TF_TensorElementCount(mean) != channels || TF_TensorElementCount(variance) != channels)
    return call.Fail("NetloomBatchNormGrad: scale and moments do not fit");
  if (TF_TensorElementCount(gradient) != count || (y != nullptr && TF_TensorElementCount(y) != count))
    return call.Fail("NetloomBatchNormGrad: the gradient has another shape");
  float *result = call.Output(0, shape), *scaleGradient = call.Output(1, {channels}), *offsetGradient = call.Output(2, {channels});
  call.Output(3, {0});
  call.Output(4, {0});
  if (call.ok())
    Backward(count / channels, channels, Floats(gradient), Floats(x), y == nullptr ? nullptr : Floats(y), Floats(scale), Floats(mean), Floats(variance),
             settings.epsilon, result, scaleGradient, offsetGradient);
}

}  // namespace

std::string RegisterNormalizationKernels() {
  return Register({
      {"NetloomBatchNorm",
       {"epsilon: float", "relu: bool = false"},
       {"x: float", "scale: float", "offset: float", "given_mean: float", "given_variance: float"},
       {"y: float", "mean: float", "variance: float", "reserve_mean: float", "reserve_variance: float", "reserve: float"},
       false,
       [](TF_OpKernelConstruction* construction) { return Create(construction, true); },
       Compute,
       Destroy},
      {"NetloomBatchNormGrad",
       {"epsilon: float", "masks: int >= 0 = 0"},
       {"gradient: float", "x: float", "scale: float", "mean: float", "variance: float", "reserve: float", "y: masks * float"},
       {"dx: float", "dscale: float", "doffset: float", "first: float", "second: float"},
       false,
       [](TF_OpKernelConstruction* construction) { return Create(construction, false); },
       ComputeGradient,
       Destroy},
  });
}
