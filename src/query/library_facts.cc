#include "query/library_facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "query/row.h"

namespace perankh::query {

namespace {

// A save of the usual size has 1 MB; 30 of them in a second is what a slow computer does.
constexpr double kUsualSpeed = 30.0 * 1024 * 1024;

// Runs over in no time, or with hardly a save in them, say nothing about the speed.
constexpr const char* kSpeed =
    "SELECT sum(bytes) / (sum(elapsed_ms) / 1000.0) FROM (SELECT any_value(r.elapsed_ms) AS elapsed_ms, "
    "sum(f.file_size) AS bytes FROM data.import_run r JOIN data.import_file f USING (run_id) WHERE f.status = "
    "'imported' "
    "GROUP BY r.run_id HAVING any_value(r.elapsed_ms) > 0 AND count(*) >= 5 ORDER BY r.run_id DESC LIMIT 3)";

Result<std::vector<std::int64_t>> numbers(store::Connection& connection, const std::string& sql,
                                          store::Value parameter) {
  const std::array<store::Value, 1> parameters{std::move(parameter)};
  std::vector<std::int64_t> found;
  auto read = for_each_row(connection, sql, parameters, [&](const Row& row) { found.push_back(*row.number(0)); });
  if (!read) return std::unexpected(std::move(read.error()));
  return found;
}

}  // namespace

Result<LibrarySize> library_size(store::Connection& connection) {
  LibrarySize size;
  auto read = for_each_row(
      connection,
      "SELECT count(*), count(DISTINCT coalesce(s.game_id, CAST(m.match_id AS VARCHAR))) FROM "
      "data.match m JOIN data.save s USING (match_id)",
      {}, [&](const Row& row) { size = {.games = row.number(1).value_or(0), .saves = row.number(0).value_or(0)}; });
  if (!read) return std::unexpected(std::move(read.error()));
  return size;
}

Result<KnownFiles> KnownFiles::read(store::Connection& connection) {
  KnownFiles known;
  auto read = for_each_row(
      connection, "SELECT file_path, file_size, epoch_us(file_modified) FROM data.match", {}, [&](const Row& row) {
        known.seen_[row.text(0).value_or("")] = {.size = static_cast<std::uint64_t>(row.number(1).value_or(0)),
                                                 .modified = row.number(2).value_or(0)};
      });
  if (!read) return std::unexpected(std::move(read.error()));
  return known;
}

bool KnownFiles::has(const files::SaveFile& file) const {
  const auto found = seen_.find(file.path.string());
  return found != seen_.end() && found->second.size == file.size &&
         found->second.modified == file.modified.time_since_epoch().count();
}

Result<double> import_speed(store::Connection& connection) {
  auto speed = connection.query_value(kSpeed);
  if (!speed) return std::unexpected(std::move(speed.error()));
  const auto* const measured = std::get_if<double>(&*speed);
  return measured == nullptr || *measured <= 0 ? kUsualSpeed : *measured;
}

Result<std::vector<Human>> humans(store::Connection& connection) {
  std::vector<Human> humans;
  auto read =
      for_each_row(connection,
                   "SELECT online_id, player_name, count(*) FROM players WHERE online_id IS NOT NULL AND is_human "
                   "GROUP BY ALL ORDER BY online_id, count(*) DESC, player_name",
                   {}, [&](const Row& row) {
                     const std::string online_id = row.text(0).value_or("");
                     if (humans.empty() || humans.back().online_id != online_id) {
                       humans.push_back({.online_id = online_id, .names = {}});
                     }
                     humans.back().names.push_back(row.text(1).value_or(""));
                     humans.back().saves += row.number(2).value_or(0);
                   });
  if (!read) return std::unexpected(std::move(read.error()));
  std::ranges::stable_sort(humans, std::greater(), &Human::saves);
  return humans;
}

Result<std::optional<std::string>> primary_user(store::Connection& connection) {
  auto value =
      connection.query_value("SELECT value FROM user_settings WHERE key = 'primary_user_online_id' AND value <> ''");
  if (!value) return std::unexpected(std::move(value.error()));
  const auto* const text = std::get_if<std::string>(&*value);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

Result<std::vector<std::int64_t>> saves_of_run(store::Connection& connection, std::int64_t run_id) {
  return numbers(connection, "SELECT match_id FROM data.match WHERE run_id = ? ORDER BY match_id", run_id);
}

Result<std::vector<std::int64_t>> saves_of_game(store::Connection& connection, const std::string& key) {
  return numbers(
      connection,
      "SELECT match_id FROM matches WHERE coalesce(game_id, CAST(match_id AS VARCHAR)) = ? ORDER BY match_id", key);
}

Result<std::optional<std::int64_t>> newest_save(store::Connection& connection) {
  auto value = connection.query_value("SELECT max(match_id) FROM data.match");
  if (!value) return std::unexpected(std::move(value.error()));
  const auto* const match_id = std::get_if<std::int64_t>(&*value);
  return match_id == nullptr ? std::nullopt : std::optional(*match_id);
}

Result<std::optional<std::string>> name_of_save(store::Connection& connection, std::int64_t match_id) {
  const std::array<store::Value, 1> parameters{match_id};
  auto value = connection.query_value("SELECT file_name FROM data.match WHERE match_id = ?", parameters);
  if (!value) return std::unexpected(std::move(value.error()));
  const auto* const text = std::get_if<std::string>(&*value);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

}  // namespace perankh::query
