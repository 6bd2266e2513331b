#include "model/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cctype>
#include <cstring>
#include <utility>

#include "base/numbers.h"

namespace perankh::model {

namespace {

// More than any game has, and few enough that a hostile file cannot make the tables of small things large.
constexpr std::size_t kMostPlayers = 256;
constexpr std::size_t kMostTribes = 256;
constexpr std::size_t kMostEntities = 1'000'000;
constexpr std::size_t kMostNewNames = 50'000;
constexpr std::size_t kMostText = std::size_t{64} << 20U;
constexpr std::size_t kLongestName = 256;

template <class Member>
void put(std::byte* member, const Member& value) {
  static_assert(std::is_trivially_copyable_v<Member>);
  std::memcpy(member, &value, sizeof value);
}

/// "T17" -> 17, and with other prefixes likewise; nothing when there is more or less behind the prefix than digits.
inline std::optional<std::int32_t> number_after(std::string_view name, std::string_view prefix) {
  if (name.size() <= prefix.size() || name[0] != prefix[0]) return std::nullopt;
  const char first = name[prefix.size()];
  if (first < '0' || first > '9' || !name.starts_with(prefix)) return std::nullopt;
  return parse_int(name.substr(prefix.size()));
}

/// A team as the game writes it: T.0, T0 in RevealedTurn, TEAM_0 in some builds, ID0 in WasVisibleThisTurn since 2026.
std::optional<std::int32_t> team_of(std::string_view name) {
  if (const auto team = number_after(name, "T.")) return team;
  if (const auto team = number_after(name, "TEAM_")) return team;
  if (const auto team = number_after(name, "ID")) return team;
  return number_after(name, "T");
}

/// Does the text look like a name of the game (EVENTOPTION_X), and not like something a person wrote?
bool is_name(std::string_view text) {
  const auto in_name = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
  return text.size() <= 96 && std::isupper(static_cast<unsigned char>(text.front())) != 0 &&
         text.find('_') != std::string_view::npos && std::ranges::all_of(text, in_name);
}

/// Would writing the number give the same text again?
bool is_plain_number(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  return digits == "0" ? text == "0" : !digits.starts_with('0');
}

}  // namespace

Reader::Reader(xml::Cursor& xml, SymbolCache& symbols, GameData& game) : xml_(xml), symbols_(symbols), game_(game) {
  for (const Layout* layout : all_layouts()) {
    const auto what = static_cast<std::size_t>(layout->what());
    game_.account.stored[what].resize(layout->entries().size());
    for (const Entry& entry : layout->entries()) fields_[what].push_back(symbols_.intern(entry.field));
  }
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
  reader.read_entity(reader.game_.tiles, Subject::kTile, kMostEntities);
  reader.finish_tile();
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

// --- keyed values ---------------------------------------------------------------------------------------------------

void Reader::read_keyed(const Entry& entry) {
  std::vector<KeyedValue>& rows = game_.values_of(scope_.subject);
  KeyedValue row{.owner = scope_.owner, .field = field(entry), .index = scope_.record};
  const KeyedValue empty = row;
  repeats_.start_map();
  for (const xml::Attribute& attribute : xml_.attributes()) {  // <GameContentEnabled BASE_CONTENT.1="...">
    row = empty;
    set_key(row, attribute.name);
    const std::string_view text = xml_.value(attribute);
    row.name = symbol(text);
    if (text.size() > kLongestName) {
      reject_value(text, "@" + std::string(attribute.name));
      continue;
    }
    add_keyed(rows, row);
    ++count(entry).values;
  }
  if (const auto text = xml_.leaf_text()) {  // an empty map, or a single value where others have a map
    row = empty;
    // Some empty maps are written with a line break inside.
    const bool blank = text->find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (!blank && !set_keyed_value(row, *text)) return reject_value(*text, entry.name);
    if (!blank) add_keyed(rows, row);
    ++count(entry).values;
    return;
  }
  while (xml_.next_child()) {
    const std::string_view name = xml_.name();
    row = empty;
    set_key(row, name);
    unknown_attributes();
    const auto text = xml_.leaf_text();
    if (!text) {
      read_unknown();
    } else if (set_keyed_value(row, *text)) {
      add_keyed(rows, row);
      ++count(entry).values;
    } else {
      reject_value(*text, name);
    }
  }
}

void Reader::read_positional(const Entry& entry) {
  std::vector<KeyedValue>& rows = game_.values_of(scope_.subject);
  std::int32_t position = 0;
  unknown_attributes();
  if (xml_.leaf_text()) {
    ++count(entry).values;
    return;
  }
  while (xml_.next_child()) {
    const std::string_view name = xml_.name();
    KeyedValue row{.owner = scope_.owner, .field = field(entry), .key = symbol(name), .index = position++};
    std::uint32_t values = 1;
    Symbol said;  // <Team Victory="VICTORY_X">1</Team>
    for (const xml::Attribute& attribute : xml_.attributes()) {
      said = symbol(xml_.value(attribute));
      ++values;
    }
    const auto text = xml_.leaf_text();
    if (!text) {
      read_unknown();
    } else if (set_keyed_value(row, *text)) {
      if (said.has_value()) row.name = said;
      rows.push_back(row);
      count(entry).values += values;
    } else {
      reject_value(*text, name);
      game_.account.rejected_values += values - 1;  // the attributes: they mean nothing without the text
    }
  }
}

/// Takes an element's name apart; see KeyedValue.
void Reader::set_key(KeyedValue& row, std::string_view name) {
  if (const auto turn = number_after(name, "T")) {
    row.index = *turn;
    return;
  }
  if (name.find('.') == std::string_view::npos) {
    row.key = symbol(name);
    return;
  }
  const KeyedValue before = row;
  std::size_t names = 0;
  for (std::string_view rest = name; !rest.empty();) {
    const std::size_t dot = rest.find('.');
    const std::string_view part = rest.substr(0, dot);
    rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
    if (const auto number = parse_int(part)) {
      (row.index.has_value() ? row.index2 : row.index) = *number;
    } else if (part != "P" && part != "T") {  // which of the two a number is follows from the field
      row.other = std::exchange(row.key, symbol(part));
      ++names;
    }
  }
  // Only the tables of the game and of players have room for pairs; elsewhere a pair keeps its name whole.
  const bool has_pairs = scope_.subject == Subject::kGame || scope_.subject == Subject::kPlayer;
  if (names > (has_pairs ? 2 : 1) || (!has_pairs && row.index2.has_value())) {
    row = before;
    row.key = symbol(name);
  }
}

bool Reader::set_keyed_value(KeyedValue& row, std::string_view text) {
  if (text.empty() || text == "NONE") return true;
  if (const auto number = parse_int(text)) {
    row.value = *number;
    return true;
  }
  // No name of the game begins like a number: this is a number that went wrong.
  if (text.front() == '-' || (text.front() >= '0' && text.front() <= '9')) return false;
  row.name = symbol(text);
  return text.size() <= kLongestName;
}

void Reader::add_keyed(std::vector<KeyedValue>& rows, const KeyedValue& row) {
  const std::size_t at = repeats_.find_or_add(rows, row, rows.size());
  if (at == rows.size()) {
    rows.push_back(row);
  } else {
    note("save/repeated", symbols_.table().text(row.key));
    rows[at] = row;
  }
}

// --- turns ----------------------------------------------------------------------------------------------------------

void Reader::read_history(const Entry& entry) {
  const Int owner = scope_.subject == Subject::kPlayer ? scope_.owner : Int();
  unknown_attributes();
  turns_.clear();
  if (xml_.leaf_text()) {
    ++count(entry).values;
    return;
  }
  while (xml_.next_child()) {
    const std::string_view name = xml_.name();
    unknown_attributes();
    if (const auto text = xml_.leaf_text()) {
      if (text->empty() && !number_after(name, "T")) {
        ++count(entry).values;  // a key without turns: <FAMILY_X />
      } else {
        add_turn(entry, name, *text);
      }
      continue;
    }
    std::vector<Turn> own = std::exchange(turns_, {});  // keys and turns side by side: not seen, but harmless
    const Symbol key = symbol(name);
    while (xml_.next_child()) {
      const std::string_view turn = xml_.name();
      unknown_attributes();
      if (const auto text = xml_.leaf_text()) {
        add_turn(entry, turn, *text);
      } else {
        read_unknown();
      }
    }
    finish_series(owner, field(entry), key);
    turns_ = std::move(own);
  }
  finish_series(owner, field(entry), Symbol());
}

/// One bad entry must not cost the history: it is noted, and the rest is kept.
void Reader::add_turn(const Entry& entry, std::string_view name, std::string_view text) {
  const auto turn = number_after(name, "T");
  if (!turn) return reject("save/bad-turn", name, name);
  const auto value = parse_int(text);
  if (!value) return reject_value(text, name);
  ++count(entry).values;
  turns_.push_back({.turn = *turn, .value = *value});
}

void Reader::finish_series(Int owner, Symbol field, Symbol key) {
  if (turns_.empty()) return;
  const auto by_turn = [](const Turn& a, const Turn& b) { return a.turn < b.turn; };
  const auto same_turn = [](const Turn& a, const Turn& b) { return a.turn == b.turn; };
  if (std::ranges::adjacent_find(turns_, [](const Turn& a, const Turn& b) { return a.turn >= b.turn; }) !=
      turns_.end()) {
    std::ranges::stable_sort(turns_, by_turn);
    // Of a repeated turn the last counts: what std::unique keeps when read from behind.
    std::ranges::reverse(turns_);
    const auto [first, last] = std::ranges::unique(turns_, same_turn);
    if (first != last) note("save/repeated", symbols_.table().text(field));
    turns_.erase(first, last);
    std::ranges::reverse(turns_);
  }
  const std::int64_t span = std::int64_t{turns_.back().turn} - turns_.front().turn + 1;
  Series series{.owner = owner,
                .field = field,
                .key = key,
                .first_turn = turns_.front().turn,
                .dense = span == static_cast<std::int64_t>(turns_.size()),
                .first_value = static_cast<std::uint32_t>(game_.series_values.size()),
                .count = static_cast<std::uint32_t>(turns_.size()),
                .first_sparse_turn = static_cast<std::uint32_t>(game_.series_turns.size())};
  for (const Turn& turn : turns_) {
    game_.series_values.push_back(turn.value);
    if (!series.dense) game_.series_turns.push_back(turn.turn);
  }
  game_.series.push_back(series);
  turns_.clear();
}

void Reader::read_changes(const Entry& entry) {
  unknown_attributes();
  if (xml_.leaf_text()) {
    ++count(entry).values;
    return;
  }
  const std::size_t first = game_.tile_changes.size();
  while (xml_.next_child()) {
    const std::string_view name = xml_.name();
    const auto turn = number_after(name, "T");
    unknown_attributes();
    const auto text = xml_.leaf_text();
    if (!text) {
      read_unknown();
      continue;
    }
    KeyedValue read;
    if (!turn || (text->empty() && turn)) {
      reject("save/bad-turn", name, name);
      continue;
    }
    if (!set_keyed_value(read, *text)) {
      reject_value(*text, name);
      continue;
    }
    ++count(entry).values;
    const TileChange change{.tile = TileId(scope_.owner.raw()),
                            .field = field(entry),
                            .turn = *turn,
                            .value = read.value,
                            .name = read.name};
    // A tile changes a handful of times, and turns ascend, so this looks at one entry.
    std::size_t before = game_.tile_changes.size();
    while (before > first && game_.tile_changes[before - 1].turn > change.turn) --before;
    if (before > first && game_.tile_changes[before - 1].turn == change.turn) {
      note("save/repeated", name);
      game_.tile_changes[before - 1] = change;
    } else {
      game_.tile_changes.insert(game_.tile_changes.begin() + static_cast<std::ptrdiff_t>(before), change);
    }
  }
}

// --- what teams know of a tile --------------------------------------------------------------------------------------

/// Two spellings: <RevealedTurn><T0>17</T0>, and <RevealedTerrain><Team Terrain="TERRAIN_LUSH">0</Team>, where the text
/// is the team and the attribute is what it saw.
void Reader::read_knowledge(const Entry& entry) {
  unknown_attributes();
  if (xml_.leaf_text()) {
    ++count(entry).values;
    return;
  }
  const auto fill = [&](std::int32_t team, std::string_view seen, bool has_value) {
    TileSight* const row = sight_of(team);
    if (row == nullptr) return false;
    auto* const bytes = reinterpret_cast<std::byte*>(row);
    if (entry.presence_offset) put(bytes + *entry.presence_offset, true);
    if (entry.type == ValueType::kFlag) return set(ValueType::kFlag, bytes + entry.offset, "True");
    if (!has_value || set(entry.type, bytes + entry.offset, seen)) return true;
    reject_value(seen, "Team");
    return false;
  };
  while (xml_.next_child()) {
    if (const auto team = team_of(xml_.name())) {
      unknown_attributes();
      const auto text = xml_.leaf_text();
      if (!text) {
        read_unknown();
      } else if (fill(*team, *text, !text->empty())) {
        ++count(entry).values;
      }
      continue;
    }
    // The attribute's value is copied: reading the text may reuse the cursor's scratch space.
    std::uint32_t values = 1;
    Symbol said;
    std::string_view raw;
    for (const xml::Attribute& attribute : xml_.attributes()) {
      raw = attribute.plain ? attribute.raw : symbols_.table().text(said = symbol(xml_.value(attribute)));
      ++values;
    }
    const auto text = xml_.leaf_text();
    const auto team = text ? parse_int(*text) : std::nullopt;
    if (!text) {
      read_unknown();
    } else if (!team || *team < 0) {
      reject_value(*text, "Team");
      game_.account.rejected_values += values - 1;
    } else if (fill(*team, raw, values > 1)) {
      count(entry).values += values;
    } else {
      game_.account.rejected_values += values - 1;
    }
  }
}

TileSight* Reader::sight_of(std::int32_t team) {
  const auto bits = team < kMostTeams ? Int(std::int32_t{1} << team) : Int();
  if (!bits.has_value()) {
    reject("save/bad-key", "a team beyond the number of teams a game can have");
    return nullptr;
  }
  for (TileSight& row : sights_) {
    if (row.teams == bits) return &row;
  }
  TileSight& row = sights_.emplace_back();
  row.tile = TileId(scope_.owner.raw());
  row.teams = bits;
  return &row;
}

/// Most of what a team knows of a tile, the others know as well: those share a row.
void Reader::finish_tile() {
  const std::size_t first = game_.sights.size();
  for (TileSight& sight : sights_) {
    const std::int32_t teams = sight.teams.raw();
    const auto team = static_cast<std::size_t>(std::countr_zero(static_cast<std::uint32_t>(teams)));
    const auto move_to = [&](std::vector<Turn>& turns, Int& turn) {
      if (turn.has_value()) turns.push_back({.turn = sight.tile.raw(), .value = turn.raw()});
      turn = Int();
    };
    move_to(reveals_[team], sight.revealed_turn);
    move_to(last_seen_[team], sight.visible_time);
    std::size_t same = first;
    while (same < game_.sights.size()) {
      sight.teams = game_.sights[same].teams;
      if (sight == game_.sights[same]) break;
      ++same;
    }
    if (same < game_.sights.size()) {
      game_.sights[same].teams = game_.sights[same].teams.raw() | teams;
    } else {
      sight.teams = teams;
      game_.sights.push_back(sight);
    }
  }
  sights_.clear();
}

void Reader::finish_teams() {
  const auto finish = [&](std::string_view name, std::array<std::vector<Turn>, kMostTeams>& of_teams) {
    const Symbol field = symbols_.intern(name);
    for (std::int32_t team = 0; team < kMostTeams; ++team) {
      turns_ = std::move(of_teams[static_cast<std::size_t>(team)]);
      finish_series(team, field, Symbol());
    }
  };
  finish("RevealedTurn", reveals_);
  finish("VisibleTime", last_seen_);
}

// --- everything else ------------------------------------------------------------------------------------------------

/// Keeps every value at or below the current element; returns how many there were.
std::uint32_t Reader::read_detail() {
  Detail row{.owner = scope_.owner};
  const std::string& concept_path = scope_.layout->path();
  row.part = symbol((concept_path.empty() ? "" : concept_path + "/") + std::string(xml_.name()));
  std::uint32_t values = 0;
  std::string path;
  for (const xml::Attribute& attribute : xml_.attributes()) {
    add_detail(row, fmt::format("@{}", attribute.name), xml_.value(attribute));
    ++values;
  }
  if (const auto text = xml_.leaf_text()) {
    if (!text->empty() || values == 0) add_detail(row, "", *text);
    return values + 1;
  }
  std::int32_t record = 0;
  while (xml_.next_child()) {
    row.record = record++;
    path = xml_.name();
    values += read_detail_below(row, path);
  }
  return values;
}

std::uint32_t Reader::read_detail_below(Detail& row, std::string& path) {
  std::uint32_t values = 0;
  for (const xml::Attribute& attribute : xml_.attributes()) {
    add_detail(row, path + "@" + std::string(attribute.name), xml_.value(attribute));
    ++values;
  }
  if (const auto text = xml_.leaf_text()) {
    add_detail(row, path, *text);
    return values + 1;
  }
  const std::size_t length = path.size();
  while (xml_.next_child()) {
    path += '/';
    path += xml_.name();
    values += read_detail_below(row, path);
    path.resize(length);
  }
  return values;
}

void Reader::add_detail(Detail row, std::string_view path, std::string_view text) {
  row.path = symbol(path);
  if (!text.empty()) {
    const auto number = is_plain_number(text) ? parse_int(text) : std::nullopt;
    if (number) {
      row.value = *number;
    } else if (is_name(text)) {
      row.name = symbol(text);
    } else {
      row.text = keep(text);
    }
  }
  game_.details.push_back(row);
}

void Reader::read_unknown() {
  const std::string path = xml_.path();
  count_unknown(path, skip_and_count());
}

std::uint32_t Reader::skip_and_count() {
  auto values = static_cast<std::uint32_t>(xml_.attributes().size());
  if (xml_.leaf_text()) return values + 1;
  while (xml_.next_child()) values += skip_and_count();
  return values;
}

void Reader::count_unknown_attributes() {
  for (const xml::Attribute& attribute : xml_.attributes()) {
    count_unknown(xml_.path() + "@" + std::string(attribute.name), 1);
  }
  xml_.drop_attributes();  // so that nobody counts them again
}

void Reader::count_unknown(const std::string& path, std::uint32_t values) {
  Account& account = game_.account;
  auto known = account.unknown.find(path);
  if (known == account.unknown.end()) {
    if (account.unknown.size() == Account::kMaxUnknownPaths) {
      account.more_unknown_values += values;
      return;
    }
    known = account.unknown.emplace(path, PathCount{}).first;
  }
  ++known->second.elements;
  known->second.values += values;
}

Symbol Reader::symbol(std::string_view text) {
  if (text.size() > kLongestName) return {};
  const Symbol symbol = symbols_.intern(text);
  if (symbols_.misses() > kMostNewNames) {
    xml_.fail("save/too-many-names", "the save uses more different names than all versions of the game have");
  }
  return symbol;
}

Symbol Reader::field(const Entry& entry) {
  return fields_[static_cast<std::size_t>(scope_.layout->what())][entry.index];
}

Text Reader::keep(std::string_view text) {
  if (game_.texts.size() + text.size() > kMostText) {
    xml_.fail("save/too-much-text", "the save holds more text than any game writes");
    return {};
  }
  const Text kept{.offset = static_cast<std::uint32_t>(game_.texts.size()),
                  .length = static_cast<std::uint32_t>(text.size())};
  game_.texts += text;
  return kept;
}

/// A value that was left out. `leaf` is the name of the element it stood in, when that has been left already, or of the
/// attribute.
void Reader::reject(std::string_view code, std::string_view text, std::string_view leaf) {
  ++game_.account.rejected_values;
  note(code, text, leaf);
}

void Reader::reject_value(std::string_view text, std::string_view leaf) {
  reject(text.size() > kLongestName ? "save/long-name" : "save/bad-number", text, leaf);
}

void Reader::note(std::string_view code, std::string_view text, std::string_view leaf) {
  ++game_.note_count;
  if (game_.notes.size() == GameData::kMaxNotes) return;
  // Cut at a character, not inside one.
  std::size_t length = std::min<std::size_t>(text.size(), 60);
  while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
  std::string element = xml_.path();
  if (!leaf.empty() && !leaf.starts_with('@')) element += '/';
  element += leaf;
  game_.notes.push_back(
      {.code = std::string(code), .element = std::move(element), .text = std::string(text.substr(0, length))});
}

}  // namespace perankh::model
