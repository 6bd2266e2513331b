#include "store/removal.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <utility>
#include <variant>

#include "store/schema.h"
#include "store/transaction.h"

namespace perankh::store {

namespace {

// A list of ids as one parameter: the C API binds no lists.
constexpr std::string_view kListed = "IN (SELECT unnest(CAST(string_split(?, ',') AS BIGINT[])))";

Value list_of(std::span<const std::int64_t> ids) { return fmt::format("{}", fmt::join(ids, ",")); }

std::string text_of(const Value& value) {
  const auto* const text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}

std::optional<std::int64_t> number_of(const Value& value) {
  const auto* const number = std::get_if<std::int64_t>(&value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

Result<void> run(Connection& connection, const std::string& sql, std::span<const Value> parameters) {
  auto rows = connection.query(sql, parameters);
  return rows ? Result<void>() : std::unexpected(std::move(rows.error()));
}

Result<std::vector<StoredSave>> saves_where(Connection& connection, std::string_view condition, Value parameter) {
  const std::array<Value, 1> parameters{std::move(parameter)};
  auto rows = connection.query(
      fmt::format("SELECT match_id, file_path, game_name, game_id, total_turns FROM matches WHERE {} ORDER BY match_id",
                  condition),
      parameters);
  if (!rows) return std::unexpected(std::move(rows.error()));
  std::vector<StoredSave> saves;
  for (const auto* next = rows->next(); next != nullptr; next = rows->next()) {
    const std::vector<Value>& row = *next;
    saves.push_back({.match_id = number_of(row[0]).value_or(0),
                     .path = text_of(row[1]),
                     .game_name = text_of(row[2]),
                     .game_id = text_of(row[3]),
                     .turn = number_of(row[4])});
  }
  return saves;
}

std::vector<std::int64_t> ids_of(const std::vector<StoredSave>& saves) {
  std::vector<std::int64_t> ids;
  ids.reserve(saves.size());
  for (const StoredSave& save : saves) ids.push_back(save.match_id);
  return ids;
}

// So that the id of a removed save is never given to another: whoever has noted it down is not led astray.
constexpr const char* kRememberHighestId =
    "INSERT OR REPLACE INTO data.library SELECT 'last_match_id', CAST(greatest(max(match_id), "
    "(SELECT CAST(value AS BIGINT) FROM data.library WHERE key = 'last_match_id')) AS VARCHAR) FROM data.match";

constexpr std::string_view kRewriteHistory =
    "UPDATE data.import_file SET status = 'removed', match_id = NULL, code = 'library/removed', "
    "message = 'Its save was removed from the library; import it again to have it back.' WHERE match_id ";

}  // namespace

Result<std::vector<StoredSave>> save_with_id(Library& library, std::int64_t match_id) {
  return saves_where(library.connection(), "match_id = ?", match_id);
}

Result<std::vector<StoredSave>> saves_of_game(Library& library, const std::string& game_id) {
  return saves_where(library.connection(), "game_id = ? AND game_id <> ''", game_id);
}

Result<std::optional<LastRun>> last_run(Library& library) {
  Connection& connection = library.connection();
  auto run_id = connection.query_value("SELECT max(run_id) FROM data.match");
  if (!run_id) return std::unexpected(std::move(run_id.error()));
  if (!number_of(*run_id)) return std::nullopt;
  const std::array<Value, 1> parameters{*run_id};
  auto started = connection.query_value(
      "SELECT strftime(started, '%Y-%m-%d %H:%M:%S') FROM data.import_run WHERE run_id = ?", parameters);
  if (!started) return std::unexpected(std::move(started.error()));
  auto saves = saves_where(connection, "run_id = ?", *run_id);
  if (!saves) return std::unexpected(std::move(saves.error()));
  return LastRun{.run_id = *number_of(*run_id), .started = text_of(*started), .saves = std::move(*saves)};
}

Result<void> remove_saves(Library& library, std::span<const std::int64_t> match_ids) {
  if (match_ids.empty()) return {};
  Connection& connection = library.connection();
  auto removed = in_transaction(connection, [&] { return remove_within_transaction(connection, match_ids); });
  return removed ? library.check_file() : removed;
}

Result<void> remove_within_transaction(Connection& connection, std::span<const std::int64_t> match_ids) {
  const std::array<Value, 1> parameters{list_of(match_ids)};
  Result<void> done = connection.execute(kRememberHighestId);
  if (done) done = delete_rows_of(connection, match_ids);
  if (done) done = run(connection, fmt::format("DELETE FROM data.match WHERE match_id {}", kListed), parameters);
  if (done) done = run(connection, fmt::format("{}{}", kRewriteHistory, kListed), parameters);
  return done;
}

Result<std::optional<LastRun>> undo_last_run(Library& library) {
  auto last = last_run(library);
  if (!last || !*last) return last;
  const std::vector<std::int64_t> ids = ids_of((*last)->saves);
  if (auto removed = remove_saves(library, ids); !removed) return std::unexpected(std::move(removed.error()));
  return last;
}

Result<void> delete_rows_of(Connection& connection, std::span<const std::int64_t> match_ids) {
  const std::array<Value, 1> parameters{list_of(match_ids)};
  for (const Table& table : save_tables()) {
    if (table.name == "match") continue;
    const std::string sql = fmt::format("DELETE FROM data.\"{}\" WHERE match_id {}", table.name, kListed);
    if (auto done = run(connection, sql, parameters); !done) return done;
  }
  return {};
}

}  // namespace perankh::store
