// A request as handlers see it: its path in parts, its parameters, its body. Pure functions over text.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/head.h"
#include "base/error.h"

namespace perankh::api {

/// Where a request goes: `/api/games/a%2Fb?x=1` is {"api", "games", "a/b"} and {x: 1}.
struct Target {
  std::vector<std::string> path;
  std::map<std::string, std::string> query;

  [[nodiscard]] bool is_api() const { return !path.empty() && path.front() == "api"; }
};

/// Errors: api/bad-request: `.` or `..` among the parts, bytes that are no UTF-8, control characters, a parameter
/// twice.
[[nodiscard]] Result<Target> read_target(std::string_view target);

/// A whole number from 0 on, without sign or leading zeros.
[[nodiscard]] std::optional<std::int64_t> read_number(std::string_view text);

}  // namespace perankh::api
