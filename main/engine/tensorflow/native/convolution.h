// What a convolution of pictures, channels last, and its gradients are made of.
//
// `strides` and `dilations` are [vertical, horizontal], `pads` [top, bottom, left, right]. Nothing is unrolled into a matrix: what a row of the kernel meets
// lies in one stretch of the picture, so a tile of neighbouring outputs goes through a few stretches of it (the indirect convolution of Dukhan, arXiv
// 1907.02129, with offsets in place of pointers).
#ifndef NETLOOM_CONVOLUTION_H_
#define NETLOOM_CONVOLUTION_H_

#include <cstring>
#include <functional>
#include <vector>

#include "kernelSupport.h"
#include "matrixKernel.h"
#include "threadPool.h"

namespace netloom {

struct Convolution {
  int strides[2], dilations[2], pads[4];
};

struct Shapes {
  long batch, height, width, channels, kernelHeight, kernelWidth, filters, outHeight, outWidth;
};

/** Multiply-adds below which work is not shared: calling another thread takes some microseconds. */
constexpr long kAlone = 300000;

/** Numbers that a thread does not keep room for. */
constexpr size_t kMuch = 4 << 20;

/** Memory of a thread for numbers, kept so that it is neither fetched nor cleared again for each call; much of it is given back with the next small one. */
class Room {
 public:
  float* Of(size_t count) {
    if (numbers_.size() > kMuch && count < numbers_.size() / 2) std::vector<float>().swap(numbers_);
    if (numbers_.size() < count) numbers_.resize(count);
    return numbers_.data();
  }

 private:
  std::vector<float> numbers_;
};

/** Room for a packed kernel, of the thread that asks. */
inline float* PackedRoom(size_t count) {
  static thread_local Room room;
  return room.Of(count);
}

/** A picture with zeros around it, in memory of the thread; itself where there is nothing to add. */
class Padded {
 public:
  const float* Of(const float* picture, long height, long width, long depth, long top, long bottom, long left, long right) {
    if (top == 0 && bottom == 0 && left == 0 && right == 0) return picture;
    const long wide = (width + left + right) * depth, count = (height + top + bottom) * wide;
    float* numbers = room_.Of(count);
    std::fill_n(numbers, count, 0.0f);
    for (long row = 0; row < height; row++)
      std::memcpy(numbers + (row + top) * wide + left * depth, picture + row * width * depth, sizeof(float) * width * depth);
    return numbers;
  }

