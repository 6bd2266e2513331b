// `per-ankh games`: the games in the library, a line each.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/plain_name.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/message.h"
#include "cli/table.h"
#include "cli/text.h"
#include "cli/units.h"
#include "cli/workplace.h"
#include "store/library.h"

namespace perankh::cli {

namespace {

struct GamesRequest {
  std::filesystem::path library;
  bool json = false;
};

constexpr const char* kFooter =
    R"(A game is all its saves together; what is shown is its latest one. Nation and result are those of whoever played in
front of this computer. Id is the match_id of the latest save. Variants are saves of one turn that differ: an opponent's
copy, an autosave (relation save_variants). The same as a relation, for questions: per-ankh sql "SELECT * FROM games".

Examples:
  per-ankh games                       a table
  per-ankh games --db rome.duckdb      of another library
  per-ankh games --json                for programs: an array of objects)";

constexpr const char* kForTable =
    "SELECT coalesce(nullif(game_name, ''), (SELECT file_name FROM matches WHERE match_id = latest_match_id)), "
    "owner_nation, total_turns, map_size, map_class, CAST(CAST(save_date AS DATE) AS VARCHAR), "
    "owner_won, winner_nation, winner_victory_type, save_count, variant_count, latest_match_id FROM games "
    "ORDER BY save_date DESC, latest_match_id DESC";
constexpr const char* kForJson = "SELECT * FROM games ORDER BY save_date DESC, latest_match_id DESC";

std::string text_of(const store::Value& value) {
  const auto* const text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}

std::string number_of(const store::Value& value) {
  const auto* const number = std::get_if<std::int64_t>(&value);
  return number == nullptr ? std::string() : fmt::format("{}", *number);
}

std::string map_of(const store::Value& size, const store::Value& kind) {
  const std::string parts[] = {plain_name(text_of(size)), plain_name(text_of(kind))};
  return parts[0] + (parts[0].empty() || parts[1].empty() ? "" : ", ") + parts[1];
}

// "won (Conquest)", "lost to Assyria (Points)", or nothing while the game goes on.
std::string result_of(const store::Value& owner_won, const store::Value& winner, const store::Value& victory) {
  const std::string nation = plain_name(text_of(winner));
  const std::string how = text_of(victory).empty() ? "" : " (" + plain_name(text_of(victory)) + ")";
  if (const auto* const won = std::get_if<bool>(&owner_won)) {
    return *won ? "won" + how : "lost" + (nation.empty() ? "" : " to " + nation) + how;
  }
  return nation.empty() ? "" : "won by " + nation + how;
}

// "12", or "12, 2 variants": saves of the same turn count as one moment of the game.
std::string saves_of(const store::Value& saves, const store::Value& variants) {
  const auto* const count = std::get_if<std::int64_t>(&variants);
  if (count == nullptr || *count == 0) return number_of(saves);
  return number_of(saves) + ", " + format_count(static_cast<std::uint64_t>(*count), "variant");
}

Result<Table> table_of_games(store::Connection& connection) {
  auto rows = connection.query(kForTable);
  if (!rows) return std::unexpected(std::move(rows.error()));
  Table table({{"Id", Align::kRight},
               {"Game"},
               {"Nation"},
               {"Turns", Align::kRight},
               {"Map"},
               {"Date"},
               {"Result"},
               {"Saves", Align::kRight}});
  for (const auto* next = rows->next(); next != nullptr; next = rows->next()) {
    const std::vector<store::Value>& row = *next;
    table.add({number_of(row[11]), text_of(row[0]), plain_name(text_of(row[1])), number_of(row[2]),
               map_of(row[3], row[4]), text_of(row[5]), result_of(row[6], row[7], row[8]), saves_of(row[9], row[10])});
  }
  return table;
}

ExitCode print_json(store::Connection& connection) {
  auto rows = connection.query(kForJson);
  if (!rows) return give_up(rows.error());
  Json games = Json::array();
  for (const auto* row = rows->next(); row != nullptr; row = rows->next()) {
    Json& game = games.emplace_back(Json::object());
    for (std::size_t at = 0; at < row->size(); ++at) game[rows->columns()[at]] = to_json((*row)[at], rows->types()[at]);
  }
  print_document(games);
  return ExitCode::kOk;
}

ExitCode run_games(const GamesRequest& request) {
  auto library = workplace().open(request.library, {.access = store::Access::kRead});
  if (!library) return give_up(library.error());
  if (request.json) return print_json((*library)->connection());
  const Result<Table> table = table_of_games((*library)->connection());
  if (!table) return give_up(table.error());
  if (table->rows() == 0) {
    say("The library holds no games yet. Import some: per-ankh import FOLDER\n");
    return ExitCode::kOk;
  }
  print_table(*table);
  say("\n{}\n", format_count(table->rows(), "game"));
  return ExitCode::kOk;
}

}  // namespace

Command make_games_command(CLI::App& program) {
  const auto request = std::make_shared<GamesRequest>();
  CLI::App* const syntax = program.add_subcommand("games", "List the games in the library");
  add_library_option(*syntax, request->library);
  syntax->add_flag("--json", request->json, "An array of JSON objects, with the names of the game as they are");
  syntax->footer(kFooter);
  return {syntax, [request] { return run_games(*request); }, &request->library};
}

}  // namespace perankh::cli
