#include "model/reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/numbers.h"
#include "model/spelling.h"

namespace perankh::model {

namespace {

// More than any game has, and few enough that a hostile file cannot make the tables of small things large.
constexpr std::size_t kMostPlayers = 256;
constexpr std::size_t kMostTribes = 256;
constexpr std::size_t kMostEntities = 1'000'000;

// Rows of a save take less memory than its XML. The shortest element, <a/>, could become a row of 32 bytes: without a
// limit a zip of two megabytes would fill gigabytes.
constexpr std::size_t kMostRowBytes = std::size_t{256} << 20U;
constexpr std::size_t kFreeRowBytes = std::size_t{16} << 20U;

}  // namespace

Reader::Reader(xml::Cursor& xml, SymbolCache& symbols, GameData& game, std::size_t xml_bytes)
    : xml_(xml), symbols_(symbols), game_(game), budget_(std::min(kMostRowBytes, kFreeRowBytes + 2 * xml_bytes)) {
  for (const Layout* layout : all_layouts()) {
    const auto what = static_cast<std::size_t>(layout->what());
    game_.account.stored[what].resize(layout->entries().size());
    for (const Entry& entry : layout->entries()) fields_[what].push_back(symbols_.intern(entry.field));
  }
  known_texts_.resize(Tile::layout().entries().size());
  owner_history_ = symbols_.intern("OwnerHistory");
  symbols_.reset_misses();
}

void Reader::read_save() {
  read_row(Save::layout(), reinterpret_cast<std::byte*>(&game_.save), {.layout = &Save::layout()});
  finish_teams();
}

// --- rows -----------------------------------------------------------------------------------------------------------

void Reader::read_row(const Layout& layout, std::byte* row, Scope scope) {
  const Scope outside = std::exchange(scope_, scope);
  for (const xml::Attribute& attribute : xml_.attributes()) {
    const Entry* const entry = layout.attribute(attribute.name);
    if (entry == nullptr) {
      count_unknown(xml_.path() + "@" + std::string(attribute.name), 1);
      continue;
    }
    const std::string_view text = xml_.value(attribute);
    if (set(entry->type, row + entry->offset, text)) {
      ++count(*entry).elements;
      ++count(*entry).values;
    } else {
      reject_value(text, "@" + std::string(attribute.name));
    }
  }
  if (layout.id_offset()) {
    std::int32_t id = PlayerId::kNone;
    std::memcpy(&id, row + *layout.id_offset(), sizeof id);
    if (id == PlayerId::kNone) xml_.fail("save/missing-field", "an entity of the save has no valid ID");
    scope_.owner = id;
  }
  if (xml_.leaf_text()) {
    ++count(layout.entries().front()).values;  // an entity or record with nothing in it: <Tribe ID="TRIBE_GAULS" />
  } else {
    while (xml_.next_child()) read_child(row);
  }
  scope_ = outside;
}

void Reader::read_child(std::byte* row) {
  const Entry* const entry = scope_.layout->element(xml_.name());
  if (entry == nullptr) {
    if (scope_.layout->keeps_the_rest()) {
      // Counted with the first entry: the concept itself.
      game_.account.stored[static_cast<std::size_t>(scope_.layout->what())].front().values += read_detail();
    } else {
      read_unknown();
    }
    return;
  }
  ++count(*entry).elements;
  switch (entry->shape) {
    case Shape::kValue:
      return read_value(*entry, row);
    case Shape::kKeyed:
      return read_keyed(*entry);
    case Shape::kPositional:
      return read_positional(*entry);
    case Shape::kHistory:
      return read_history(*entry);
    case Shape::kChanges:
      return read_changes(*entry);
    case Shape::kKnowledge:
      return read_knowledge(*entry);
    case Shape::kRows:
      return entry->read_rows(*this, *entry);
    case Shape::kDetail:
      count(*entry).values += read_detail();
      return;
  }
}

template <class Row>
void Reader::read_entity(std::vector<Row>& rows, Subject subject, std::size_t most) {
  if (rows.size() == most) {
    xml_.fail("save/too-many", "the save holds more of these than any game can have");
    return;
  }
  charge(sizeof(Row));
  Row& row = rows.emplace_back();
  Scope scope{.layout = &Row::layout(), .subject = subject, .owner = 0, .record = {}};
  if constexpr (std::is_same_v<Row, Unit>) row.tile = TileId(scope_.owner.raw());
  if constexpr (std::is_same_v<Row, Character>) {
    row.first_value = static_cast<std::uint32_t>(game_.values_of(Subject::kCharacter).size());
    row.first_relationship = static_cast<std::uint32_t>(game_.relationships.size());
    row.first_detail = static_cast<std::uint32_t>(game_.details.size());
  }
  if constexpr (std::is_same_v<Row, Tribe>) {
    row.ordinal = static_cast<std::int32_t>(rows.size() - 1);
    scope.owner = row.ordinal;
  }
  read_row(Row::layout(), reinterpret_cast<std::byte*>(&row), scope);
}

void Reader::read_game(Reader& reader, const Entry& /*entry*/) {
  reader.read_row(Game::layout(), reinterpret_cast<std::byte*>(&reader.game_.game), {.layout = &Game::layout()});
}
void Reader::read_player(Reader& reader, const Entry& /*entry*/) {
  reader.read_entity(reader.game_.players, Subject::kPlayer, kMostPlayers);
}
void Reader::read_character(Reader& reader, const Entry& /*entry*/) {
  reader.read_entity(reader.game_.characters, Subject::kCharacter, kMostEntities);
}
void Reader::read_city(Reader& reader, const Entry& /*entry*/) {
  reader.read_entity(reader.game_.cities, Subject::kCity, kMostEntities);
}
void Reader::read_tile(Reader& reader, const Entry& /*entry*/) {
  const std::size_t first_change = reader.game_.tile_changes.size();
  reader.read_entity(reader.game_.tiles, Subject::kTile, kMostEntities);
  reader.finish_tile(first_change);
}
void Reader::read_unit(Reader& reader, const Entry& /*entry*/) {
  reader.read_entity(reader.game_.units, Subject::kUnit, kMostEntities);
}
void Reader::read_tribe(Reader& reader, const Entry& /*entry*/) {
  reader.read_entity(reader.game_.tribes, Subject::kGame, kMostTribes);
}

/// The records of a list: every child is one. `start` fills in what the parent knows.
template <class Row, class Start>
void Reader::read_records(const Entry& entry, std::vector<Row>& rows, Start start) {
  const Scope parent = scope_;
  std::int32_t position = 0;
  unknown_attributes();
  if (xml_.leaf_text()) {  // an empty list
    ++count(entry).values;
    return;
  }
  while (xml_.next_child()) {
    if (rows.size() == kMostEntities) return xml_.fail("save/too-many", "a list of the save has too many records");
    const auto ordinal = static_cast<std::int32_t>(rows.size());
    charge(sizeof(Row));
    Row& row = rows.emplace_back();
    row.ordinal = ordinal;
    start(row, position++);
    read_row(Row::layout(), reinterpret_cast<std::byte*>(&row),
             {.layout = &Row::layout(), .subject = parent.subject, .owner = parent.owner, .record = ordinal});
  }
}

void Reader::read_logs(Reader& reader, const Entry& entry) {
  reader.read_records(entry, reader.game_.logs, [&](LogEntry& row, std::int32_t) {
    row.player = PlayerId(reader.scope_.owner.raw());
    row.list = reader.field(entry);
  });
}
void Reader::read_goals(Reader& reader, const Entry& entry) {
  reader.read_records(entry, reader.game_.goals,
                      [&](Goal& row, std::int32_t) { row.player = PlayerId(reader.scope_.owner.raw()); });
}
void Reader::read_memories(Reader& reader, const Entry& entry) {
  reader.read_records(entry, reader.game_.memories, [&](Memory& row, std::int32_t) {
    row.player = PlayerId(reader.scope_.owner.raw());
    row.list = reader.field(entry);
  });
}
void Reader::read_relationships(Reader& reader, const Entry& entry) {
  reader.read_records(entry, reader.game_.relationships,
                      [&](Relationship& row, std::int32_t) { row.character = CharacterId(reader.scope_.owner.raw()); });
}
void Reader::read_builds(Reader& reader, const Entry& entry) {
  reader.read_records(entry, reader.game_.builds, [&](Build& row, std::int32_t position) {
    row.city = CityId(reader.scope_.owner.raw());
    row.list = reader.field(entry);
    row.position = position;
  });
}

void Reader::read_old_victory(Reader& reader, const Entry& entry) {
  Save& save = reader.game_.save;
  for (const xml::Attribute& attribute : reader.xml_.attributes()) {
    const std::string_view text = reader.xml_.value(attribute);
    const bool is_winner = attribute.name == "winner";
    if (!is_winner && attribute.name != "type") {
      reader.count_unknown(reader.xml_.path() + "@" + std::string(attribute.name), 1);
    } else if (is_winner ? reader.set(ValueType::kId, reinterpret_cast<std::byte*>(&save.winner), text)
                         : reader.set(ValueType::kSymbol, reinterpret_cast<std::byte*>(&save.winner_victory), text)) {
      ++reader.count(entry).values;
    } else {
      reader.reject_value(text, "@" + std::string(attribute.name));
    }
  }
  if (reader.xml_.leaf_text()) {
    ++reader.count(entry).values;
    return;
  }
  while (reader.xml_.next_child()) reader.read_unknown();
}

// --- values ---------------------------------------------------------------------------------------------------------

void Reader::read_value(const Entry& entry, std::byte* row) {
  unknown_attributes();
  const auto text = xml_.leaf_text();
  if (!text) return read_unknown();
  if (entry.presence_offset) put(row + *entry.presence_offset, true);
  const std::string_view value = text->empty() && entry.empty_is_zero ? "0" : *text;
  if (set(entry.type, row + entry.offset, value)) {
    ++count(entry).values;
  } else {
    reject_value(value, entry.name);
  }
}

/// False when the text is not what the type asks for; then nothing is set.
bool Reader::set(ValueType type, std::byte* member, std::string_view text) {
  switch (type) {
    case ValueType::kInt:
    case ValueType::kId: {
      if (text.empty() || text == "NONE") return true;
      const auto number = parse_int(text);
      if (!number) return false;
      const bool none = type == ValueType::kId && *number < 0;
      put(member, none ? PlayerId::kNone : *number);
      return true;
    }
    case ValueType::kSymbol: {
      const Symbol name = text == "NONE" ? Symbol() : symbol(text);
      put(member, name);
      return text.size() <= kLongestName;
    }
    case ValueType::kText:
      put(member, keep(text));
      return true;
    case ValueType::kFlag:
      put(member, text != "False" && text != "false");
      return true;
    case ValueType::kSeed: {
      if (text.empty()) return true;
      // Seeds are unsigned; some builds write the same bits as a negative number.
      if (const auto seed = parse_number<std::uint64_t>(text)) {
        put(member, Seed{*seed});
      } else if (const auto bits = parse_number<std::int64_t>(text)) {
        put(member, Seed{static_cast<std::uint64_t>(*bits)});
      } else {
        return false;
      }
      return true;
    }
  }
  return false;
}

}  // namespace perankh::model
