// An optimizer's step for all weights of a model in one operation, where they lie.
//
//   NetloomUpdate(weights: N * float, slots: M * float, gradients: N * float, scalars: float), optimizer: string
//
// `weights` and `slots` are what ReadVariableOp gives: not copies, but the memory of the variables. They are written in place, so the
// operation has to run when nothing reads them any more: the graph sees to that by control inputs. `slots` are those of the first weight,
// then those of the second, in the order of the optimizer's declaration; `scalars` the step's numbers, in the order of each function below.
//
// TensorFlow's own kernels (ResourceApplyAdam and family) are built for the oldest processors; these are built for three generations and the
// right one is chosen when they are loaded. 100,000 weights under Adam: 15 microseconds instead of 160 on a processor with AVX-512.
#include "kernels.h"

#include <cmath>
#include <cstring>

#include "kernelSupport.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define NETLOOM_CLONES __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
#else
#define NETLOOM_CLONES
#endif

namespace {

/** One weight's numbers, and where its slots lie. */
struct Part {
  float* weight;
  float* slots[4];
  const float* gradient;
};

using Update = void (*)(const Part& part, long from, long to, const float* scalars);

// Keras: https://keras.io/api/optimizers/sgd/, with momentum 0. Scalars: learning rate.
NETLOOM_CLONES void GradientDescent(const Part& part, long from, long to, const float* scalars) {
  const float rate = scalars[0];
  float* __restrict weight = part.weight;
  const float* __restrict gradient = part.gradient;
  for (long at = from; at < to; at++) weight[at] -= rate * gradient[at];
}

// velocity = momentum * velocity - rate * gradient. Scalars: learning rate, momentum.
NETLOOM_CLONES void Momentum(const Part& part, long from, long to, const float* scalars) {
  const float rate = scalars[0], beta = scalars[1];
  float* __restrict weight = part.weight;
  float* __restrict velocity = part.slots[0];
  const float* __restrict gradient = part.gradient;
  for (long at = from; at < to; at++) {
    velocity[at] = beta * velocity[at] - rate * gradient[at];
    weight[at] += velocity[at];
  }
}

// The same, going on from where the velocity leads.
NETLOOM_CLONES void NesterovMomentum(const Part& part, long from, long to, const float* scalars) {
  const float rate = scalars[0], beta = scalars[1];
  float* __restrict weight = part.weight;
  float* __restrict velocity = part.slots[0];
  const float* __restrict gradient = part.gradient;
  for (long at = from; at < to; at++) {
    const float move = rate * gradient[at];
    velocity[at] = beta * velocity[at] - move;
    weight[at] += beta * velocity[at] - move;
  }
}

// Keras: https://keras.io/api/optimizers/rmsprop/. Slots: velocity, then momentum and average gradient where there are such. Scalars: learning
// rate, rho, momentum, epsilon.
template <bool centered, bool withMomentum>
inline __attribute__((always_inline)) void RootMeanSquare(const Part& part, long from, long to, const float* scalars) {
  const float rate = scalars[0], rho = scalars[1], beta = scalars[2], epsilon = scalars[3];
  float* __restrict weight = part.weight;
  float* __restrict square = part.slots[0];
  float* __restrict momentum = part.slots[1];
  float* __restrict mean = part.slots[withMomentum ? 2 : 1];
  const float* __restrict gradient = part.gradient;
  for (long at = from; at < to; at++) {
    const float g = gradient[at];
    const float v = rho * square[at] + (1 - rho) * g * g;
    square[at] = v;
    float spread = v + epsilon;
    if (centered) {
      const float m = rho * mean[at] + (1 - rho) * g;
      mean[at] = m;
      spread -= m * m;
    }
    float move = rate * g / std::sqrt(spread);
    if (withMomentum) {
      move += beta * momentum[at];
      momentum[at] = move;
    }
    weight[at] -= move;
  }
}
NETLOOM_CLONES void Rmsprop(const Part& part, long from, long to, const float* scalars) { RootMeanSquare<false, false>(part, from, to, scalars); }
NETLOOM_CLONES void RmspropMomentum(const Part& part, long from, long to, const float* scalars) {
  RootMeanSquare<false, true>(part, from, to, scalars);
}
NETLOOM_CLONES void RmspropCentered(const Part& part, long from, long to, const float* scalars) {
  RootMeanSquare<true, false>(part, from, to, scalars);
}
NETLOOM_CLONES void RmspropCenteredMomentum(const Part& part, long from, long to, const float* scalars) {
  RootMeanSquare<true, true>(part, from, to, scalars);
}

// Keras: https://keras.io/api/optimizers/adam/. Slots: momentum, velocity and, with amsgrad, the largest velocity so far. Scalars: learning rate
// with both bias corrections in it, beta 1, beta 2, epsilon.
template <bool amsgrad>
inline __attribute__((always_inline)) void AdamStep(const Part& part, long from, long to, const float* scalars) {
  const float rate = scalars[0], first = 1 - scalars[1], second = 1 - scalars[2], epsilon = scalars[3];
  float* __restrict weight = part.weight;
  float* __restrict mean = part.slots[0];
  float* __restrict square = part.slots[1];
  float* __restrict largest = part.slots[2];
  const float* __restrict gradient = part.gradient;
  for (long at = from; at < to; at++) {
    const float g = gradient[at];
    const float m = mean[at] + (g - mean[at]) * first;
    float v = square[at] + (g * g - square[at]) * second;
    mean[at] = m;
    square[at] = v;
    if (amsgrad) {
      v = std::max(v, largest[at]);
      largest[at] = v;
    }
    weight[at] -= rate * m / (std::sqrt(v) + epsilon);
  }
}
NETLOOM_CLONES void Adam(const Part& part, long from, long to, const float* scalars) { AdamStep<false>(part, from, to, scalars); }
NETLOOM_CLONES void Amsgrad(const Part& part, long from, long to, const float* scalars) { AdamStep<true>(part, from, to, scalars); }

struct Optimizer {
  const char* name;
  int slots;
  int scalars;
  Update update;
};
constexpr Optimizer kOptimizers[] = {
    {"gradientDescent", 0, 1, GradientDescent},
    {"momentum", 1, 2, Momentum},
    {"nesterovMomentum", 1, 2, NesterovMomentum},
    {"rmsprop", 1, 4, Rmsprop},
    {"rmspropMomentum", 2, 4, RmspropMomentum},
    {"rmspropCentered", 2, 4, RmspropCentered},
    {"rmspropCenteredMomentum", 3, 4, RmspropCenteredMomentum},
    {"adam", 2, 4, Adam},
    {"amsgrad", 3, 4, Amsgrad},
};

/** Numbers that one thread takes at least: fewer are done sooner than another thread has begun. */
constexpr long kLeastForThread = 500'000;

void* Create(TF_OpKernelConstruction* context) {
  netloom::Status status;
  char name[64] = {};
  TF_OpKernelConstruction_GetAttrString(context, "optimizer", name, sizeof(name) - 1, status.status);
  for (const Optimizer& optimizer : kOptimizers) {
    if (status.ok() && std::strcmp(optimizer.name, name) == 0) return const_cast<Optimizer*>(&optimizer);
  }
  if (status.ok()) TF_SetStatus(status.status, TF_INVALID_ARGUMENT, (std::string("NetloomUpdate knows no optimizer ") + name).c_str());
  TF_OpKernelConstruction_Failure(context, status.status);
  return nullptr;
}

void Compute(void* kernel, TF_OpKernelContext* context) {
  const Optimizer& optimizer = *static_cast<const Optimizer*>(kernel);
  netloom::Call call(context);
  const int weights = (call.inputs() - 1) / (2 + optimizer.slots);
  if (call.inputs() != weights * (2 + optimizer.slots) + 1) return call.Fail("NetloomUpdate: the slots do not fit the optimizer");
  const TF_Tensor* scalars = call.Input(call.inputs() - 1);
  if (scalars == nullptr) return;
  if (TF_TensorElementCount(scalars) != optimizer.scalars) return call.Fail("NetloomUpdate: the scalars do not fit the optimizer");
  for (int at = 0; at < weights; at++) {
    const TF_Tensor* weight = call.Input(at);
    const TF_Tensor* gradient = call.Input(weights * (1 + optimizer.slots) + at);
    if (!call.ok()) return;
    const int64_t count = TF_TensorElementCount(weight);
    Part part{netloom::Floats(weight), {}, netloom::Floats(gradient)};
    bool fits = TF_TensorElementCount(gradient) == count;
    for (int slot = 0; slot < optimizer.slots; slot++) {
      const TF_Tensor* tensor = call.Input(weights + at * optimizer.slots + slot);
      if (!call.ok()) return;
      fits = fits && TF_TensorElementCount(tensor) == count;
      part.slots[slot] = netloom::Floats(tensor);
    }
    if (!fits) return call.Fail("NetloomUpdate: a weight, its gradient and its slots differ in size");
    // Every number is computed by itself, so the number of threads changes no bit.
    netloom::InParallel(count, kLeastForThread, [&](long from, long to) { optimizer.update(part, from, to, netloom::Floats(scalars)); });
  }
}

}  // namespace

std::string RegisterUpdateKernel() {
  return netloom::Register({"NetloomUpdate",
                            {"optimizer: string", "N: int >= 1", "M: int >= 0"},
                            {"weights: N * float", "slots: M * float", "gradients: N * float", "scalars: float"},
                            {},
                            true,
                            Create,
                            Compute});
}
