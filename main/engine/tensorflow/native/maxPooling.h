// The largest number of each window of a picture, channels last.
#ifndef NETLOOM_MAX_POOLING_H_
#define NETLOOM_MAX_POOLING_H_

#include <algorithm>
#include <cstring>

#include "matrixKernel.h"

namespace netloom {

struct PoolSettings {
  /** Vertical and horizontal; zeros around: top, bottom, left, right. */
  int size[2], strides[2], pads[4];
};

/** A pooling of pictures of one shape. */
struct Pooling {
  long size[2], strides[2], top, left;
  long height, width, channels, outHeight, outWidth;

  Pooling(const PoolSettings& settings, long height, long width, long channels)
      : size{settings.size[0], settings.size[1]},
        strides{settings.strides[0], settings.strides[1]},
        top(settings.pads[0]),
        left(settings.pads[2]),
        height(height),
        width(width),
        channels(channels),
        outHeight((height + settings.pads[0] + settings.pads[1] - settings.size[0]) / settings.strides[0] + 1),
        outWidth((width + settings.pads[2] + settings.pads[3] - settings.size[1]) / settings.strides[1] + 1) {}
};

/** The part of a window that lies in the picture. */
struct Window {
  long firstRow, lastRow, firstColumn, lastColumn;
  Window(const Pooling& pooling, long row, long column)
      : firstRow(std::max(0L, row * pooling.strides[0] - pooling.top)),
        lastRow(std::min(pooling.height, row * pooling.strides[0] - pooling.top + pooling.size[0])),
        firstColumn(std::max(0L, column * pooling.strides[1] - pooling.left)),
        lastColumn(std::min(pooling.width, column * pooling.strides[1] - pooling.left + pooling.size[1])) {}
};

/** The largest of a window in the channels of one vector; `picture` and `result` begin at them. */
template <typename Kind>
NETLOOM_INLINE void PoolWindow(const Pooling& pooling, const Window& window, const float* picture, float* result) {
  using Vector = typename Kind::Vector;
  const long channels = pooling.channels;
  Vector most = *reinterpret_cast<const Vector*>(picture + (window.firstRow * pooling.width + window.firstColumn) * channels);
  for (long row = window.firstRow; row < window.lastRow; row++)
    for (long column = window.firstColumn; column < window.lastColumn; column++) {
      const Vector number = *reinterpret_cast<const Vector*>(picture + (row * pooling.width + column) * channels);
      most = number > most ? number : most;
    }
  *reinterpret_cast<Vector*>(result) = most;
}

/** A row of results. */
template <typename Processor>
NETLOOM_INLINE void PoolRow(const Pooling& pooling, long row, const float* picture, float* result) {
  using Vector = typename Processor::Vector;
  constexpr long lanes = sizeof(Vector) / sizeof(float);
  for (long column = 0; column < pooling.outWidth; column++) {
    const Window window(pooling, row, column);
    long channel = 0;
    for (; channel + lanes <= pooling.channels; channel += lanes)
      PoolWindow<Processor>(pooling, window, picture + channel, result + column * pooling.channels + channel);
    for (; channel < pooling.channels; channel++)
      PoolWindow<OneNumber>(pooling, window, picture + channel, result + column * pooling.channels + channel);
  }
}

/** Gives the gradient of a window's largest number to the first that equals it, in the channels of one vector; `add`: beside what other windows gave. */
template <typename Kind, bool add>
NETLOOM_INLINE void SpreadWindow(const Pooling& pooling, const Window& window, const float* x, const float* y, const float* gradient, float* result) {
  using Vector = typename Kind::Vector;
  const Vector most = *reinterpret_cast<const Vector*>(y), zero = {};
  // What has not found its place yet.
  Vector left = *reinterpret_cast<const Vector*>(gradient);
  for (long row = window.firstRow; row < window.lastRow; row++)
    for (long column = window.firstColumn; column < window.lastColumn; column++) {
      const long place = (row * pooling.width + column) * pooling.channels;
      const auto found = *reinterpret_cast<const Vector*>(x + place) == most;
      const Vector own = found ? left : zero;
      Vector& to = *reinterpret_cast<Vector*>(result + place);
      to = add ? to + own : own;
      left = found ? zero : left;
    }
}

template <typename Processor, bool add>
NETLOOM_INLINE void SpreadWindows(const Pooling& pooling, const float* x, const float* y, const float* gradient, float* result) {
  constexpr long lanes = sizeof(typename Processor::Vector) / sizeof(float);
  for (long row = 0; row < pooling.outHeight; row++)
    for (long column = 0; column < pooling.outWidth; column++) {
      const Window window(pooling, row, column);
      const long place = (row * pooling.outWidth + column) * pooling.channels;
      long channel = 0;
      for (; channel + lanes <= pooling.channels; channel += lanes)
        SpreadWindow<Processor, add>(pooling, window, x + channel, y + place + channel, gradient + place + channel, result + channel);
      for (; channel < pooling.channels; channel++)
        SpreadWindow<OneNumber, add>(pooling, window, x + channel, y + place + channel, gradient + place + channel, result + channel);
    }
}

/** The gradient of one picture. */
template <typename Processor>
NETLOOM_INLINE void SpreadGradient(const Pooling& pooling, const float* x, const float* y, const float* gradient, float* result) {
  const bool overlaps = pooling.size[0] > pooling.strides[0] || pooling.size[1] > pooling.strides[1];
  const bool covers = pooling.size[0] == pooling.strides[0] && pooling.size[1] == pooling.strides[1] &&
                      pooling.outHeight * pooling.size[0] - pooling.top >= pooling.height && pooling.outWidth * pooling.size[1] - pooling.left >= pooling.width;
  if (!covers) std::memset(result, 0, sizeof(float) * pooling.height * pooling.width * pooling.channels);
  if (overlaps) SpreadWindows<Processor, true>(pooling, x, y, gradient, result);
  else SpreadWindows<Processor, false>(pooling, x, y, gradient, result);
}

}  // namespace netloom

#endif  // NETLOOM_MAX_POOLING_H_
