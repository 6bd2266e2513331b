// How a library of an older version becomes one of this version.
#pragma once

#include <cstdint>

#include "base/error.h"
#include "store/database.h"

namespace perankh::store {

/// Runs what lies between `from` and kSchemaVersion, within the caller's transaction. New tables and columns are made
/// by the caller and all views are created anew, so only what has to be done to existing rows needs a step here.
[[nodiscard]] Result<void> run_migrations(Connection& connection, std::int64_t from);

}  // namespace perankh::store
