// Memory for whole files, used again and again.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace perankh::files {

/// Bytes whose size changes with every file, and whose memory stays.
///
/// Growing neither copies nor zero-fills, so a worker pays for a buffer once and not for every save. The byte after the
/// last one is always readable and zero: parsers may rely on it instead of comparing with an end.
///
/// Ownership: the buffer owns its memory; views of it are valid until the next prepare() or trim().
/// Threads: one at a time.
class Buffer {
 public:
  /// A worker keeps this much between saves; late large games inflate to 20-50 MB.
  static constexpr std::size_t kKeep = std::size_t{64} << 20;

  Buffer() = default;

  /// Room for `size` bytes of any content; what was there before is gone. Throws std::bad_alloc.
  std::span<std::byte> prepare(std::size_t size);

  /// Keeps the first `size` bytes only. REQUIRES: size <= this->size().
  void truncate(std::size_t size);

  /// Between two files: empty, and what one huge file needed goes back to the system.
  void trim(std::size_t keep = kKeep);

  [[nodiscard]] std::span<const std::byte> bytes() const { return {memory_.get(), size_}; }
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }

 private:
  std::unique_ptr<std::byte[]> memory_;  // capacity_ bytes and one more, or none at all
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
};

}  // namespace perankh::files
