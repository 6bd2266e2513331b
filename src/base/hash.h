// Content hashes: how a save is recognised again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace perankh {

/// 128 bits over some bytes (XXH3). Equal bytes give equal hashes on every machine; it is not a signature: who wants
/// two saves to look alike can make them, and only harms themselves.
struct ContentHash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  [[nodiscard]] static ContentHash of(std::span<const std::byte> bytes);
  /// The inverse of hex(); a zero hash when `hex` is not 32 hexadecimal digits.
  [[nodiscard]] static ContentHash from_hex(std::string_view hex);
  [[nodiscard]] std::string hex() const;
  friend bool operator==(const ContentHash&, const ContentHash&) = default;
};

}  // namespace perankh

template <>
struct std::hash<perankh::ContentHash> {
  std::size_t operator()(const perankh::ContentHash& content) const noexcept { return content.low; }
};
