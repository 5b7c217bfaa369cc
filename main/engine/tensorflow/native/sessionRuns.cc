// Runs of a graph that were prepared: several in one call, on a thread of libuv's pool or on this one, or one whose operations are timed.
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "flushTiny.h"
#include "session.h"

namespace netloom {

namespace {

struct TensorDeleter {
  void operator()(TF_Tensor* tensor) const { TF_DeleteTensor(tensor); }
};
using Tensor = std::unique_ptr<TF_Tensor, TensorDeleter>;

/**
 * A serialized RunOptions whose inter_op_thread_pool (field 3) is -1: operations run one after the other on the thread that asks. Each of them
 * still uses all threads for its own work. Handing operations from thread to thread costs small networks more than it gives: a prediction of
 * the MLP 784-128-10 takes 0.015 ms instead of 0.06, its training step at batch 32 0.24 instead of 0.27; large ones are as quick either way.
 */
const unsigned char kOnThisThread[] = {0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01};

/** One call of `run`, on its way through another thread. */
struct Work {
  napi_async_work work = nullptr;
  napi_deferred deferred = nullptr;
  napi_ref keep = nullptr;
  Session* session = nullptr;
  const Prepared* prepared = nullptr;
  std::vector<std::vector<Tensor>> inputs;
  std::vector<std::vector<Tensor>> outputs;
  std::string problem;
};

/**
 * One run of the graph on this thread; `options`: a serialized RunOptions. Gives its outputs, null where it failed, which `status` tells; what TensorFlow
 * tells of the run goes to `metadata` where that is not null.
 */
std::vector<Tensor> RunOnce(const Session& session, const Prepared& prepared, const std::vector<Tensor>& given, const TF_Buffer& options,
                            TF_Buffer* metadata, const Status& status) {
  std::vector<TF_Tensor*> inputs, outputs(prepared.outputs.size(), nullptr);
  for (const Tensor& tensor : given) inputs.push_back(tensor.get());
  TF_SessionRun(session.session, &options, prepared.inputs.data(), inputs.data(), static_cast<int>(inputs.size()), prepared.outputs.data(),
                outputs.data(), static_cast<int>(outputs.size()), nullptr, 0, metadata, status.status);
  std::vector<Tensor> kept;
  for (TF_Tensor* tensor : outputs) kept.emplace_back(tensor);
  return kept;
}

void Execute(napi_env, void* data) {
  Work* work = static_cast<Work*>(data);
  const TF_Buffer options = {kOnThisThread, sizeof(kOnThisThread), nullptr};
  const FlushTiny flush;
  for (const std::vector<Tensor>& given : work->inputs) {
    Status status;
    work->outputs.push_back(RunOnce(*work->session, *work->prepared, given, options, nullptr, status));
    if (!status.ok()) {
      work->problem = status.message();
      return;
    }
  }
}

bool ArrayOf(napi_env env, const TF_Tensor* tensor, napi_value* array) {
  napi_typedarray_type type;
  size_t width = 4;
  switch (TF_TensorType(tensor)) {
    case TF_FLOAT:
      type = napi_float32_array;
      break;
    case TF_INT32:
      type = napi_int32_array;
      break;
    case TF_UINT8:
    case TF_BOOL:
      type = napi_uint8_array;
      width = 1;
      break;
    default:
      return false;
  }
  const size_t bytes = TF_TensorByteSize(tensor);
  void* data = nullptr;
  napi_value buffer;
  if (napi_create_arraybuffer(env, bytes, &data, &buffer) != napi_ok) return false;
  if (bytes > 0) std::memcpy(data, TF_TensorData(tensor), bytes);
  return napi_create_typedarray(env, type, bytes / width, buffer, 0, array) == napi_ok;
}

/** What the runs gave, as arrays; sets `problem` where that cannot be. */
napi_value ResultOf(napi_env env, Work* work) {
  napi_value result;
  napi_create_array_with_length(env, work->outputs.size(), &result);
  for (size_t step = 0; step < work->outputs.size() && work->problem.empty(); step++) {
    napi_value row;
    napi_create_array_with_length(env, work->outputs[step].size(), &row);
    for (size_t at = 0; at < work->outputs[step].size(); at++) {
      napi_value array;
      if (ArrayOf(env, work->outputs[step][at].get(), &array)) napi_set_element(env, row, static_cast<uint32_t>(at), array);
      else work->problem = "an output has a type that cannot be read";
    }
    napi_set_element(env, result, static_cast<uint32_t>(step), row);
  }
  return result;
}

void Complete(napi_env env, napi_status, void* data) {
  std::unique_ptr<Work> work(static_cast<Work*>(data));
  work->session->busy = false;
  const napi_value result = ResultOf(env, work.get());
  if (work->problem.empty()) {
    napi_resolve_deferred(env, work->deferred, result);
  } else {
    napi_value message, error;
    napi_create_string_utf8(env, work->problem.c_str(), NAPI_AUTO_LENGTH, &message);
    napi_create_error(env, nullptr, message, &error);
    napi_reject_deferred(env, work->deferred, error);
  }
  napi_delete_reference(env, work->keep);
  napi_delete_async_work(env, work->work);
}

bool Inputs(napi_env env, napi_value list, const Prepared& prepared, std::vector<Tensor>* tensors) {
  uint32_t count = 0;
  if (napi_get_array_length(env, list, &count) != napi_ok || count != prepared.feeds.size()) {
    Fail(env, "a run is given as many arrays as it has feeds");
    return false;
  }
  for (uint32_t at = 0; at < count; at++) {
    const Feed& feed = prepared.feeds[at];
    napi_value value;
    void* data = nullptr;
    size_t bytes = 0;
    napi_get_element(env, list, at, &value);
    if (!BytesOf(env, value, &data, &bytes)) return false;
    if (bytes != feed.bytes) {
      Fail(env, std::string(TF_OperationName(prepared.inputs[at].oper)) + " is fed " + std::to_string(bytes) + " bytes instead of " +
                    std::to_string(feed.bytes));
      return false;
    }
    Tensor tensor(TF_AllocateTensor(feed.type, feed.shape.data(), static_cast<int>(feed.shape.size()), feed.bytes));
    if (tensor == nullptr) {
      Fail(env, "there is no memory left for what a run is fed");
      return false;
    }
    if (bytes > 0) std::memcpy(TF_TensorData(tensor.get()), data, bytes);
    tensors->push_back(std::move(tensor));
  }
  return true;
}

/** What `run` and `runNow` were asked for; null, with an error thrown, when it cannot be. */
std::unique_ptr<Work> WorkOf(napi_env env, const napi_value* arguments) {
  Session* session = SessionOf(env, arguments[0]);
  if (session == nullptr) return nullptr;
  if (session->busy) {
    Fail(env, "the session is at work");
    return nullptr;
  }
  uint32_t number = 0, runs = 0;
  if (napi_get_value_uint32(env, arguments[1], &number) != napi_ok || number >= session->prepared.size() ||
      napi_get_array_length(env, arguments[2], &runs) != napi_ok) {
    Fail(env, "run(session, prepared, runs)");
    return nullptr;
  }
  auto work = std::make_unique<Work>();
  work->session = session;
  work->prepared = &session->prepared[number];
  for (uint32_t at = 0; at < runs; at++) {
    napi_value list;
    napi_get_element(env, arguments[2], at, &list);
    std::vector<Tensor> tensors;
    if (!Inputs(env, list, *work->prepared, &tensors)) return nullptr;
    work->inputs.push_back(std::move(tensors));
  }
  return work;
}

}  // namespace

napi_value Run(napi_env env, napi_callback_info info) {
  napi_value arguments[3];
  if (!Arguments(env, info, 3, arguments)) return nullptr;
  std::unique_ptr<Work> work = WorkOf(env, arguments);
  if (work == nullptr) return nullptr;
  napi_value promise, name;
  napi_create_promise(env, &work->deferred, &promise);
  // The session lives until the run has ended, whatever JavaScript forgets meanwhile.
  napi_create_reference(env, arguments[0], 1, &work->keep);
  napi_create_string_utf8(env, "netloom:run", NAPI_AUTO_LENGTH, &name);
  napi_create_async_work(env, nullptr, name, Execute, Complete, work.get(), &work->work);
  work->session->busy = true;
  napi_queue_async_work(env, work->work);
  work.release();
  return promise;
}

napi_value RunNow(napi_env env, napi_callback_info info) {
  napi_value arguments[3];
  if (!Arguments(env, info, 3, arguments)) return nullptr;
  std::unique_ptr<Work> work = WorkOf(env, arguments);
  if (work == nullptr) return nullptr;
  Execute(env, work.get());
  const napi_value result = ResultOf(env, work.get());
  return work->problem.empty() ? result : Fail(env, work->problem);
}

napi_value TraceRun(napi_env env, napi_callback_info info) {
  napi_value arguments[3];
  if (!Arguments(env, info, 3, arguments)) return nullptr;
  Session* session = SessionOf(env, arguments[0]);
  if (session == nullptr) return nullptr;
  uint32_t number = 0;
  if (session->busy) return Fail(env, "the session is at work");
  if (napi_get_value_uint32(env, arguments[1], &number) != napi_ok || number >= session->prepared.size())
    return Fail(env, "trace(session, prepared, run)");
  const Prepared& prepared = session->prepared[number];
  std::vector<Tensor> given;
  if (!Inputs(env, arguments[2], prepared, &given)) return nullptr;
  // As a run, with trace_level (field 1) FULL_TRACE (3).
  std::vector<unsigned char> bytes = {0x08, 0x03};
  bytes.insert(bytes.end(), kOnThisThread, kOnThisThread + sizeof(kOnThisThread));
  const TF_Buffer options = {bytes.data(), bytes.size(), nullptr};
  const FlushTiny flush;
  Status status;
  TF_Buffer* metadata = TF_NewBuffer();
  RunOnce(*session, prepared, given, options, metadata, status);
  void* data = nullptr;
  napi_value buffer = nullptr, array = nullptr;
  if (!status.ok()) Fail(env, status.message());
  else if (napi_create_arraybuffer(env, metadata->length, &data, &buffer) == napi_ok) {
    if (metadata->length > 0) std::memcpy(data, metadata->data, metadata->length);
    napi_create_typedarray(env, napi_uint8_array, metadata->length, buffer, 0, &array);
  }
  TF_DeleteBuffer(metadata);
  return array;
}

}  // namespace netloom
