// Finds keys that occur twice in one map, where the last one counts.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "model/rows.h"

namespace perankh::model {

/// The keys of one map at a time. Linear in the number of keys whatever they are: what is hashed is mixed with a number
/// that nobody who writes a file can know, so keys cannot be chosen to fall together. No clearing between maps.
class Repeats {
 public:
  void start_map() {
    ++map_;
    used_ = 0;
  }

  /// Row of `rows` that has the same key in this map; else remembers `next_row` for it and returns it.
  [[nodiscard]] std::size_t find_or_add(const std::vector<KeyedValue>& rows, const KeyedValue& row,
                                        std::size_t next_row) {
    if (2 * (used_ + 1) > slots_.size()) grow(rows);
    for (std::size_t at = hash_of(row) & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[at];
      if (slot.map != map_) {
        slot = {.map = map_, .row = next_row};
        ++used_;
        return next_row;
      }
      if (same_key(rows[slot.row], row)) return slot.row;
    }
  }

 private:
  struct Slot {
    std::uint64_t map = 0;
    std::size_t row = 0;
  };

  static bool same_key(const KeyedValue& a, const KeyedValue& b) {
    return a.key == b.key && a.other == b.other && a.index == b.index && a.index2 == b.index2;
  }

  static std::size_t hash_of(const KeyedValue& row) {
    const auto pair = [](std::uint32_t high, std::uint32_t low) { return std::uint64_t{high} << 32U | low; };
    const std::uint64_t names = pair(row.key.id(), row.other.id());
    const std::uint64_t numbers =
        pair(static_cast<std::uint32_t>(row.index.raw()), static_cast<std::uint32_t>(row.index2.raw()));
    std::uint64_t mixed = (names ^ secret()) * 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 32U) ^ numbers) * (secret() | 1U);
    mixed = (mixed ^ (mixed >> 32U)) * 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(mixed >> 29U);
  }

  void grow(const std::vector<KeyedValue>& rows) {
    std::vector<Slot> old(std::bit_ceil(slots_.size() * 2 + 64));
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.map != map_) continue;
      std::size_t at = hash_of(rows[slot.row]) & (slots_.size() - 1);
      while (slots_[at].map == map_) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  static std::uint64_t any_number() {
    std::random_device device;
    return std::uint64_t{device()} << 32U | device();
  }
  static std::uint64_t secret() {
    static const std::uint64_t kSecret = any_number();
    return kSecret;
  }

  std::vector<Slot> slots_;
  std::uint64_t map_ = 0;
  std::size_t used_ = 0;
};

}  // namespace perankh::model
