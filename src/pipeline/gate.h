// A door for tests: threads wait behind it until it is opened.
#pragma once

#include <condition_variable>
#include <mutex>

namespace perankh::pipeline {

class Gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    opened_.wait(lock, [this] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_ = false;
};

}  // namespace perankh::pipeline
