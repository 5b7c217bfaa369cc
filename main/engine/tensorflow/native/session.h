// A TensorFlow session as JavaScript holds it, and the functions over it: `graphSession.cc` says what each does.
#ifndef NETLOOM_SESSION_H_
#define NETLOOM_SESSION_H_

#include <node_api.h>

#include <atomic>
#include <deque>
#include <memory>
#include <vector>

#include "arguments.h"
#include "status.h"
#include "tensorflow/c/c_api.h"

namespace netloom {

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

inline Session* SessionOf(napi_env env, napi_value value) {
  void* data = nullptr;
  if (napi_get_value_external(env, value, &data) != napi_ok || static_cast<Session*>(data)->session == nullptr) {
    Fail(env, "the session is closed");
    return nullptr;
  }
  return static_cast<Session*>(data);
}

/** sessionGraph.cc */
napi_value OpenSession(napi_env env, napi_callback_info info);
napi_value ExtendGraph(napi_env env, napi_callback_info info);
napi_value PrepareRun(napi_env env, napi_callback_info info);
napi_value CloseSession(napi_env env, napi_callback_info info);

/** sessionRuns.cc */
napi_value Run(napi_env env, napi_callback_info info);
napi_value RunNow(napi_env env, napi_callback_info info);
napi_value TraceRun(napi_env env, napi_callback_info info);

}  // namespace netloom

#endif  // NETLOOM_SESSION_H_
