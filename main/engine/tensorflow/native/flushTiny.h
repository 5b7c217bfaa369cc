// Numbers too small to be held at full precision, taken for 0.
#ifndef NETLOOM_FLUSH_TINY_H_
#define NETLOOM_FLUSH_TINY_H_

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace netloom {

/**
 * While it lives, this thread takes numbers nearer to 0 than 1.2e-38 for 0, as TensorFlow's own threads do. An operation is shared among those and the
 * thread that asks, by chance: without it the last bits of a training would be chance, too. JavaScript keeps such numbers, so it ends with the call.
 */
class FlushTiny {
 public:
  FlushTiny(const FlushTiny&) = delete;
  FlushTiny& operator=(const FlushTiny&) = delete;
#if defined(__SSE2__)
  FlushTiny() : before_(_mm_getcsr()) { _mm_setcsr(before_ | 0x8040u); }
  ~FlushTiny() { _mm_setcsr(before_); }

 private:
  unsigned before_;
#elif defined(__aarch64__)
  FlushTiny() {
    asm volatile("mrs %0, fpcr" : "=r"(before_));
    asm volatile("msr fpcr, %0" ::"r"(before_ | (1ull << 24)));
  }
  ~FlushTiny() { asm volatile("msr fpcr, %0" ::"r"(before_)); }

 private:
  unsigned long long before_;
#endif
};

}  // namespace netloom

#endif  // NETLOOM_FLUSH_TINY_H_
