// Counts what operator new is asked for. This program replaces it, so that nobody else pays for the counting.
#pragma once

#include <cstddef>

namespace perankh::bench {

/// Counts on its own thread, from its construction until it is gone. One at a time.
class CountedAllocations {
 public:
  CountedAllocations();
  ~CountedAllocations();
  CountedAllocations(const CountedAllocations&) = delete;
  CountedAllocations& operator=(const CountedAllocations&) = delete;

  /// How often memory was asked for so far.
  [[nodiscard]] std::size_t count() const;

  /// Bytes malloc has given for it (with the rounding) and not yet got back.
  [[nodiscard]] std::size_t live_bytes() const;

  /// The most that was live.
  [[nodiscard]] std::size_t peak_bytes() const;
};

}  // namespace perankh::bench
