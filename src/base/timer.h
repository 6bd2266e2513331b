// Time spent, per stage.
#pragma once

#include <chrono>

namespace perankh {

using Clock = std::chrono::steady_clock;
using Duration = std::chrono::nanoseconds;

/// Adds the time from its construction to its destruction to `total`.
class ScopedTimer {
 public:
  explicit ScopedTimer(Duration& total) : total_(total) {}
  ~ScopedTimer() { total_ += Clock::now() - start_; }
  ScopedTimer(const ScopedTimer&) = delete;
  ScopedTimer& operator=(const ScopedTimer&) = delete;

 private:
  Duration& total_;
  Clock::time_point start_ = Clock::now();
};

}  // namespace perankh
