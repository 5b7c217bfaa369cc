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

#include <string>

#include "arguments.h"
#include "kernels.h"
#include "session.h"
#include "threadPool.h"

namespace {

napi_value UseThreads(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  int32_t count = 0;
  if (!netloom::Arguments(env, info, 1, arguments) || napi_get_value_int32(env, arguments[0], &count) != napi_ok) return nullptr;
  netloom::ThreadPool::Get().SetThreads(count);
  return nullptr;
}

napi_value Init(napi_env env, napi_value exports) {
  const std::string problem = RegisterKernels();
  if (!problem.empty()) return netloom::Fail(env, "TensorFlow does not take our kernels: " + problem);
  const napi_property_descriptor functions[] = {
      {"useThreads", nullptr, UseThreads, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"open", nullptr, netloom::OpenSession, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"extend", nullptr, netloom::ExtendGraph, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"prepare", nullptr, netloom::PrepareRun, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"run", nullptr, netloom::Run, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"runNow", nullptr, netloom::RunNow, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"trace", nullptr, netloom::TraceRun, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"close", nullptr, netloom::CloseSession, nullptr, nullptr, nullptr, napi_default, nullptr},
  };
  napi_define_properties(env, exports, sizeof(functions) / sizeof(functions[0]), functions);
  return exports;
}

}  // namespace

NAPI_MODULE(graph_session, Init)
