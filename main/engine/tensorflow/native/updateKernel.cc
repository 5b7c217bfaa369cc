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
#include "updateKernel.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "tensorflow/c/kernels.h"
#include "tensorflow/c/ops.h"

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

/** Every number is computed by itself, so the number of threads changes no bit. */
void Run(const Optimizer& optimizer, const Part& part, long count, const float* scalars) {
  const long threads = std::max(1L, std::min<long>(std::thread::hardware_concurrency(), count / kLeastForThread));
  const auto share = [&](long thread) { return count * thread / threads; };
  std::vector<std::thread> others;
  for (long thread = 1; thread < threads; thread++)
    others.emplace_back(optimizer.update, std::cref(part), share(thread), share(thread + 1), scalars);
  optimizer.update(part, 0, share(1), scalars);
  for (std::thread& other : others) other.join();
}

struct Status {
  TF_Status* status = TF_NewStatus();
  ~Status() { TF_DeleteStatus(status); }
  bool ok() const { return TF_GetCode(status) == TF_OK; }
};

void* Create(TF_OpKernelConstruction* context) {
  Status status;
  char name[64] = {};
  TF_OpKernelConstruction_GetAttrString(context, "optimizer", name, sizeof(name) - 1, status.status);
  for (const Optimizer& optimizer : kOptimizers) {
    if (status.ok() && std::strcmp(optimizer.name, name) == 0) return const_cast<Optimizer*>(&optimizer);
  }
  if (status.ok()) TF_SetStatus(status.status, TF_INVALID_ARGUMENT, (std::string("NetloomUpdate knows no optimizer ") + name).c_str());
  TF_OpKernelConstruction_Failure(context, status.status);
  return nullptr;
}

/** The inputs of a run; they are given back at its end. */
struct Inputs {
  TF_OpKernelContext* context;
  std::vector<TF_Tensor*> tensors;
  ~Inputs() {
    for (TF_Tensor* tensor : tensors) TF_DeleteTensor(tensor);
  }
  TF_Tensor* Take(int at, TF_Status* status) {
    TF_Tensor* tensor = nullptr;
    TF_GetInput(context, at, &tensor, status);
    if (tensor != nullptr) tensors.push_back(tensor);
    return tensor;
  }
};

void Compute(void* kernel, TF_OpKernelContext* context) {
  const Optimizer& optimizer = *static_cast<const Optimizer*>(kernel);
  Status status;
  Inputs inputs{context, {}};
  const int weights = (TF_NumInputs(context) - 1) / (2 + optimizer.slots);
  const auto fail = [&](const char* message) {
    if (status.ok()) TF_SetStatus(status.status, TF_INVALID_ARGUMENT, message);
    TF_OpKernelContext_Failure(context, status.status);
  };
  if (TF_NumInputs(context) != weights * (2 + optimizer.slots) + 1) return fail("NetloomUpdate: the slots do not fit the optimizer");
  TF_Tensor* scalars = inputs.Take(TF_NumInputs(context) - 1, status.status);
  if (scalars == nullptr || TF_TensorElementCount(scalars) != optimizer.scalars) return fail("NetloomUpdate: the scalars do not fit the optimizer");
  for (int at = 0; at < weights; at++) {
    TF_Tensor* weight = inputs.Take(at, status.status);
    TF_Tensor* gradient = inputs.Take(weights * (1 + optimizer.slots) + at, status.status);
    if (weight == nullptr || gradient == nullptr) return fail("");
    const int64_t count = TF_TensorElementCount(weight);
    Part part{static_cast<float*>(TF_TensorData(weight)), {}, static_cast<const float*>(TF_TensorData(gradient))};
    bool fits = TF_TensorElementCount(gradient) == count;
    for (int slot = 0; slot < optimizer.slots; slot++) {
      TF_Tensor* tensor = inputs.Take(weights + at * optimizer.slots + slot, status.status);
      if (tensor == nullptr) return fail("");
      fits = fits && TF_TensorElementCount(tensor) == count;
      part.slots[slot] = static_cast<float*>(TF_TensorData(tensor));
    }
    if (!fits) return fail("NetloomUpdate: a weight, its gradient and its slots differ in size");
    Run(optimizer, part, count, static_cast<const float*>(TF_TensorData(scalars)));
  }
}

std::string Register() {
  Status status;
  TF_OpDefinitionBuilder* definition = TF_NewOpDefinitionBuilder("NetloomUpdate");
  for (const char* attribute : {"optimizer: string", "N: int >= 1", "M: int >= 0"}) TF_OpDefinitionBuilderAddAttr(definition, attribute);
  for (const char* input : {"weights: N * float", "slots: M * float", "gradients: N * float", "scalars: float"})
    TF_OpDefinitionBuilderAddInput(definition, input);
  TF_OpDefinitionBuilderSetIsStateful(definition, true);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, [](TF_ShapeInferenceContext*, TF_Status*) {});
  TF_RegisterOpDefinition(definition, status.status);
  if (status.ok()) {
    TF_KernelBuilder* kernel = TF_NewKernelBuilder("NetloomUpdate", "CPU", Create, Compute, [](void*) {});
    TF_RegisterKernelBuilder("NetloomUpdate", kernel, status.status);
  }
  return status.ok() ? "" : TF_Message(status.status);
}

}  // namespace

std::string RegisterUpdateKernel() {
  // A process may load the addon in several of its threads; TensorFlow's registry is one.
  static const std::string problem = Register();
  return problem;
}
