// A session and the graph in it: opened, grown, its runs prepared, closed.
#include <string>
#include <utility>

#include "session.h"

namespace netloom {

namespace {

/** `node`, or `node:1` for another output than the first. */
bool OutputOf(napi_env env, TF_Graph* graph, const std::string& name, TF_Output* output) {
  const size_t colon = name.rfind(':');
  output->oper = TF_GraphOperationByName(graph, name.substr(0, colon).c_str());
  output->index = colon == std::string::npos ? 0 : std::stoi(name.substr(colon + 1));
  if (output->oper != nullptr) return true;
  Fail(env, "the graph has no node " + name);
  return false;
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

}  // namespace

napi_value OpenSession(napi_env env, napi_callback_info info) {
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

napi_value ExtendGraph(napi_env env, napi_callback_info info) {
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

napi_value PrepareRun(napi_env env, napi_callback_info info) {
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

}  // namespace netloom
