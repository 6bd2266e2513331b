#include "bench/sample.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "bench/require.h"
#include "generate.h"
#include "model/parse.h"
#include "zip_writer.h"

namespace perankh::bench {

namespace {

Sample make_sample() {
  auto save = savegen::generate_save({}, 0);
  Sample sample{.xml = std::move(save.xml)};
  sample.zip = savegen::make_zip(save.name + ".xml", sample.xml, save.time);
  const auto truth = nlohmann::json::parse(save.truth);
  for (const auto& [name, relation] : truth["relations"].items()) sample.rows[name] = relation["rows"];
  return sample;
}

}  // namespace

const Sample& standard_sample() {
  static const Sample kSample = make_sample();
  return kSample;
}

std::unique_ptr<model::GameData> decode_checked(const Sample& sample, SymbolTable& symbols) {
  SymbolCache cache(symbols);
  auto game = value_of(model::parse_game(sample.xml, cache));
  const auto require_rows = [&](std::string_view relation, std::size_t rows) {
    const auto truth = sample.rows.find(relation);
    require(truth != sample.rows.end() && truth->second == rows,
            fmt::format("decoding gave {} rows for {}, which is not what the save holds", rows, relation));
  };
  require_rows("players", game->players.size());
  require_rows("characters", game->characters.size());
  require_rows("cities", game->cities.size());
  require_rows("tiles", game->tiles.size());
  require_rows("units", game->units.size());
  require_rows("tribes", game->tribes.size());
  require(game->account.rejected_values == 0, "decoding rejected values of the sample");
  for (const auto& [path, found] : game->account.unknown) give_up(fmt::format("decoding does not know {}", path));
  return game;
}

pipeline::ParsedSave as_parsed(const model::GameData& game, std::uint64_t number) {
  return {.file = {.path = fmt::format("save-{}.zip", number)},
          .file_hash = {.high = 1, .low = number},
          .xml_hash = {.high = 2, .low = number},
          .entry = "save.xml",
          .game = std::make_unique<model::GameData>(game)};
}

}  // namespace perankh::bench
