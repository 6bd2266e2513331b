#include "store/unfinished_commit.h"

#include <system_error>
#include <utility>

#include "store/schema.h"

namespace perankh::store {

namespace {

Result<void> cut_log(const std::filesystem::path& path, const Database::Options& options) {
  auto database = Database::open(path, options);
  if (!database) return std::unexpected(std::move(database.error()));
  auto connection = database->connect();
  if (!connection) return std::unexpected(std::move(connection.error()));
  // The file must not be written now: it would get the rows that this is about.
  if (auto set = connection->execute("PRAGMA disable_checkpoint_on_shutdown"); !set) return set;
  auto version = stored_version(*connection);
  if (!version) return std::unexpected(std::move(version.error()));
  if (*version == 0) return {};  // no tables, no rows
  // What has no effect, but is written to the log. (Of an UPDATE that changes nothing DuckDB writes nothing.)
  return connection->execute("BEGIN; CREATE SCHEMA cuts_the_log; DROP SCHEMA cuts_the_log; COMMIT");
}

}  // namespace

std::uintmax_t log_left(const std::filesystem::path& path) {
  if (path.empty()) return 0;  // in memory
  std::error_code error;       // no log then, and opening the library will say why
  const std::uintmax_t bytes = std::filesystem::file_size(path.string() + ".wal", error);
  return error ? 0 : bytes;
}

Result<void> drop_unfinished_commit(const std::filesystem::path& path, const Database::Options& options,
                                    bool to_be_read) {
  Database::Options without_checkpoint = options;
  without_checkpoint.settings.emplace_back("checkpoint_threshold", "1TB");
  if (auto cut = cut_log(path, without_checkpoint); !cut || !to_be_read) return cut;
  auto closed_at_once = Database::open(path, options);
  return closed_at_once ? Result<void>() : std::unexpected(std::move(closed_at_once.error()));
}

}  // namespace perankh::store
