// What the user sets in a library (table user_settings).
#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "store/database.h"

namespace perankh::store {

/// "This is me": the online id of the user in saves with several humans; nothing takes it back. See relation
/// save_owners. Errors: the codes of database.h.
[[nodiscard]] Result<void> set_primary_user(Connection& connection, const std::optional<std::string>& online_id);

}  // namespace perankh::store
