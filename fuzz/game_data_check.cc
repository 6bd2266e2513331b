#include "game_data_check.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/utf8.h"
#include "check.h"
#include "model/parse.h"
#include "xml/cursor.h"

namespace perankh::fuzz {

namespace {

using model::GameData;

// Collects what all rows hold, column by column: structs have padding, which means nothing.
class Examiner {
 public:
  Examiner(const GameData& game, const SymbolTable& symbols) : game_(game), symbols_(symbols) {}

  template <class Row>
  void rows(const std::vector<Row>& rows, const model::Layout& layout) {
    for (const Row& row : rows) this->row(reinterpret_cast<const std::byte*>(&row), layout);
  }
  template <class Row>
  void rows(const std::vector<Row>& rows) {
    this->rows(rows, Row::layout());
  }
  void row(const std::byte* row, const model::Layout& layout) {
    for (const model::Column& column : layout.columns()) value(row + column.offset, column.type);
  }

  void text(std::string_view text) {
    check(is_utf8(text), "texts are UTF-8");
    content_ += text;
    content_ += '\0';
  }
  template <class Number>
  void number(Number number) {
    content_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }

  [[nodiscard]] std::uint64_t digest() const { return ContentHash::of(std::as_bytes(std::span(content_))).low; }

 private:
  template <class Value>
  static Value at(const std::byte* member) {
    Value value;
    std::memcpy(&value, member, sizeof value);
    return value;
  }

  void value(const std::byte* member, model::ValueType type) {
    switch (type) {
      case model::ValueType::kInt:
      case model::ValueType::kId:
        return number(at<std::int32_t>(member));
      case model::ValueType::kSeed:
        return number(at<std::uint64_t>(member));
      case model::ValueType::kFlag:
        check(at<std::uint8_t>(member) <= 1, "flags are true or false");
        return number(at<std::uint8_t>(member));
      case model::ValueType::kSymbol: {
        const auto symbol = at<Symbol>(member);
        check(symbol.id() <= symbols_.size(), "names are in the table of names");
        return text(symbols_.text(symbol));
      }
      case model::ValueType::kText: {
        const auto range = at<model::Text>(member);
        if (!range.has_value()) return number('-');
        check(std::uint64_t{range.offset} + range.length <= game_.texts.size(), "texts lie in the buffer of texts");
        return text(game_.text(range));
      }
    }
  }

