// The rows of the model come out of the library as they went in: a save is parsed, and imported, and what SQL says is
// compared with the GameData, for a number of random saves.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "imported_save.h"
#include "model/game_data.h"
#include "model/parse.h"

namespace perankh::tests {
namespace {

using Rows = std::vector<std::vector<std::string>>;

const std::string kNull = "<null>";

class RoundTrip : public testing::TestWithParam<std::uint64_t> {
 protected:
  void SetUp() override {
    using enum savegen::Format;
    constexpr std::array kFormats = {k2022, k2024, k2025, k2026};
    const std::string xml = generated(kFormats[GetParam() % 4], savegen::Size::kTiny, GetParam()).xml;
    save_ = ImportedSave::of_xml(xml);
    auto parsed = model::parse_game(xml, symbols_);
    ASSERT_TRUE(parsed.has_value()) << describe(parsed.error());
    game_ = std::move(*parsed);
  }

  [[nodiscard]] std::string text(Symbol symbol) const {
    return symbol.has_value() ? std::string(table_.text(symbol)) : kNull;
  }
  [[nodiscard]] std::string text(model::Text value) const {
    return value.has_value() ? std::string(game_->text(value)) : kNull;
  }
  static std::string text(bool value) { return value ? "true" : "false"; }
  static std::string text(Seed value) { return value.has_value() ? std::to_string(value.value) : kNull; }
  template <class Number>
  static std::string text(Number value) {
    return value.has_value() ? std::to_string(value.raw()) : kNull;
  }

  /// Compares rows in the order of the model with those SQL gives in that order.
  template <class Row, class Cells>
  void expect_rows(const std::vector<Row>& rows, Cells cells, const std::string& sql) {
    const Rows found = save_.rows(sql);
    ASSERT_EQ(found.size(), rows.size()) << sql;
    for (std::size_t at = 0; at < rows.size(); ++at)
      ASSERT_EQ(found[at], cells(rows[at])) << "row " << at << " of " << sql;
  }

  void expect_entities();
  void expect_keyed_values();
  void expect_series();

  SymbolTable table_;
  SymbolCache symbols_{table_};
  std::unique_ptr<model::GameData> game_;
  ImportedSave save_;
};

void RoundTrip::expect_entities() {
  using Cells = std::vector<std::string>;
  expect_rows(
      game_->players,
      [&](const model::Player& row) -> Cells {
        return {text(row.id),       text(row.name),       text(row.nation),  text(row.team),
                text(row.is_human), text(row.difficulty), text(row.founder), text(row.legitimacy)};
      },
      "SELECT player_id, player_name, nation, team_id, is_human, difficulty, founder_character_id, legitimacy FROM "
      "players "
      "ORDER BY player_id");
  expect_rows(
      game_->characters,
      [&](const model::Character& row) -> Cells {
        return {text(row.id),        text(row.player), text(row.first_name),   text(row.birth_turn), text(row.seed),
                text(row.archetype), text(row.royal),  text(row.death_reason), text(row.spouse)};
      },
      "SELECT character_id, player_id, first_name, birth_turn, seed, archetype, is_royal, death_reason, spouse_id "
      "FROM characters ORDER BY character_id");
  expect_rows(
      game_->cities,
      [&](const model::City& row) -> Cells {
        return {text(row.id), text(row.tile), text(row.player), text(row.family), text(row.founded), text(row.capital)};
      },
      "SELECT city_id, tile_id, player_id, family, founded_turn, is_capital FROM cities ORDER BY city_id");
  expect_rows(
      game_->tiles,
      [&](const model::Tile& row) -> Cells {
        return {text(row.id),    text(row.terrain), text(row.height),     text(row.vegetation), text(row.improvement),
                text(row.owner), text(row.road),    text(row.owner_city), text(row.init_seed)};
      },
      "SELECT tile_id, terrain, height, vegetation, improvement, owner_player_id, has_road, owner_city_id, init_seed "
      "FROM tiles ORDER BY tile_id");
  expect_rows(
      game_->units,
      [&](const model::Unit& row) -> Cells {
        return {text(row.id),    text(row.tile), text(row.type),        text(row.player),
                text(row.tribe), text(row.seed), text(row.create_turn), text(row.sleep)};
      },
      "SELECT u.unit_id, u.tile_id, u.unit_type, u.player_id, u.tribe, u.seed, u.create_turn, u.is_sleeping FROM units "
      "u "
      "JOIN data.unit d ON d.match_id = u.match_id AND d.id = u.unit_id ORDER BY d.rowid");
}

void RoundTrip::expect_keyed_values() {
  using enum model::Subject;
  for (const auto& [subject, view, owner] : {std::tuple{kGame, "game_values", "0"},
                                             {kPlayer, "player_values", "player_id"},
                                             {kCharacter, "character_values", "character_id"},
                                             {kCity, "city_values", "city_id"},
                                             {kTile, "tile_values", "tile_id"},
                                             {kUnit, "unit_values", "unit_id"}}) {
    Rows expected;
    for (const model::KeyedValue& row : game_->values_of(subject)) {
      expected.push_back({text(row.owner), text(row.field), text(row.key), text(row.other), text(row.index),
                          text(row.index2), text(row.value), text(row.name)});
    }
    // A table without some column never needs it: the model holds nothing there.
    std::string sql = std::string("SELECT ") + owner + ", field";
    for (const char* column : {"key", "other_key", "number", "number2", "value", "name"}) {
      const std::string known = save_.cell("SELECT count(*) FROM duckdb_columns() WHERE table_name = '" +
                                           std::string(view) + "' AND column_name = '" + column + "'");
      sql += std::string(", ") + (known == "1" ? column : "NULL");
    }
    Rows found = save_.rows(sql + " FROM " + view);
    std::ranges::sort(expected);
    std::ranges::sort(found);
    EXPECT_EQ(found, expected) << view;
  }
}

void RoundTrip::expect_series() {
  const auto list = [](const std::int32_t* numbers, std::size_t count) {
    std::string all = "[";
    for (std::size_t at = 0; at < count; ++at) all += (at > 0 ? ", " : "") + std::to_string(numbers[at]);
    return all + "]";
  };
  expect_rows(
      game_->series,
      [&](const model::Series& row) -> std::vector<std::string> {
        const std::string values = list(game_->series_values.data() + row.first_value, row.count);
        return {
            text(row.owner), text(row.field),
            text(row.key),   text(row.first_turn),
            values,          row.dense ? kNull : list(game_->series_turns.data() + row.first_sparse_turn, row.count)};
      },
      "SELECT s.owner, n.names[s.field], n.names[s.key], s.first_turn, s.vals, s.turns FROM data.series s, data.names "
      "n "
      "ORDER BY s.rowid");
}

TEST_P(RoundTrip, SqlGivesWhatTheModelHolds) {
  expect_entities();
  expect_keyed_values();
  expect_series();
}

INSTANTIATE_TEST_SUITE_P(Random, RoundTrip, testing::Range<std::uint64_t>(100, 120));

}  // namespace
}  // namespace perankh::tests
