// Kernels of our own, in addition to TensorFlow's, over its C interface (tensorflow/c/kernels.h, tensorflow/c/ops.h).
#ifndef NETLOOM_UPDATE_KERNEL_H_
#define NETLOOM_UPDATE_KERNEL_H_

#include <string>

/** Registers the operation NetloomUpdate and its kernel, once in a process. Gives '', or what TensorFlow says against it. */
std::string RegisterUpdateKernel();

#endif  // NETLOOM_UPDATE_KERNEL_H_
