// How a library of an older version becomes one of this version.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/error.h"
#include "store/database.h"

namespace perankh::store {

/// One step: what has to be done to rows of a library of an earlier version.
struct Migration {
  std::int64_t to;       ///< the kSchemaVersion it leads to
  std::string_view sql;  ///< statements, separated by semicolons; tables and columns of today are there already
};

/// All of them, oldest first.
[[nodiscard]] std::span<const Migration> migrations();

/// Runs those of `steps` that lead beyond `from`, within the caller's transaction. New tables and columns are made by
/// the caller before, and all views are created anew after, so only what has to be done to existing rows needs a step.
/// An error of a step is the caller's to roll back.
[[nodiscard]] Result<void> run_migrations(Connection& connection, std::int64_t from,
                                          std::span<const Migration> steps = migrations());

}  // namespace perankh::store
