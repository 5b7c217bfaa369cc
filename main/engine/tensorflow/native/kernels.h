// Kernels of our own beside TensorFlow's. Each function registers an operation with its kernel and gives '', or what TensorFlow says against it.
#ifndef NETLOOM_KERNELS_H_
#define NETLOOM_KERNELS_H_

#include <string>

std::string RegisterUpdateKernel();
std::string RegisterLstmKernels();
std::string RegisterMatmulKernel();
std::string RegisterConvolutionKernel();
std::string RegisterConvolutionGradients();
std::string RegisterPoolingKernels();
std::string RegisterNormalizationKernels();
std::string RegisterRescaleKernel();
std::string RegisterSoftmaxKernel();

/** All of them, once in a process, however often it is called. */
inline std::string RegisterKernels() {
  static const std::string problem = [] {
    for (const auto& add : {RegisterUpdateKernel, RegisterLstmKernels, RegisterMatmulKernel, RegisterConvolutionKernel, RegisterConvolutionGradients,
                            RegisterPoolingKernels, RegisterNormalizationKernels, RegisterRescaleKernel, RegisterSoftmaxKernel}) {
      const std::string found = add();
      if (!found.empty()) return found;
    }
    return std::string();
  }();
  return problem;
}

#endif  // NETLOOM_KERNELS_H_
