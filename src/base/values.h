// The few value types a save is made of. Each knows how to say "the file does not give this", so that a row stays a
// plain struct of 4- and 8-byte members that can be copied into a database column without looking at it twice.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace perankh {

/// A whole number, or nothing. The game itself writes int.MinValue for "not set", so that value is free to mean it.
class Int {
 public:
  static constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();

  constexpr Int() = default;
  constexpr Int(std::int32_t value) : value_(value) {}  // NOLINT(google-explicit-constructor): reads like a number

  [[nodiscard]] constexpr bool has_value() const { return value_ != kNone; }
  [[nodiscard]] constexpr std::int32_t raw() const { return value_; }
  [[nodiscard]] constexpr std::int32_t value_or(std::int32_t other) const { return has_value() ? value_ : other; }
  friend constexpr auto operator<=>(Int, Int) = default;

 private:
  std::int32_t value_ = kNone;
};

/// The save's own number for one kind of thing. 0 is a real id; any negative number means none.
template <class Kind>
class Id {
 public:
  static constexpr std::int32_t kNone = -1;

  constexpr Id() = default;
  constexpr explicit Id(std::int32_t value) : value_(value < 0 ? kNone : value) {}

  [[nodiscard]] constexpr bool has_value() const { return value_ != kNone; }
  [[nodiscard]] constexpr std::int32_t raw() const { return value_; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::int32_t value_ = kNone;
};

using PlayerId = Id<struct PlayerTag>;
using TeamId = Id<struct TeamTag>;
using CharacterId = Id<struct CharacterTag>;
using CityId = Id<struct CityTag>;
using TileId = Id<struct TileTag>;
using UnitId = Id<struct UnitTag>;

/// A random seed: unsigned 64 bits, often beyond 2^63. 0 is kept for "not given" (no seed seen in a file is 0).
struct Seed {
  std::uint64_t value = 0;
  [[nodiscard]] constexpr bool has_value() const { return value != 0; }
  friend constexpr auto operator<=>(Seed, Seed) = default;
};

/// Text of the game that names a thing (`TERRAIN_LUSH`), as a number. 0 is no name. See SymbolTable.
class Symbol {
 public:
  constexpr Symbol() = default;
  constexpr explicit Symbol(std::uint32_t id) : id_(id) {}

  [[nodiscard]] constexpr bool has_value() const { return id_ != 0; }
  [[nodiscard]] constexpr std::uint32_t id() const { return id_; }
  friend constexpr auto operator<=>(Symbol, Symbol) = default;

 private:
  std::uint32_t id_ = 0;
};

}  // namespace perankh
