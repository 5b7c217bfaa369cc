// Threads that stay, for work too short to start a thread for.
#ifndef NETLOOM_THREAD_POOL_H_
#define NETLOOM_THREAD_POOL_H_

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#if defined(__linux__)
#include <pthread.h>
#include <sched.h>
#endif

#include "flushTiny.h"

namespace netloom {

/**
 * Shares numbered pieces of work among the threads of the process. A thread takes the next piece when it has done one, so that one held up by others
 * holds up little. What is computed must not depend on who computes a piece.
 */
class ThreadPool {
 public:
  /** The one of the process. It is never taken down: at the end of a process its threads end with it. */
  static ThreadPool& Get() {
    static ThreadPool* pool = new ThreadPool();
    return *pool;
  }

  /** How many threads compute, the asking one counted; 0 = as many as there are processors. Not while work is going on. */
  void SetThreads(int threads) {
    const std::lock_guard<std::mutex> turn(turn_);
    limit_ = threads > 0 ? threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  }
  int threads() const { return limit_; }

  /** Runs `work(piece)` for each piece from 0 to `pieces`. Several threads of TensorFlow may ask at once: all but one then do their work by themselves. */
  template <typename Work>
  void Run(long pieces, const Work& work) {
    const int helpers = static_cast<int>(std::min<long>(limit_ - 1, pieces - 1));
    std::unique_lock<std::mutex> turn(turn_, std::try_to_lock);
    if (helpers < 1 || !turn.owns_lock()) {
      for (long piece = 0; piece < pieces; piece++) work(piece);
      return;
    }
    while (static_cast<int>(threads_.size()) < helpers) {
      const int number = static_cast<int>(threads_.size());
      threads_.emplace_back([this, number] { Serve(number); });
    }
    KeepAway();
    const Job job{pieces, [](const void* own, long piece) { (*static_cast<const Work*>(own))(piece); }, &work};
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      next_.store(0, std::memory_order_relaxed);
      job_ = &job;
      wanted_ = helpers;
      call_.fetch_add(1, std::memory_order_release);
    }
    called_.notify_all();
    Take(job);
    {
      // Whoever has not come by now, since the processor was not given to it, is not waited for.
      const std::lock_guard<std::mutex> lock(mutex_);
      job_ = nullptr;
    }
    for (int round = 0; busy_.load(std::memory_order_acquire) > 0; round++) {
      if (round < kRounds) Pause();
      else std::this_thread::yield();
    }
  }

 private:
  struct Job {
    long pieces;
    void (*run)(const void*, long);
    const void* work;
  };
  /** Looks at what is waited for before the processor is given away: some microseconds. */
  static constexpr int kRounds = 300;
  /**
   * How long a thread stays awake for the next call: a step has some hundred operations, and waking a thread takes as long as one of them. Threads of
   * TensorFlow come first meanwhile.
   */
  static constexpr auto kAwake = std::chrono::microseconds(200);

  ThreadPool() { SetThreads(0); }

  /**
   * Lets the threads of the pool compute anywhere but on the asking one's processor: a thread that is woken is often put there, where it waits for its turn
   * while another processor has nothing to do. Half of the predictions of 256 rows by an LSTM took the time of one thread before.
   */
  void KeepAway() {
#if defined(__linux__)
    const int own = sched_getcpu();
    if (own == kept_ && threads_.size() == keeping_) return;
    kept_ = own;
    keeping_ = threads_.size();
    // Of the processors that the process was given.
    cpu_set_t others;
    if (own < 0 || sched_getaffinity(0, sizeof(others), &others) != 0) return;
    CPU_CLR(own, &others);
    if (CPU_COUNT(&others) == 0) return;
    for (std::thread& thread : threads_) pthread_setaffinity_np(thread.native_handle(), sizeof(others), &others);
#endif
  }

  void Take(const Job& job) {
    for (long piece = next_.fetch_add(1); piece < job.pieces; piece = next_.fetch_add(1)) job.run(job.work, piece);
  }

  void Serve(int number) {
    const FlushTiny flush;
    unsigned seen = 0;
    while (true) {
      for (int round = 0; round < kRounds && call_.load(std::memory_order_acquire) == seen; round++) Pause();
      const auto begin = std::chrono::steady_clock::now();
      while (call_.load(std::memory_order_acquire) == seen && std::chrono::steady_clock::now() - begin < kAwake) std::this_thread::yield();
      const Job* job = nullptr;
      {
        std::unique_lock<std::mutex> lock(mutex_);
        called_.wait(lock, [&] { return call_.load(std::memory_order_relaxed) != seen; });
        seen = call_.load(std::memory_order_relaxed);
        if (job_ == nullptr || number >= wanted_) continue;
        job = job_;
        busy_.fetch_add(1, std::memory_order_relaxed);
      }
      Take(*job);
      busy_.fetch_sub(1, std::memory_order_release);
    }
  }

  static void Pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }

  std::mutex turn_, mutex_;
  std::condition_variable called_;
  std::vector<std::thread> threads_;
  int limit_ = 1;
  /** The processor that they keep away from, and how many of them do. */
  int kept_ = -1;
  size_t keeping_ = 0;
  const Job* job_ = nullptr;
  int wanted_ = 0;
  std::atomic<unsigned> call_{0};
  std::atomic<long> next_{0};
  std::atomic<int> busy_{0};
};

}  // namespace netloom

#endif  // NETLOOM_THREAD_POOL_H_
