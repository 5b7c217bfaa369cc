// A TensorFlow graph in a session of its own, over TensorFlow's C API (tensorflow/c/c_api.h): a graph from bytes that can grow, and several
// runs in one call, on a thread of libuv's pool, so that JavaScript goes on meanwhile.
//
//   useThreads(count: number): void                            how many threads our own kernels share their work among
//   open(config: Uint8Array): Session                          config: a serialized ConfigProto
//   extend(session, graph: Uint8Array, known: string[]): void  graph: a serialized GraphDef; known: inputs that the graph has already
//   prepare(session, feeds: {name, dtype, shape}[], fetches: string[]): number
//   run(session, prepared: number, runs: TypedArray[][]): Promise<TypedArray[][]>
//   runNow(session, prepared: number, runs: TypedArray[][]): TypedArray[][]     the same on this thread, for runs shorter than the way to another
//   trace(session, prepared: number, run: TypedArray[]): Uint8Array             one run on this thread; a serialized RunMetadata with the time of each operation
//   close(session): void
#include <node_api.h>

#include <atomic>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tensorflow/c/c_api.h"
#include "flushTiny.h"
#include "kernels.h"
#include "threadPool.h"

namespace {

struct Status {
  TF_Status* status = TF_NewStatus();
  ~Status() { TF_DeleteStatus(status); }
  bool ok() const { return TF_GetCode(status) == TF_OK; }
  std::string message() const { return TF_Message(status); }
};

struct TensorDeleter {
  void operator()(TF_Tensor* tensor) const { TF_DeleteTensor(tensor); }
};
using Tensor = std::unique_ptr<TF_Tensor, TensorDeleter>;

struct Feed {
  TF_DataType type;
  std::vector<int64_t> shape;
  size_t bytes;
};

struct Prepared {
  std::vector<TF_Output> inputs;
  std::vector<Feed> feeds;
  std::vector<TF_Output> outputs;
};

/**
 * A serialized RunOptions whose inter_op_thread_pool (field 3) is -1: operations run one after the other on the thread that asks. Each of them
 * still uses all threads for its own work. Handing operations from thread to thread costs small networks more than it gives: a prediction of
 * the MLP 784-128-10 takes 0.015 ms instead of 0.06, its training step at batch 32 0.24 instead of 0.27; large ones are as quick either way.
 */
const unsigned char kOnThisThread[] = {0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01};

struct Session {
  TF_Graph* graph = nullptr;
  TF_Session* session = nullptr;
  // A deque: what a run in another thread points to stays where it is.
  std::deque<Prepared> prepared;
  std::atomic<bool> busy{false};

