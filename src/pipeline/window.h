// The bounded, ordered space between the two stages.
//
// Workers claim items by number, work on them in any order, and deliver them; one writer gets them in the order of
// their numbers. An item is in flight from its claim until the writer releases it. Two bounds hold at any time:
//  - not more than `files` items are in flight;
//  - what they hold is within `bytes`, unless there is just one. A part of the bytes is set aside for items that are
//    merely being read, whose cost is not known yet.
// An item's cost is reserved once it is known, and strictly in order: an item gets its memory before any later one
// does. So when the oldest item waits, nobody younger holds what it needs; it is admitted at the latest when all before
// it are released, whatever it costs, and there is always progress.
//
//   worker:  while (auto index = window.claim()) { ...  if (!window.reserve(*index, cost)) return;  ...
//                                                  window.deliver(*index, item, bytes_it_keeps); }
//   writer:  while (!window.finished()) if (auto item = window.next(patience)) { ...; window.release(); }
//
// Threads: any number of workers, one writer; close() may come from anywhere but a signal handler.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "base/timer.h"

namespace perankh::pipeline {

struct WindowLimits {
  std::size_t files = 2;  ///< at least 1
  std::uint64_t bytes = 0;
};

template <class Item>
class Window {
 public:
  struct Delivered {
    std::uint64_t items = 0;
    std::uint64_t file_bytes = 0;
  };

  struct Peak {
    std::uint64_t items = 0;
    std::uint64_t bytes = 0;
  };

  /// `file_sizes`: one for each item, in their order.
  Window(std::vector<std::uint64_t> file_sizes, WindowLimits limits)
      : file_sizes_(std::move(file_sizes)),
        reading_limit_(limits.bytes / 8),
        limit_(limits.bytes - reading_limit_),
        slots_(std::max<std::size_t>(1, limits.files)) {}

  // --- workers ---

  /// The next item nobody has, as soon as there is room for its file; nothing when there is none left or after close().
  [[nodiscard]] std::optional<std::size_t> claim() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return closed_ || next_ == file_sizes_.size() || may_claim(); });
    if (closed_ || next_ == file_sizes_.size()) return std::nullopt;
    slot(next_) = {.state = State::kReading};
    reading_bytes_ += file_sizes_[next_];
    ++next_;
    if (next_ == file_sizes_.size()) room_.notify_all();  // those who wait for another one wait in vain
    note_peak();
    return next_ - 1;
  }

  /// Waits until `cost` bytes may be held for a claimed item; false after close(). The file counts no longer.
  [[nodiscard]] bool reserve(std::size_t index, std::uint64_t cost) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || (turn_ == index && fits(cost)); });
    if (closed_) return false;
    two_fit_ = two_fit_ && (last_cost_ == 0 || last_cost_ + cost <= limit_);
    last_cost_ = cost;
    finish_reading(index);
    slot(index).state = State::kWorking;
    slot(index).cost = cost;
    bytes_ += cost;
    note_peak();
    room_.notify_all();
    return true;
  }

  /// Hands a claimed item to the writer. It holds `keeps` bytes from now on, not more than was reserved for it.
  void deliver(std::size_t index, Item item, std::uint64_t keeps) {
    const std::lock_guard lock(mutex_);
    Slot& mine = slot(index);
    if (mine.state == State::kReading) finish_reading(index);
    keeps = std::min(keeps, mine.cost);
    bytes_ -= mine.cost - keeps;
    mine = {.state = State::kDelivered, .cost = keeps, .item = std::move(item)};
    advance_turn();
    ++delivered_.items;
    delivered_.file_bytes += file_sizes_[index];
    room_.notify_all();
    if (index == first_) ready_.notify_one();
  }

  // --- the writer ---

  /// The oldest item, waiting for it at most for `patience`; nothing after close(). Each is given once.
  [[nodiscard]] std::optional<Item> next(Duration patience) {
    std::unique_lock lock(mutex_);
    ready_.wait_for(lock, patience, [this] { return closed_ || first_is_ready(); });
    if (closed_ || !first_is_ready()) return std::nullopt;
    slot(first_).state = State::kTaken;
    std::optional<Item> item = std::move(slot(first_).item);
    slot(first_).item.reset();
    return item;
  }

  /// The item given last holds nothing any more.
  void release() {
    const std::lock_guard lock(mutex_);
    bytes_ -= slot(first_).cost;
    slot(first_) = {};
    ++first_;
    room_.notify_all();
  }

  /// Nothing will come any more: all is released, or the window was closed.
  [[nodiscard]] bool finished() const {
    const std::lock_guard lock(mutex_);
    return closed_ || first_ == file_sizes_.size();
  }

  // --- anybody ---

  /// Lets everybody go: no call waits from now on, and nothing more is given out.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    room_.notify_all();
    ready_.notify_all();
  }

  [[nodiscard]] Delivered delivered() const {
    const std::lock_guard lock(mutex_);
    return delivered_;
  }

  [[nodiscard]] Peak peak() const {
    const std::lock_guard lock(mutex_);
    return peak_;
  }

  /// False once two neighbours could not be in flight together: then the bytes are too few for any overlap.
  [[nodiscard]] bool two_fit() const {
    const std::lock_guard lock(mutex_);
    return two_fit_;
  }

 private:
  enum class State : std::uint8_t { kFree, kReading, kWorking, kDelivered, kTaken };

  struct Slot {
    State state = State::kFree;
    std::uint64_t cost = 0;
    std::optional<Item> item = {};
  };

  Slot& slot(std::size_t index) { return slots_[index % slots_.size()]; }
  const Slot& slot(std::size_t index) const { return slots_[index % slots_.size()]; }

  [[nodiscard]] bool may_claim() const {
    const bool place = next_ - first_ < slots_.size();
    return place && (reading_bytes_ == 0 || reading_bytes_ + file_sizes_[next_] <= reading_limit_);
  }

  [[nodiscard]] bool fits(std::uint64_t cost) const { return bytes_ == 0 || bytes_ + cost <= limit_; }

  [[nodiscard]] bool first_is_ready() const { return first_ < next_ && slot(first_).state == State::kDelivered; }

  void finish_reading(std::size_t index) {
    reading_bytes_ -= file_sizes_[index];
    slot(index).state = State::kWorking;
    advance_turn();
  }

  void advance_turn() {
    while (turn_ < next_ && slot(turn_).state != State::kReading) ++turn_;
  }

  void note_peak() {
    peak_.items = std::max<std::uint64_t>(peak_.items, next_ - first_);
    peak_.bytes = std::max(peak_.bytes, bytes_ + reading_bytes_);
  }

  // Constant after construction.
  const std::vector<std::uint64_t> file_sizes_;
  const std::uint64_t reading_limit_;
  const std::uint64_t limit_;

  mutable std::mutex mutex_;
  std::condition_variable room_;   // workers wait for places, memory and their turn
  std::condition_variable ready_;  // the writer waits for the oldest item

  // Protected by mutex_.
  std::vector<Slot> slots_;  // a ring: those of the items first_..next_ are in use
  std::size_t first_ = 0;    // the oldest item in flight
  std::size_t turn_ = 0;     // the oldest item whose cost is not known: the only one that may reserve
  std::size_t next_ = 0;     // the next item to claim
  std::uint64_t reading_bytes_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t last_cost_ = 0;
  bool two_fit_ = true;
  bool closed_ = false;
  Delivered delivered_;
  Peak peak_;
};

}  // namespace perankh::pipeline