 private:
  Room room_;
};

/** One sweep of a packed kernel over a picture: outputs in rows and columns, each of them a sum over stretches of the picture. */
struct Sweep {
  long rows, columns;
  /** From one output to the next, below and beside it: numbers in the picture, and in the result. */
  long inRow, inColumn, outRow, outColumn;
  std::vector<long> offsets;
  long length;
  /** [panels, offsets * length, panel]. */
  const float* packed;
};

/** Rows `first` to `last` of a sweep. `addend`: what is added, laid out as the result. */
template <typename Processor>
NETLOOM_INLINE void RunSweep(const Sweep& sweep, long first, long last, const float* picture, float* result, long depth, const float* bias, bool relu,
                             const float* addend) {
  constexpr long wide = kPanel<Processor>;
  const long stretch = static_cast<long>(sweep.offsets.size()) * sweep.length, tiles = Tiles<Processor>(sweep.columns);
  const Stretches stretches{sweep.offsets.data(), static_cast<long>(sweep.offsets.size()), sweep.length};
  for (long row = first; row < last; row++)
    for (long from = 0; from < depth; from += wide) {
      Finish finish{true, bias == nullptr ? nullptr : bias + from, relu};
      for (long tile = 0; tile < tiles; tile++) {
        const long begin = sweep.columns * tile / tiles, end = sweep.columns * (tile + 1) / tiles;
        const long place = row * sweep.outRow + begin * sweep.outColumn + from;
        if (addend != nullptr) finish.addend = addend + place;
        MultiplyRows<Processor, Processor::kRows>(static_cast<int>(end - begin), picture + row * sweep.inRow + begin * sweep.inColumn, sweep.inColumn, 1,
                                                  stretches, sweep.packed + from * stretch,
                                                  result + place, sweep.outColumn, std::min(wide, depth - from), finish);
      }
    }
}
/** The gradient of a picture's outputs in panels: [panels, outputs, panel]. */
template <typename Processor>
NETLOOM_INLINE void PackGradient(const float* gradient, long outputs, long filters, float* packed) {
  constexpr long wide = kPanel<Processor>;
  for (long from = 0; from < filters; from += wide)
    PackPanel<Processor>(gradient + from, filters, 1, outputs, std::min(wide, filters - from), packed + from * outputs);
}
// A sweep and the packing of outputs for each kind of processor; expanded where they are used.
#define NETLOOM_SWEEPS(Processor, target) \
  target void Run(Processor, const Sweep& sweep, long first, long last, const float* picture, float* result, long depth, const float* bias, bool relu, \
                  const float* addend = nullptr) { \
    RunSweep<Processor>(sweep, first, last, picture, result, depth, bias, relu, addend); \
  } \
  target void PackOutputs(Processor, const float* gradient, long outputs, long filters, float* packed) { \
    PackGradient<Processor>(gradient, outputs, filters, packed); \
  }

/** Stretches of the picture that a kernel meets: whole rows of it where its columns lie side by side. */
inline std::vector<long> StretchOffsets(long height, long width, long down, long beside, long rowLength, long depth, long* length) {
  std::vector<long> offsets;
  const bool whole = beside == 1;
  for (long row = 0; row < height; row++)
    for (long column = 0; column < (whole ? 1 : width); column++) offsets.push_back(row * down * rowLength + column * beside * depth);
  *length = whole ? width * depth : depth;
  return offsets;
}

inline void Shared(long pieces, bool alone, const std::function<void(long)>& piece) {
  if (!alone) return ThreadPool::Get().Run(pieces, piece);
  for (long number = 0; number < pieces; number++) piece(number);
}

/** Bands of rows that each picture is shared in, where there are too few pictures for all threads. */
inline long Bands(long pictures) { return std::max(1L, 2L * ThreadPool::Get().threads() / pictures); }

inline long WorkOf(const Shapes& s) { return s.batch * s.outHeight * s.outWidth * s.filters * s.kernelHeight * s.kernelWidth * s.channels; }
/** The attributes that a convolution and its gradients share; says what is missing. */
inline void ReadConvolution(TF_OpKernelConstruction* construction, Convolution* settings, TF_Status* status) {
  TF_OpKernelConstruction_GetAttrInt32List(construction, "strides", settings->strides, 2, status);
  if (TF_GetCode(status) == TF_OK) TF_OpKernelConstruction_GetAttrInt32List(construction, "dilations", settings->dilations, 2, status);
  if (TF_GetCode(status) == TF_OK) TF_OpKernelConstruction_GetAttrInt32List(construction, "pads", settings->pads, 4, status);
}

/** The lengths of a tensor's four axes; of a list of lengths where `listed`. */
inline bool Lengths(const TF_Tensor* tensor, bool listed, long* lengths) {
  if (listed ? TF_TensorElementCount(tensor) != 4 : TF_NumDims(tensor) != 4) return false;
  for (int axis = 0; axis < 4; axis++) lengths[axis] = listed ? static_cast<const int32_t*>(TF_TensorData(tensor))[axis] : TF_Dim(tensor, axis);
  return true;
}

/** The shapes of a convolution; says what does not fit. */
inline bool ShapesOf(Call& call, const Convolution& settings, const long (&x)[4], const long (&kernel)[4], const long* gradient, Shapes* shapes) {
  const auto out = [](long size, long around, long taps, long dilation, long stride) { return (size + around - (taps - 1) * dilation - 1) / stride + 1; };
  const long top = settings.pads[0], bottom = settings.pads[1], left = settings.pads[2], right = settings.pads[3];
  *shapes = {x[0], x[1], x[2], x[3], kernel[0], kernel[1], kernel[3], out(x[1], top + bottom, kernel[0], settings.dilations[0], settings.strides[0]),
             out(x[2], left + right, kernel[1], settings.dilations[1], settings.strides[1])};
  if (kernel[2] != x[3]) call.Fail("NetloomConv2D: the kernel is for other channels");
  const Shapes& s = *shapes;
  if (gradient != nullptr && (gradient[0] != s.batch || gradient[1] != s.outHeight || gradient[2] != s.outWidth || gradient[3] != s.filters))
    call.Fail("NetloomConv2D: the gradient has another shape");
  return call.ok();
}
}  // namespace netloom

#endif  // NETLOOM_CONVOLUTION_H_
