// TensorFlow's library writes a notice to the standard error output while it is being loaded, before any setting can stop it. This addon
// lets the file descriptor point elsewhere for that moment: hide() and show().
#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>

namespace {

constexpr int kStandardError = 2;
int kept = -1;

napi_value Hide(napi_env, napi_callback_info) {
  if (kept >= 0) return nullptr;
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return nullptr;
  kept = fcntl(kStandardError, F_DUPFD_CLOEXEC, 3);
  if (kept >= 0) dup2(nowhere, kStandardError);
  close(nowhere);
  return nullptr;
}

napi_value Show(napi_env, napi_callback_info) {
  if (kept < 0) return nullptr;
  dup2(kept, kStandardError);
  close(kept);
  kept = -1;
  return nullptr;
}

napi_value Init(napi_env env, napi_value exports) {
  const napi_property_descriptor functions[] = {
      {"hide", nullptr, Hide, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"show", nullptr, Show, nullptr, nullptr, nullptr, napi_default, nullptr},
  };
  napi_define_properties(env, exports, 2, functions);
  return exports;
}

}  // namespace

NAPI_MODULE(standard_error, Init)
