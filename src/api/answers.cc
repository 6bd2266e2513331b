#include "api/answers.h"

#include <fmt/format.h>

#include <system_error>

#include "api/imports.h"

namespace perankh::api {

namespace {

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json error_or_null(const std::optional<Error>& error) { return error ? problem_json(*error) : Json(); }

Json to_json(const ImportProgress& progress) {
  return {{"stage", name_of(progress.stage)},
          {"total", progress.total},
          {"completed", progress.completed()},
          {"imported", progress.imported},
          {"duplicates", progress.duplicates},
          {"failed", progress.failed},
          {"cancelled", progress.cancelled},
          {"parsed", progress.parsed},
          {"bytes_total", progress.bytes_total},
          {"bytes_parsed", progress.bytes_parsed},
          {"elapsed_ms", progress.elapsed_ms},
          {"saves_per_second", progress.saves_per_second()},
          {"seconds_left", or_null(progress.seconds_left)},
          {"current_file", progress.current_file}};
}

std::string_view retry_of(const Outcome& outcome) {
  if (!outcome.may_be_retried()) return "no";
  return outcome.uploaded ? "upload" : "possible";
}

std::string_view name_of(query::GameResult result) {
  switch (result) {
    case query::GameResult::kWon:
      return "won";
    case query::GameResult::kLost:
      return "lost";
    case query::GameResult::kOpen:
      return "open";
    case query::GameResult::kUnknown:
      break;
  }
  return "unknown";
}

Json to_json(const query::Player& player) {
  return {{"player_id", player.player_id}, {"name", player.name},         {"nation", or_null(player.nation)},
          {"human", player.human},         {"is_owner", player.is_owner}, {"online_id", or_null(player.online_id)}};
}

Json to_json(const query::Save& save) {
  return {{"match_id", save.match_id},     {"file_name", save.file_name}, {"file_path", save.file_path},
          {"file_size", save.file_size},   {"turn", or_null(save.turn)},  {"save_date", or_null(save.save_date)},
          {"imported", save.imported},     {"run_id", save.run_id},       {"owner_nation", or_null(save.owner_nation)},
          {"result", name_of(save.result)}};
}

std::string counted(std::uint64_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

}  // namespace

Json to_json(const ImportFacts& facts) {
  return {{"import_id", facts.import_id},
          {"state", name_of(facts.state)},
          {"origin", name_of(facts.origin)},
          {"title", facts.title},
          {"queue_position", or_null(facts.queue_position)},
          {"created", facts.created},
          {"started", or_null(facts.started)},
          {"finished", or_null(facts.finished)},
          {"run_id", or_null(facts.run_id)},
          {"undo", name_of(facts.undo)},
          {"progress", to_json(facts.progress)},
          {"warnings", facts.warnings},
          {"error", error_or_null(facts.error)}};
}

Json to_json(std::uint64_t position, const Outcome& outcome) {
  return {{"position", position},
          {"path", outcome.path},
          {"size", outcome.size},
          {"status", name_of(outcome.status)},
          {"match_id", outcome.match_id == 0 ? Json() : Json(outcome.match_id)},
          {"duplicate_of", outcome.duplicate_of.empty() ? Json() : Json(outcome.duplicate_of)},
          {"error", error_or_null(outcome.error)},
          {"retry", retry_of(outcome)}};
}

Json to_json(const OutcomePage& page) {
  Json outcomes = Json::array();
  for (const auto& [position, outcome] : page.outcomes) outcomes.push_back(to_json(position, outcome));
  return {
      {"import_id", page.import_id}, {"total", page.total}, {"offset", page.offset}, {"outcomes", std::move(outcomes)}};
}

Json to_json(const Removal& removal) {
  return {{"removal_id", removal.removal_id},
          {"title", removal.title},
          {"saves", removal.saves},
          {"undone", removal.undone}};
}

Json to_json(const query::Game& game) {
  const auto of = [](const std::optional<query::Player>& player, auto member) {
    return player ? Json(or_null(std::optional((*player).*member))) : Json();
  };
  Json players = Json::array();
  for (const query::Player& player : game.players) players.push_back(to_json(player));
  Json saves = Json::array();
  for (const query::Save& save : game.saves) saves.push_back(to_json(save));
  return {{"game_key", game.key},
          {"title", game.title},
          {"game_name", or_null(game.game_name)},
          {"latest_match_id", game.latest_match_id},
          {"turn", or_null(game.turn)},
          {"save_date", or_null(game.save_date)},
          {"map_size", or_null(game.map_size)},
          {"map_class", or_null(game.map_class)},
          {"map_width", or_null(game.map_width)},
          {"map_height", or_null(game.map_height)},
          {"game_mode", or_null(game.game_mode)},
          {"difficulty", game.owner ? or_null(game.owner->difficulty) : Json()},
          {"victory_conditions", game.victory_conditions},
          {"winner_nation", game.winner ? or_null(game.winner->nation) : Json()},
          {"winner_name", of(game.winner, &query::Player::name)},
          {"winner_victory", or_null(game.winner_victory)},
          {"owner_nation", game.owner ? or_null(game.owner->nation) : Json()},
          {"owner_name", of(game.owner, &query::Player::name)},
          {"result", name_of(game.result)},
          {"players", std::move(players)},
          {"saves", std::move(saves)}};
}

Json to_json(const std::vector<query::Human>& humans, const std::optional<std::string>& me) {
  Json list = Json::array();
  for (const query::Human& human : humans) {
    list.push_back({{"online_id", human.online_id}, {"names", human.names}, {"saves", human.saves}});
  }
  return {{"me", or_null(me)}, {"humans", std::move(list)}};
}

Result<Json> library_json(LibraryKeeper& keeper) {
  const std::int64_t revision = keeper.revision();
  auto reading = keeper.read();
  if (!reading) return std::unexpected(std::move(reading.error()));
  const auto size = query::library_size(reading->connection());
  if (!size) return std::unexpected(size.error());
  std::error_code error;
  const auto bytes = std::filesystem::file_size(keeper.path(), error);
  return Json{{"path", keeper.path().string()},
              {"games", size->games},
              {"saves", size->saves},
              {"bytes", error ? 0 : bytes},
              {"revision", revision}};
}

std::string report_text(const ImportFacts& facts, const OutcomePage& page) {
  const ImportProgress& progress = facts.progress;
  std::string text = fmt::format(
      "Per-Ankh {}\nImport of {}, {}\n\n{} in {:.1f} s\n  imported      {:>6}\n"
      "  already known {:>6}\n  failed        {:>6}\n",
      PER_ANKH_VERSION, facts.title, facts.started.value_or(facts.created), counted(progress.total, "file"),
      static_cast<double>(progress.elapsed_ms) / 1000, progress.imported, progress.duplicates, progress.failed);
  if (progress.cancelled > 0) text += fmt::format("  not done      {:>6}\n", progress.cancelled);
  for (const std::string& warning : facts.warnings) text += fmt::format("\nWarning: {}\n", warning);
  if (facts.error) {
    text += fmt::format("\nThe import could not go on: {} [{}]\n", describe(*facts.error), facts.error->code);
  }
  for (const auto& [position, outcome] : page.outcomes) {
    if (!outcome.error) continue;
    const Json problem = problem_json(*outcome.error);
    text += fmt::format("\n{}\n  {} [{}]\n  {}\n", outcome.path, problem["message"].get<std::string>(),
                        outcome.error->code, problem["action"].get<std::string>());
  }
  return text;
}

}  // namespace perankh::api
