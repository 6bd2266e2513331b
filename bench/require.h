// A measurement of something wrong is worth nothing: whatever is not as it should be ends the program.
#pragma once

#include <string_view>
#include <utility>

#include "base/error.h"

namespace perankh::bench {

/// Says what is not true, and ends the program with 1.
[[noreturn]] void give_up(std::string_view what);

inline void require(bool condition, std::string_view what) {
  if (!condition) give_up(what);
}

template <class T>
T value_of(Result<T> result) {
  if (!result) give_up(describe(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace perankh::bench
