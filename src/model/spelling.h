// Small pieces of how the game spells things, shared by the parts of the reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>

#include "base/numbers.h"

namespace perankh::model {

/// Writes a value into the member of a row that begins at `member`.
template <class Member>
void put(std::byte* member, const Member& value) {
  static_assert(std::is_trivially_copyable_v<Member>);
  std::memcpy(member, &value, sizeof value);
}

/// "T17" -> 17, and with other prefixes likewise; nothing when there is more or less behind the prefix than digits.
inline std::optional<std::int32_t> number_after(std::string_view name, std::string_view prefix) {
  if (name.size() <= prefix.size() || name[0] != prefix[0]) return std::nullopt;
  const char first = name[prefix.size()];
  if (first < '0' || first > '9' || !name.starts_with(prefix)) return std::nullopt;
  return parse_int(name.substr(prefix.size()));
}

}  // namespace perankh::model