  const GameData& game_;
  const SymbolTable& symbols_;
  std::string content_;
};

template <class Row>
std::vector<std::int32_t> ids_of(const std::vector<Row>& rows) {
  std::vector<std::int32_t> ids;
  for (const Row& row : rows) ids.push_back(row.id.raw());
  std::ranges::sort(ids);
  check(std::ranges::adjacent_find(ids) == ids.end(), "ids are unique");
  check(ids.empty() || ids.front() >= 0, "every entity has an id");
  return ids;
}

template <class Row, class Owner>
void check_owners(const std::vector<Row>& rows, const std::vector<std::int32_t>& ids, Owner owner_of) {
  for (const Row& row : rows) {
    check(std::ranges::binary_search(ids, owner_of(row)), "what belongs to an entity names one that exists");
  }
}

void check_series(const GameData& game) {
  std::uint64_t values = 0;
  std::uint64_t turns = 0;
  for (const model::Series& series : game.series) {
    check(series.count > 0, "a history has turns");
    check(series.first_value == values, "histories lie one behind the other");
    values += series.count;
    if (series.dense) continue;
    check(series.first_sparse_turn == turns, "turns lie one behind the other");
    turns += series.count;
    check(turns <= game.series_turns.size(), "turns of a history are there");
    const auto own = std::span(game.series_turns).subspan(series.first_sparse_turn, series.count);
    check(std::ranges::adjacent_find(own, std::greater_equal()) == own.end(), "turns of a history ascend");
    check(series.first_turn == Int(own.front()), "the first turn of a history is its first turn");
  }
  check(values == game.series_values.size() && turns == game.series_turns.size(), "every value has its history");
}

void check_relations(const GameData& game) {
  using enum model::Subject;
  const auto players = ids_of(game.players);
  const auto characters = ids_of(game.characters);
  const auto cities = ids_of(game.cities);
  const auto tiles = ids_of(game.tiles);
  const auto units = ids_of(game.units);
  const auto owner = [](const model::KeyedValue& row) { return row.owner.raw(); };
  check_owners(game.values_of(kPlayer), players, owner);
  check_owners(game.values_of(kCharacter), characters, owner);
  check_owners(game.values_of(kCity), cities, owner);
  check_owners(game.values_of(kTile), tiles, owner);
  check_owners(game.values_of(kUnit), units, owner);
  check_owners(game.goals, players, [](const model::Goal& row) { return row.player.raw(); });
  check_owners(game.memories, players, [](const model::Memory& row) { return row.player.raw(); });
  check_owners(game.logs, players, [](const model::LogEntry& row) { return row.player.raw(); });
  check_owners(game.relationships, characters, [](const model::Relationship& row) { return row.character.raw(); });
  check_owners(game.builds, cities, [](const model::Build& row) { return row.city.raw(); });
  check_owners(game.sights, tiles, [](const model::TileSight& row) { return row.tile.raw(); });
  check_owners(game.tile_changes, tiles, [](const model::TileChange& row) { return row.tile.raw(); });
  check_owners(game.units, tiles, [](const model::Unit& row) { return row.tile.raw(); });
  for (const model::TileChange& change : game.tile_changes) check(change.turn.has_value(), "a change has its turn");
}

void examine_all(Examiner& examiner, const GameData& game) {
  examiner.row(reinterpret_cast<const std::byte*>(&game.save), model::Save::layout());
  examiner.row(reinterpret_cast<const std::byte*>(&game.game), model::Game::layout());
  examiner.rows(game.players);
  examiner.rows(game.goals);
  examiner.rows(game.memories);
  examiner.rows(game.logs);
  examiner.rows(game.characters);
  examiner.rows(game.relationships);
  examiner.rows(game.cities);
  examiner.rows(game.builds);
  examiner.rows(game.tiles);
  examiner.rows(game.sights);
  examiner.rows(game.tile_changes);
  examiner.rows(game.units);
  examiner.rows(game.tribes);
  for (const auto& values : game.values) examiner.rows(values);
  examiner.rows(game.details);
  for (const model::Series& series : game.series) {
    examiner.number(series.field.id());
    examiner.number(series.key.id());
    examiner.number(series.first_turn.raw());
    examiner.number(series.count);
  }
  for (const std::int32_t value : game.series_values) examiner.number(value);
  for (const std::int32_t turn : game.series_turns) examiner.number(turn);
  for (const model::Note& note : game.notes) {
    examiner.text(note.element);
    examiner.text(note.text);
  }
}

}  // namespace

std::uint64_t check_game_data(const GameData& game, const SymbolTable& symbols) {
  Examiner examiner(game, symbols);
  examine_all(examiner, game);
  check_series(game);
  check_relations(game);
  check(game.notes.size() == std::min(game.note_count, GameData::kMaxNotes), "the first notes are kept, all counted");
  check(game.game.turn.has_value(), "a save says its turn");
  return examiner.digest();
}

SymbolCache& shared_names() {
  struct Names {
    SymbolTable table;
    SymbolCache cache{table};
  };
  static std::unique_ptr<Names> names;
  static unsigned calls = 0;
  if (calls++ % 1000 == 0) names = std::make_unique<Names>();
  return names->cache;
}

std::uint64_t parse_and_check(std::string_view xml, SymbolCache& symbols) {
  const auto game = model::parse_game(xml, symbols);
  if (game) return check_game_data(**game, symbols.table());

  const Error& error = game.error();
  check(error.code.starts_with("xml/") || error.code.starts_with("save/"), "errors have a code of their stage");
  check(!error.message.empty(), "errors have a sentence");
  check(error.offset.value_or(0) <= xml.size(), "errors are inside the file");
  check(error.element.size() <= xml::Cursor::kMaxDepth * (xml::Cursor::kMaxName + 1), "paths are short");
  const std::string whole = describe(error);
  return ContentHash::of(std::as_bytes(std::span(whole))).low;
}

}  // namespace perankh::fuzz
