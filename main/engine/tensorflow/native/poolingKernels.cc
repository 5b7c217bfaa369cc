// Max pooling of pictures, channels last, and its gradient.
//
//   NetloomMaxPool(x: [batch, height, width, channels]; size, strides, pads) -> [batch, ...]
//   NetloomMaxPoolGrad(x, y, gradient: as y; ...) -> x's gradient: of equal numbers in a window the first gets all of it, as with TensorFlow
//
// `size` and `strides` are [vertical, horizontal], `pads` [top, bottom, left, right]; what is around a picture is never the largest.
#include "kernels.h"
#include "kernelSupport.h"
#include "maxPooling.h"

namespace {

using namespace netloom;

/** Numbers read below which work is not shared. */
constexpr long kAlone = 60000;

#define NETLOOM_POOLS(Processor, target)                                                                                                      \
  target void PoolRows(Processor, const Pooling& pooling, long first, long last, const float* picture, float* result) {                       \
    for (long row = first; row < last; row++) PoolRow<Processor>(pooling, row, picture, result + row * pooling.outWidth * pooling.channels);  \
  }                                                                                                                                           \
  target void PoolGradient(Processor, const Pooling& pooling, const float* x, const float* y, const float* gradient, float* result) {         \
    SpreadGradient<Processor>(pooling, x, y, gradient, result);                                                                               \
  }
NETLOOM_FOR_PROCESSORS(NETLOOM_POOLS)

void* Create(TF_OpKernelConstruction* construction) {
  Status status;
  auto* settings = new PoolSettings();
  TF_OpKernelConstruction_GetAttrInt32List(construction, "size", settings->size, 2, status.status);
  if (status.ok()) TF_OpKernelConstruction_GetAttrInt32List(construction, "strides", settings->strides, 2, status.status);
  if (status.ok()) TF_OpKernelConstruction_GetAttrInt32List(construction, "pads", settings->pads, 4, status.status);
  if (!status.ok()) TF_OpKernelConstruction_Failure(construction, status.status);
  return settings;
}

void Destroy(void* kernel) { delete static_cast<PoolSettings*>(kernel); }

/** Pictures that are pooled, and how many numbers one of them has, before and after. */
struct Pictures {
  const long batch;
  const Pooling pooling;
  const long picture = pooling.height * pooling.width * pooling.channels;
  const long pooled = pooling.outHeight * pooling.outWidth * pooling.channels;

  /** `x`: [batch, height, width, channels]. */
  Pictures(void* kernel, const TF_Tensor* x)
      : batch(TF_Dim(x, 0)), pooling(*static_cast<const PoolSettings*>(kernel), TF_Dim(x, 1), TF_Dim(x, 2), TF_Dim(x, 3)) {}
};

void Compute(void* kernel, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* x = call.Input(0);
  if (!call.ok()) return;
  if (TF_NumDims(x) != 4) return call.Fail("NetloomMaxPool: four axes belong here");
  const Pictures pictures(kernel, x);
  const Pooling& pooling = pictures.pooling;
  float* result = call.Output(0, {pictures.batch, pooling.outHeight, pooling.outWidth, pooling.channels});
  if (!call.ok()) return;
  WithProcessor([&](auto processor) {
    const long rows = pictures.batch * pooling.outHeight, least = std::max(1L, kAlone * rows / std::max(1L, pictures.batch * pictures.picture));
    InParallel(rows, least, [&](long from, long to) {
      while (from < to) {
        const long number = from / pooling.outHeight, end = std::min(to, (number + 1) * pooling.outHeight), first = number * pooling.outHeight;
        PoolRows(processor, pooling, from - first, end - first, Floats(x) + number * pictures.picture, result + number * pictures.pooled);
        from = end;
      }
    });
  });
}

void ComputeGradient(void* kernel, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* x = call.Input(0);
  const TF_Tensor* y = call.Input(1);
  const TF_Tensor* gradient = call.Input(2);
  if (!call.ok()) return;
  if (TF_NumDims(x) != 4) return call.Fail("NetloomMaxPoolGrad: four axes belong here");
  const Pictures pictures(kernel, x);
  const Pooling& pooling = pictures.pooling;
  if (TF_TensorElementCount(y) != pictures.batch * pictures.pooled || TF_TensorElementCount(gradient) != pictures.batch * pictures.pooled)
    return call.Fail("NetloomMaxPoolGrad: the shapes do not fit each other");
  float* result = call.Output(0, {pictures.batch, pooling.height, pooling.width, pooling.channels});
  if (!call.ok()) return;
  WithProcessor([&](auto processor) {
    InParallel(pictures.batch, std::max(1L, kAlone / std::max(1L, pictures.picture)), [&](long from, long to) {
      for (long number = from; number < to; number++)
        PoolGradient(processor, pooling, Floats(x) + number * pictures.picture, Floats(y) + number * pictures.pooled, Floats(gradient) + number * pictures.pooled,
                     result + number * pictures.picture);
    });
  });
}

}  // namespace

std::string RegisterPoolingKernels() {
  return Register({
      {"NetloomMaxPool", {"size: list(int)", "strides: list(int)", "pads: list(int)"}, {"x: float"}, {"y: float"}, false, Create, Compute, Destroy},
      {"NetloomMaxPoolGrad",
       {"size: list(int)", "strides: list(int)", "pads: list(int)"},
       {"x: float", "y: float", "gradient: float"},
       {"dx: float"},
       false,
       Create,
       ComputeGradient,
       Destroy},
  });
}
