// What our kernels share: TensorFlow's C interface for kernels (tensorflow/c/kernels.h, tensorflow/c/ops.h) with its clean-up, and threads.
#ifndef NETLOOM_KERNEL_SUPPORT_H_
#define NETLOOM_KERNEL_SUPPORT_H_

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "flushTiny.h"
#include "status.h"
#include "threadPool.h"
#include "tensorflow/c/kernels.h"
#include "tensorflow/c/ops.h"

namespace netloom {

/** One call of a kernel: its inputs, given back at the end, its outputs, and what went wrong. */
class Call {
 public:
  explicit Call(TF_OpKernelContext* context) : context_(context) {}
  Call(const Call&) = delete;
  ~Call() {
    for (TF_Tensor* tensor : tensors_) TF_DeleteTensor(tensor);
    if (!status_.ok()) TF_OpKernelContext_Failure(context_, status_.status);
  }

  bool ok() const { return status_.ok(); }
  int inputs() const { return TF_NumInputs(context_); }

  /** An input, or null when something has gone wrong. */
  TF_Tensor* Input(int at) {
    TF_Tensor* tensor = nullptr;
    if (ok()) TF_GetInput(context_, at, &tensor, status_.status);
    if (tensor != nullptr) tensors_.push_back(tensor);
    return ok() ? tensor : nullptr;
  }

  /** A new output of floats, or null when something has gone wrong. */
  float* Output(int at, const std::vector<int64_t>& shape) {
    if (!ok()) return nullptr;
    size_t count = 1;
    for (const int64_t length : shape) count *= static_cast<size_t>(length);
    TF_Tensor* tensor = TF_AllocateOutput(context_, at, TF_FLOAT, shape.data(), static_cast<int>(shape.size()), count * sizeof(float), status_.status);
    if (tensor != nullptr) tensors_.push_back(tensor);
    return ok() ? static_cast<float*>(TF_TensorData(tensor)) : nullptr;
  }

  void Fail(const std::string& message) {
    if (ok()) TF_SetStatus(status_.status, TF_INVALID_ARGUMENT, message.c_str());
  }

 private:
  TF_OpKernelContext* context_;
  std::vector<TF_Tensor*> tensors_;
  Status status_;
};

inline std::vector<int64_t> ShapeOf(const TF_Tensor* tensor) {
  std::vector<int64_t> shape;
  for (int axis = 0; axis < TF_NumDims(tensor); axis++) shape.push_back(TF_Dim(tensor, axis));
  return shape;
}
inline float* Floats(const TF_Tensor* tensor) { return static_cast<float*>(TF_TensorData(tensor)); }

struct Operation {
  const char* name;
  std::initializer_list<const char*> attributes;
  std::initializer_list<const char*> inputs;
  std::initializer_list<const char*> outputs;
  /** Whether running it twice is not running it once. */
  bool stateful;
  void* (*create)(TF_OpKernelConstruction*);
  void (*compute)(void*, TF_OpKernelContext*);
  /** Frees what `create` made. */
  void (*destroy)(void*) = [](void*) {};
};

/** Registers an operation and its kernel for the processor. Gives '', or what TensorFlow says against it. */
inline std::string Register(const Operation& operation) {
  Status status;
  TF_OpDefinitionBuilder* definition = TF_NewOpDefinitionBuilder(operation.name);
  for (const char* attribute : operation.attributes) TF_OpDefinitionBuilderAddAttr(definition, attribute);
  for (const char* input : operation.inputs) TF_OpDefinitionBuilderAddInput(definition, input);
  for (const char* output : operation.outputs) TF_OpDefinitionBuilderAddOutput(definition, output);
  // TensorFlow takes the call for a yes, whatever it is given.
  if (operation.stateful) TF_OpDefinitionBuilderSetIsStateful(definition, true);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, [](TF_ShapeInferenceContext* context, TF_Status* result) {
    TF_ShapeInferenceContextSetUnknownShape(context, result);
  });
  TF_RegisterOpDefinition(definition, status.status);
  if (status.ok()) {
    TF_KernelBuilder* kernel = TF_NewKernelBuilder(operation.name, "CPU", operation.create, operation.compute, operation.destroy);
    TF_RegisterKernelBuilder(operation.name, kernel, status.status);
  }
  return status.ok() ? "" : status.message();
}

/** The same for several; stops at the first that TensorFlow does not take. */
inline std::string Register(std::initializer_list<Operation> operations) {
  for (const Operation& operation : operations) {
    const std::string problem = Register(operation);
    if (!problem.empty()) return problem;
  }
  return "";
}

/**
 * Shares the numbers from 0 to `count` among the processors, at least `least` each and several times for each, so that one held up by others holds up
 * little: `work(from, to)`. What is computed must not depend on how they are shared.
 */
template <typename Work>
void InParallel(long count, long least, const Work& work) {
  ThreadPool& pool = ThreadPool::Get();
  const long shares = std::max(1L, std::min<long>(4L * pool.threads(), count / std::max(1L, least)));
  const FlushTiny flush;
  if (pool.threads() == 1) return work(0, count);
  pool.Run(shares, [&](long share) { work(count * share / shares, count * (share + 1) / shares); });
}

}  // namespace netloom

#endif  // NETLOOM_KERNEL_SUPPORT_H_
