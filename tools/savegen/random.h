#pragma once

// Our own random numbers: the standard's distributions may differ between libraries, and a sample save must be the same
// bytes on every compiler. Integers only, for the same reason (floating point may be contracted differently). Callers
// never draw twice among the arguments of one call: compilers order those as they like (braces are safe).

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace perankh::savegen {

// One step of SplitMix64: a good mixer for turning structured input (a seed and a few indexes) into independent bits.
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

constexpr std::uint64_t mix_all(std::initializer_list<std::uint64_t> parts) {
  std::uint64_t state = 0x243F6A8885A308D3ULL;
  for (const std::uint64_t part : parts) {
    state = mix(state ^ part);
  }
  return state;
}

// Characters, units and the game itself have seeds beyond 2^63 that share their first digits, as in real saves.
constexpr std::uint64_t kSeedBase = 18'046'197'660'000'000'000ULL;

// xoshiro256**, seeded through SplitMix64.
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {
      seed += 0x9E3779B97F4A7C15ULL;
      word = mix(seed);
    }
  }

  constexpr std::uint64_t next() {
    const std::uint64_t result = rotate_left(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate_left(state_[3], 45);
    return result;
  }

  // A number in [0, limit); 0 when limit is not positive. Multiply and shift: cheap, and the bias is far below notice.
  constexpr int below(int limit) {
    if (limit <= 0) {
      return 0;
    }
    return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(limit)) >> 32);
  }

  // A number in [low, high], both ends included.
  constexpr int range(int low, int high) { return low + below(high - low + 1); }

  constexpr std::uint64_t game_seed() { return kSeedBase + (next() >> 32); }
  constexpr bool chance(int percent) { return below(100) < percent; }
  constexpr bool per_thousand(int thousandths) { return below(1000) < thousandths; }

  template <class Container>
  constexpr auto pick(const Container& items) -> decltype(items[0]) {
    return items[static_cast<std::size_t>(below(static_cast<int>(items.size())))];
  }

 private:
  static constexpr std::uint64_t rotate_left(std::uint64_t value, int bits) {
    return (value << bits) | (value >> (64 - bits));
  }

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace perankh::savegen
