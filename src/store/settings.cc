#include "store/settings.h"

#include <array>
#include <utility>

namespace perankh::store {

Result<void> set_primary_user(Connection& connection, const std::optional<std::string>& online_id) {
  const std::array<Value, 1> parameters{online_id ? Value(*online_id) : Value()};
  auto done =
      connection.query("INSERT OR REPLACE INTO main.user_settings VALUES ('primary_user_online_id', ?)", parameters);
  if (!done) return std::unexpected(std::move(done.error()));
  return {};
}

}  // namespace perankh::store