  void Close() {
    Status ignored;
    if (session != nullptr) {
      TF_CloseSession(session, ignored.status);
      TF_DeleteSession(session, ignored.status);
    }
    if (graph != nullptr) TF_DeleteGraph(graph);
    session = nullptr;
    graph = nullptr;
  }
  ~Session() { Close(); }
};

napi_value Fail(napi_env env, const std::string& message) {
  napi_throw_error(env, nullptr, message.c_str());
  return nullptr;
}

bool Arguments(napi_env env, napi_callback_info info, size_t wanted, napi_value* values) {
  size_t count = wanted;
  if (napi_get_cb_info(env, info, &count, values, nullptr, nullptr) == napi_ok && count == wanted) return true;
  Fail(env, "too few arguments");
  return false;
}

Session* SessionOf(napi_env env, napi_value value) {
  void* data = nullptr;
  if (napi_get_value_external(env, value, &data) != napi_ok || static_cast<Session*>(data)->session == nullptr) {
    Fail(env, "the session is closed");
    return nullptr;
  }
  return static_cast<Session*>(data);
}

/** The bytes of a typed array; false, with an error thrown, when it is none. */
bool BytesOf(napi_env env, napi_value value, void** data, size_t* bytes) {
  napi_typedarray_type type;
  size_t length = 0;
  if (napi_get_typedarray_info(env, value, &type, &length, data, nullptr, nullptr) != napi_ok) {
    Fail(env, "a typed array belongs here");
    return false;
  }
  const bool wide = type == napi_float32_array || type == napi_int32_array || type == napi_uint32_array;
  const bool narrow = type == napi_uint8_array || type == napi_int8_array || type == napi_uint8_clamped_array;
  if (!wide && !narrow) {
    Fail(env, "numbers of 1 or 4 bytes belong here");
    return false;
  }
  *bytes = length * (wide ? 4 : 1);
  return true;
}

bool StringOf(napi_env env, napi_value value, std::string* text) {
  size_t length = 0;
  if (napi_get_value_string_utf8(env, value, nullptr, 0, &length) != napi_ok) return false;
  text->resize(length);
  return napi_get_value_string_utf8(env, value, text->data(), length + 1, &length) == napi_ok;
}

/** `node`, or `node:1` for another output than the first. */
bool OutputOf(napi_env env, TF_Graph* graph, const std::string& name, TF_Output* output) {
  const size_t colon = name.rfind(':');
  output->oper = TF_GraphOperationByName(graph, name.substr(0, colon).c_str());
  output->index = colon == std::string::npos ? 0 : std::stoi(name.substr(colon + 1));
  if (output->oper != nullptr) return true;
  Fail(env, "the graph has no node " + name);
  return false;
}

napi_value UseThreads(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  int32_t count = 0;
  if (!Arguments(env, info, 1, arguments) || napi_get_value_int32(env, arguments[0], &count) != napi_ok) return nullptr;
  netloom::ThreadPool::Get().SetThreads(count);
  return nullptr;
}

napi_value Open(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  void* config = nullptr;
  size_t bytes = 0;
  if (!Arguments(env, info, 1, arguments) || !BytesOf(env, arguments[0], &config, &bytes)) return nullptr;
  auto session = std::make_unique<Session>();
  Status status;
  TF_SessionOptions* options = TF_NewSessionOptions();
  TF_SetConfig(options, config, bytes, status.status);
  session->graph = TF_NewGraph();
  if (status.ok()) session->session = TF_NewSession(session->graph, options, status.status);
  TF_DeleteSessionOptions(options);
  if (!status.ok()) return Fail(env, "TensorFlow did not open a session: " + status.message());
  napi_value result;
  napi_create_external(
      env, session.release(), [](napi_env, void* data, void*) { delete static_cast<Session*>(data); }, nullptr, &result);
  return result;
}

/** Lets the inputs of a part that name nodes of the graph it joins, as `node`, `node:1` or `^node`, mean those nodes. */
bool MapInputs(napi_env env, TF_Graph* graph, napi_value list, TF_ImportGraphDefOptions* options) {
  uint32_t count = 0;
  napi_get_array_length(env, list, &count);
  for (uint32_t at = 0; at < count; at++) {
    napi_value value;
    std::string name;
    TF_Output output;
    napi_get_element(env, list, at, &value);
    if (!StringOf(env, value, &name)) {
      Fail(env, "a known input is a name");
      return false;
    }
    const bool control = name[0] == '^';
    if (control) name.erase(0, 1);
    if (!OutputOf(env, graph, name, &output)) return false;
    const std::string node = name.substr(0, name.rfind(':'));
    if (control) TF_ImportGraphDefOptionsRemapControlDependency(options, node.c_str(), output.oper);
    else TF_ImportGraphDefOptionsAddInputMapping(options, node.c_str(), output.index, output);
  }
  return true;
}

napi_value Extend(napi_env env, napi_callback_info info) {
  napi_value arguments[3];
  void* graph = nullptr;
  size_t bytes = 0;
  if (!Arguments(env, info, 3, arguments)) return nullptr;
  Session* session = SessionOf(env, arguments[0]);
  if (session == nullptr || !BytesOf(env, arguments[1], &graph, &bytes)) return nullptr;
  if (session->busy) return Fail(env, "the session is at work");
  Status status;
  TF_ImportGraphDefOptions* options = TF_NewImportGraphDefOptions();
  if (MapInputs(env, session->graph, arguments[2], options)) {
    TF_Buffer* buffer = TF_NewBufferFromString(graph, bytes);
    TF_GraphImportGraphDef(session->graph, buffer, options, status.status);
    TF_DeleteBuffer(buffer);
    if (!status.ok()) Fail(env, "TensorFlow does not take the graph: " + status.message());
  }
  TF_DeleteImportGraphDefOptions(options);
  return nullptr;
}

size_t SizeOf(TF_DataType type, const std::vector<int64_t>& shape) {
  size_t size = TF_DataTypeSize(type);
  for (const int64_t length : shape) size *= static_cast<size_t>(length);
  return size;
}

bool FeedOf(napi_env env, napi_value value, TF_Graph* graph, TF_Output* input, Feed* feed) {
  napi_value name, type, shape;
  std::string text;
  int32_t number = 0;
  uint32_t rank = 0;
  if (napi_get_named_property(env, value, "name", &name) != napi_ok || !StringOf(env, name, &text) ||
      napi_get_named_property(env, value, "dtype", &type) != napi_ok || napi_get_value_int32(env, type, &number) != napi_ok ||
      napi_get_named_property(env, value, "shape", &shape) != napi_ok || napi_get_array_length(env, shape, &rank) != napi_ok) {
    Fail(env, "a feed is {name, dtype, shape}");
    return false;
  }
  for (uint32_t axis = 0; axis < rank; axis++) {
    napi_value length;
    int64_t size = 0;
    napi_get_element(env, shape, axis, &length);
    napi_get_value_int64(env, length, &size);
    feed->shape.push_back(size);
  }
  feed->type = static_cast<TF_DataType>(number);
  feed->bytes = SizeOf(feed->type, feed->shape);
  return OutputOf(env, graph, text, input);
}

napi_value Prepare(napi_env env, napi_callback_info info) {
  napi_value arguments[3];
  if (!Arguments(env, info, 3, arguments)) return nullptr;
  Session* session = SessionOf(env, arguments[0]);
  uint32_t feeds = 0, fetches = 0;
  if (session == nullptr) return nullptr;
  if (napi_get_array_length(env, arguments[1], &feeds) != napi_ok || napi_get_array_length(env, arguments[2], &fetches) != napi_ok) {
    return Fail(env, "feeds and fetches are lists");
  }
  Prepared prepared;
  for (uint32_t at = 0; at < feeds; at++) {
    napi_value value;
    TF_Output input;
    Feed feed;
    napi_get_element(env, arguments[1], at, &value);
    if (!FeedOf(env, value, session->graph, &input, &feed)) return nullptr;
    prepared.inputs.push_back(input);
    prepared.feeds.push_back(std::move(feed));
  }
  for (uint32_t at = 0; at < fetches; at++) {
    napi_value value;
    std::string name;
    TF_Output output;
    napi_get_element(env, arguments[2], at, &value);
    if (!StringOf(env, value, &name)) return Fail(env, "a fetch is a name");
    if (!OutputOf(env, session->graph, name, &output)) return nullptr;
    prepared.outputs.push_back(output);
  }
  session->prepared.push_back(std::move(prepared));
  napi_value result;
  napi_create_uint32(env, static_cast<uint32_t>(session->prepared.size() - 1), &result);
  return result;
}

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

void Execute(napi_env, void* data) {
  Work* work = static_cast<Work*>(data);
  const Prepared& prepared = *work->prepared;
  const TF_Buffer options = {kOnThisThread, sizeof(kOnThisThread), nullptr};
  const netloom::FlushTiny flush;
  for (const std::vector<Tensor>& given : work->inputs) {
    std::vector<TF_Tensor*> inputs, outputs(prepared.outputs.size(), nullptr);
    for (const Tensor& tensor : given) inputs.push_back(tensor.get());
    Status status;
    TF_SessionRun(work->session->session, &options, prepared.inputs.data(), inputs.data(), static_cast<int>(inputs.size()),
                  prepared.outputs.data(), outputs.data(), static_cast<int>(outputs.size()), nullptr, 0, nullptr, status.status);
    std::vector<Tensor> kept;
    for (TF_Tensor* tensor : outputs) kept.emplace_back(tensor);
    work->outputs.push_back(std::move(kept));
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

napi_value Trace(napi_env env, napi_callback_info info) {
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
  std::vector<TF_Tensor*> inputs, outputs(prepared.outputs.size(), nullptr);
  for (const Tensor& tensor : given) inputs.push_back(tensor.get());
  // As a run, with trace_level (field 1) FULL_TRACE (3).
  std::vector<unsigned char> bytes = {0x08, 0x03};
  bytes.insert(bytes.end(), kOnThisThread, kOnThisThread + sizeof(kOnThisThread));
  const TF_Buffer options = {bytes.data(), bytes.size(), nullptr};
  const netloom::FlushTiny flush;
  Status status;
  TF_Buffer* metadata = TF_NewBuffer();
  TF_SessionRun(session->session, &options, prepared.inputs.data(), inputs.data(), static_cast<int>(inputs.size()), prepared.outputs.data(),
                outputs.data(), static_cast<int>(outputs.size()), nullptr, 0, metadata, status.status);
  for (TF_Tensor* tensor : outputs)
    if (tensor != nullptr) TF_DeleteTensor(tensor);
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

napi_value CloseSession(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  void* data = nullptr;
  if (!Arguments(env, info, 1, arguments)) return nullptr;
  if (napi_get_value_external(env, arguments[0], &data) != napi_ok) return Fail(env, "a session belongs here");
  Session* session = static_cast<Session*>(data);
  if (session->busy) return Fail(env, "the session is at work");
  session->Close();
  return nullptr;
}

napi_value Init(napi_env env, napi_value exports) {
  const std::string problem = RegisterKernels();
  if (!problem.empty()) return Fail(env, "TensorFlow does not take our kernels: " + problem);
  const napi_property_descriptor functions[] = {
      {"useThreads", nullptr, UseThreads, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"open", nullptr, Open, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"extend", nullptr, Extend, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"prepare", nullptr, Prepare, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"run", nullptr, Run, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"runNow", nullptr, RunNow, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"trace", nullptr, Trace, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"close", nullptr, CloseSession, nullptr, nullptr, nullptr, napi_default, nullptr},
  };
  napi_define_properties(env, exports, sizeof(functions) / sizeof(functions[0]), functions);
  return exports;
}

}  // namespace

NAPI_MODULE(graph_session, Init)
