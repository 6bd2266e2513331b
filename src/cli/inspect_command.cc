// `per-ankh inspect`: what is in a save, without a library.
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/plain_name.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/coverage.h"
#include "cli/inspection.h"
#include "cli/message.h"
#include "cli/table.h"
#include "cli/text.h"
#include "cli/units.h"

namespace perankh::cli {

namespace {

struct InspectRequest {
  std::filesystem::path file;
  bool coverage = false;
  bool json = false;
};

constexpr const char* kFooter = R"(FILE is a save as the game writes it: a zip with one XML in it, or that XML.
--coverage lists every path of elements and attributes with the number of its values and where an import puts them;
"unknown" is what this version of Per-Ankh does not keep. After an update of the game it shows what is new.

Examples:
  per-ankh inspect OW-Rome-Year46.zip
  per-ankh inspect --coverage OW-Rome-Year46.zip
  per-ankh inspect --json OW-Rome-Year46.zip

Exit codes: 0 read, 1 the file is no save or cannot be read, 2 usage.)";

std::string date_of(Int days) {
  if (!days.has_value()) return {};
  const std::chrono::year_month_day date(std::chrono::sys_days(std::chrono::days(days.raw())));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

template <class Number>
Json number_or_null(Number number) {
  return number.has_value() ? Json(number.raw()) : Json();
}

std::string turn_of(const model::GameData& game) {
  return game.game.turn.has_value() ? fmt::format("{}", game.game.turn.raw()) : std::string();
}

std::vector<std::pair<std::string_view, std::size_t>> counts_of(const model::GameData& game) {
  using enum model::Subject;
  return {{"players", game.players.size()},
          {"characters", game.characters.size()},
          {"relationships", game.relationships.size()},
          {"cities", game.cities.size()},
          {"builds", game.builds.size()},
          {"tiles", game.tiles.size()},
          {"tile_changes", game.tile_changes.size()},
          {"tile_sights", game.sights.size()},
          {"units", game.units.size()},
          {"tribes", game.tribes.size()},
          {"goals", game.goals.size()},
          {"memories", game.memories.size()},
          {"log_entries", game.logs.size()},
          {"histories", game.series.size()},
          {"history_values", game.series_values.size()},
          {"game_values", game.values_of(kGame).size()},
          {"player_values", game.values_of(kPlayer).size()},
          {"character_values", game.values_of(kCharacter).size()},
          {"city_values", game.values_of(kCity).size()},
          {"tile_values", game.values_of(kTile).size()},
          {"unit_values", game.values_of(kUnit).size()},
          {"details", game.details.size()}};
}

Json players_json(const Inspection& inspection) {
  Json players = Json::array();
  for (const model::Player& player : inspection.game->players) {
    players.push_back({{"player_id", number_or_null(player.id)},
                       {"player_name", inspection.text(player.name)},
                       {"nation", text_or_null(inspection.name(player.nation))},
                       {"team_id", number_or_null(player.team)},
                       {"is_human", player.is_human},
                       {"is_winner", player.id.has_value() && player.id == inspection.game->save.winner}});
  }
  return players;
}

Json overview_json(const Inspection& inspection) {
  const model::GameData& game = *inspection.game;
  const model::Save& save = game.save;
  Json json = {{"file", inspection.path.string()},
               {"file_size", inspection.file_bytes},
               {"entry", text_or_null(inspection.entry)},
               {"xml_size", inspection.xml_bytes},
               {"game_name", text_or_null(inspection.text(save.game_name))},
               {"game_id", text_or_null(inspection.text(save.game_id))},
               {"game_version", text_or_null(inspection.text(save.version))},
               {"build", text_or_null(inspection.text(save.build))},
               {"save_date", text_or_null(date_of(save.saved_on))},
               {"turn", number_or_null(game.game.turn)},
               {"game_mode", text_or_null(inspection.name(save.game_mode))},
               {"map",
                {{"size", text_or_null(inspection.name(save.map_size))},
                 {"class", text_or_null(inspection.name(save.map_class))},
                 {"width", number_or_null(save.map_width)},
                 {"height", number_or_null(save.map_height)}}},
               {"winner_player_id", number_or_null(save.winner)},
               {"winner_victory_type", text_or_null(inspection.name(save.winner_victory))},
               {"players", players_json(inspection)},
               {"counts", Json::object()},
               {"note_count", game.note_count},
               {"notes", Json::array()}};
  for (const auto& [kind, count] : counts_of(game)) json["counts"][std::string(kind)] = count;
  for (const model::Note& note : game.notes) {
    json["notes"].push_back({{"code", note.code}, {"element", note.element}, {"text", note.text}});
  }
  return json;
}

void print_line_of(std::string_view what, const std::string& value) {
  if (!value.empty()) say("{:<9} {}\n", what, printable(value));
}

std::string file_line(const Inspection& inspection) {
  const std::string xml = format_size(inspection.xml_bytes);
  if (inspection.entry.empty()) return fmt::format("{} ({} of XML)", inspection.path.string(), xml);
  return fmt::format("{} ({}; {} of XML)", inspection.path.string(), format_size(inspection.file_bytes), xml);
}

std::string map_line(const Inspection& inspection) {
  const model::Save& save = inspection.game->save;
  std::string text = format_count(inspection.game->tiles.size(), "tile");
  if (save.map_width.has_value() && save.map_height.has_value()) {
    text += fmt::format(" ({} x {})", save.map_width.raw(), save.map_height.raw());
  }
  for (const Symbol name : {save.map_size, save.map_class}) {
    if (name.has_value()) text += ", " + plain_name(inspection.name(name));
  }
  return text;
}

void print_head(const Inspection& inspection) {
  const model::Save& save = inspection.game->save;
  print_line_of("File", file_line(inspection));
  print_line_of("Game", inspection.text(save.game_name));
  print_line_of("Version", inspection.text(save.version));
  print_line_of("Saved", date_of(save.saved_on));
  print_line_of("Map", map_line(inspection));
  print_line_of("Turn", turn_of(*inspection.game));
}

void print_players(const Inspection& inspection) {
  const model::GameData& game = *inspection.game;
  Table table({{"Player", Align::kRight}, {"Name"}, {"Nation"}, {"Team", Align::kRight}, {"Human"}, {"Result"}});
  for (const model::Player& player : game.players) {
    const bool won = player.id.has_value() && player.id == game.save.winner;
    const std::string how = plain_name(inspection.name(game.save.winner_victory));
    table.add({fmt::format("{}", player.id.raw()), inspection.text(player.name),
               plain_name(inspection.name(player.nation)),
               player.team.has_value() ? fmt::format("{}", player.team.raw()) : "", player.is_human ? "yes" : "no",
               won ? "won" + (how.empty() ? "" : " (" + how + ")") : ""});
  }
  if (table.rows() == 0) return;
  say("\n");
  print_table(table);
}

void print_counts(const model::GameData& game) {
  Table table({{"Kind"}, {"Rows", Align::kRight}});
  for (const auto& [kind, count] : counts_of(game)) {
    std::string words(kind);
    for (char& letter : words) letter = letter == '_' ? ' ' : letter;
    table.add({words, format_number(count)});
  }
  say("\n");
  print_table(table);
}

void print_notes(const model::GameData& game) {
  if (game.note_count == 0) return;
  say("\n{} that an import leaves out:\n", format_count(game.note_count, "small fault"));
  for (const model::Note& note : game.notes) {
    say("  {}  {}  {}\n", printable(note.code), printable(note.element), printable(note.text));
  }
  if (game.note_count > game.notes.size()) say("  ...\n");
}

void print_overview(const Inspection& inspection) {
  print_head(inspection);
  print_players(inspection);
  print_counts(*inspection.game);
  print_notes(*inspection.game);
}

ExitCode run_inspect(const InspectRequest& request) {
  const Result<Inspection> inspection = inspect(request.file);
  if (!inspection) return give_up(inspection.error(), ExitCode::kSomeFailed);
  if (request.json) {
    print_document(request.coverage ? coverage_json(*inspection) : overview_json(*inspection));
  } else if (request.coverage) {
    print_coverage(*inspection);
  } else {
    print_overview(*inspection);
  }
  return ExitCode::kOk;
}

}  // namespace

Command make_inspect_command(CLI::App& program) {
  const auto request = std::make_shared<InspectRequest>();
  CLI::App* const syntax = program.add_subcommand("inspect", "Show what is in a save, without importing it");
  syntax->add_option("FILE", request->file, "The save")->required()->type_name("");
  syntax->add_flag("--coverage", request->coverage, "Every path of the file, and what an import does with it");
  syntax->add_flag("--json", request->json, "As a JSON object");
  syntax->footer(kFooter);
  return {syntax, [request] { return run_inspect(*request); }};
}

}  // namespace perankh::cli
