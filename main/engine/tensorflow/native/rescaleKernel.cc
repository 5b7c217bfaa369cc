// Bytes as numbers, with the rescaling that comes first in a network of pictures.
//
//   NetloomRescale(bytes: uint8, factors * factor: [], offsets * offset: []) -> float of the same shape: bytes, times the factor, plus the offset
//
// Product and sum are each rounded, as by two operations: what is computed is the same to the last bit.
#include "kernels.h"
#include "kernelSupport.h"
#include "matrixKernel.h"

namespace {

using namespace netloom;

/** Numbers below which work is not shared: calling another thread takes some microseconds. */
constexpr long kLeast = 32768;
/** Numbers that are gone through a second time while they are near. */
constexpr long kBlock = 2048;

#define NETLOOM_STRETCH(Processor, target)                                                                                        \
  target void Scale(Processor, const unsigned char* bytes, long count, float factor, float* result) {                             \
    for (long at = 0; at < count; at++) result[at] = static_cast<float>(bytes[at]) * factor;                                      \
  }                                                                                                                               \
  target void Shift(Processor, float* numbers, long count, float offset) {                                                        \
    for (long at = 0; at < count; at++) numbers[at] += offset;                                                                    \
  }
NETLOOM_FOR_PROCESSORS(NETLOOM_STRETCH)

struct Settings {
  int32_t factors = 0, offsets = 0;
};

void* Create(TF_OpKernelConstruction* construction) {
  Status status;
  auto* settings = new Settings();
  TF_OpKernelConstruction_GetAttrInt32(construction, "factors", &settings->factors, status.status);
  if (status.ok()) TF_OpKernelConstruction_GetAttrInt32(construction, "offsets", &settings->offsets, status.status);
  if (!status.ok()) TF_OpKernelConstruction_Failure(construction, status.status);
  return settings;
}

void Compute(void* kernel, TF_OpKernelContext* context) {
  const Settings& settings = *static_cast<const Settings*>(kernel);
  Call call(context);
  const TF_Tensor* x = call.Input(0);
  const TF_Tensor* factor = settings.factors > 0 ? call.Input(1) : nullptr;
  const TF_Tensor* offset = settings.offsets > 0 ? call.Input(1 + settings.factors) : nullptr;
  if (!call.ok()) return;
  for (const TF_Tensor* one : {factor, offset})
    if (one != nullptr && TF_TensorElementCount(one) != 1) return call.Fail("NetloomRescale: factor and offset are one number each");
  float* result = call.Output(0, ShapeOf(x));
  if (!call.ok()) return;
  const auto* bytes = static_cast<const unsigned char*>(TF_TensorData(x));
  const float times = factor == nullptr ? 1.0f : *Floats(factor);
  WithProcessor([&](auto processor) {
    InParallel(TF_TensorElementCount(x), kLeast, [&](long from, long to) {
      for (long first = from; first < to; first += kBlock) {
        const long count = std::min(kBlock, to - first);
        Scale(processor, bytes + first, count, times, result + first);
        if (offset != nullptr) Shift(processor, result + first, count, *Floats(offset));
      }
    });
  });
}

}  // namespace

std::string RegisterRescaleKernel() {
  return Register({
      "NetloomRescale",
      {"factors: int >= 0 = 0", "offsets: int >= 0 = 0"},
      {"bytes: uint8", "factor: factors * float", "offset: offsets * float"},
      {"numbers: float"},
      false,
      Create,
      Compute,
      [](void* kernel) { delete static_cast<Settings*>(kernel); },
  });
}
