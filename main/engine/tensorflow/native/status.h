// TensorFlow's word on how a call went.
#ifndef NETLOOM_STATUS_H_
#define NETLOOM_STATUS_H_

#include <string>

#include "tensorflow/c/tf_status.h"

namespace netloom {

struct Status {
  TF_Status* status = TF_NewStatus();
  Status() = default;
  Status(const Status&) = delete;
  ~Status() { TF_DeleteStatus(status); }
  bool ok() const { return TF_GetCode(status) == TF_OK; }
  std::string message() const { return TF_Message(status); }
};

}  // namespace netloom

#endif  // NETLOOM_STATUS_H_
