// What JavaScript hands over, as C++ has it. Each throws an error in JavaScript where it is something else.
#ifndef NETLOOM_ARGUMENTS_H_
#define NETLOOM_ARGUMENTS_H_

#include <node_api.h>

#include <string>

namespace netloom {

inline napi_value Fail(napi_env env, const std::string& message) {
  napi_throw_error(env, nullptr, message.c_str());
  return nullptr;
}

inline bool Arguments(napi_env env, napi_callback_info info, size_t wanted, napi_value* values) {
  size_t count = wanted;
  if (napi_get_cb_info(env, info, &count, values, nullptr, nullptr) == napi_ok && count == wanted) return true;
  Fail(env, "too few arguments");
  return false;
}

/** The bytes of a typed array; false, with an error thrown, when it is none. */
inline bool BytesOf(napi_env env, napi_value value, void** data, size_t* bytes) {
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

inline bool StringOf(napi_env env, napi_value value, std::string* text) {
  size_t length = 0;
  if (napi_get_value_string_utf8(env, value, nullptr, 0, &length) != napi_ok) return false;
  text->resize(length);
  return napi_get_value_string_utf8(env, value, text->data(), length + 1, &length) == napi_ok;
}

}  // namespace netloom

#endif  // NETLOOM_ARGUMENTS_H_
