// Server-sent events: everybody who listens is told what changes.
//
// A listener gets the whole state first and then the changes since, in order and without a gap between. One that does
// not keep up gets the whole state again instead of a backlog.
//
// Threads: any.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/problem.h"

namespace perankh::api {

/// One listener's events that are still to be sent.
class EventQueue {
 public:
  /// The next events as they go over the wire; empty when nothing has come for `patience`; nothing at the end.
  [[nodiscard]] std::optional<std::string> next(std::chrono::milliseconds patience);

  /// To be called when nothing more will be sent, whether all was or not.
  void leave();

 private:
  friend class Events;
  static constexpr std::size_t kBacklog = 1 << 20;  // bytes

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string waiting_;
  bool closed_ = false;
  bool left_ = false;
};

class Events {
 public:
  static constexpr std::size_t kListeners = 16;

  using State = std::function<Json()>;

  /// A new listener, whose first event is `state()`; null when there are too many. `state` is called here and later,
  /// under the lock under which tell() is called.
  [[nodiscard]] std::shared_ptr<EventQueue> listen(const State& state);

  /// REQUIRES: calls of listen() and tell() are under one lock of the caller's, so that state and changes fit.
  void tell(std::string_view name, const Json& data, const State& state);

  /// The last event everybody gets; waits until all have been sent it, but no longer than `patience`.
  void close(std::chrono::milliseconds patience);

  [[nodiscard]] bool anybody() const;

 private:
  static void put(EventQueue& queue, const std::string& event);
  std::string event(std::string_view name, const Json& data);
  void forget_the_gone();

  mutable std::mutex mutex_;
  std::vector<std::weak_ptr<EventQueue>> listeners_;
  std::uint64_t last_id_ = 0;
  bool closed_ = false;
};

}  // namespace perankh::api
