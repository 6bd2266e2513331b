#include "store/migrations.h"

#include <array>
#include <string>
#include <string_view>

#include "store/schema.h"

namespace perankh::store {

namespace {

struct Migration {
  std::int64_t to;  ///< the version it leads to
  std::string_view sql;
};

// Append only. A library may come from any version before.
constexpr std::array<Migration, 0> kMigrations{};

}  // namespace

Result<void> run_migrations(Connection& connection, std::int64_t from) {
  for (const Migration& migration : kMigrations) {
    if (migration.to <= from) continue;
    if (auto done = connection.execute(std::string(migration.sql)); !done) return done;
  }
  return {};
}

}  // namespace perankh::store
