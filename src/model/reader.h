// Decoding: walks the XML along the layouts and fills a GameData.
//
// The static read_* functions are what layouts name for child elements that become rows of their own; everything else
// is decided by the entry's shape: reader.cc has rows and single values, reader_keyed.cc maps and lists,
// reader_turns.cc histories, reader_sights.cc the fog of war, reader_details.cc the rest. One Reader reads one save.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "model/game_data.h"
#include "model/layout.h"
#include "model/repeats.h"
#include "xml/cursor.h"

namespace perankh::model {

class Reader {
 public:
  /// `xml_bytes` is the length of the document: what may be made of it depends on it.
  Reader(xml::Cursor& xml, SymbolCache& symbols, GameData& game, std::size_t xml_bytes);

  /// Reads the whole document below an opened root. Faults are left in the cursor.
  void read_save();

  // Rows of their own: entities,
  static void read_game(Reader& reader, const Entry& entry);
  static void read_player(Reader& reader, const Entry& entry);
  static void read_character(Reader& reader, const Entry& entry);
  static void read_city(Reader& reader, const Entry& entry);
  static void read_tile(Reader& reader, const Entry& entry);
  static void read_unit(Reader& reader, const Entry& entry);
  static void read_tribe(Reader& reader, const Entry& entry);
  // and lists of records below an entity.
  static void read_logs(Reader& reader, const Entry& entry);
  static void read_goals(Reader& reader, const Entry& entry);
  static void read_memories(Reader& reader, const Entry& entry);
  static void read_relationships(Reader& reader, const Entry& entry);
  static void read_builds(Reader& reader, const Entry& entry);
  // <Victory winner= type=>, a rare old shape.
  static void read_old_victory(Reader& reader, const Entry& entry);

 private:
  static constexpr std::size_t kLongestName = 256;
  static constexpr std::int32_t kMostTeams = 31;  // bits of TileSight::teams; the game has 14 players at most

  /// The row being read: whose values and records are found below it.
  struct Scope {
    const Layout* layout = nullptr;
    Subject subject = Subject::kGame;
    Int owner = 0;  ///< id of the entity
    Int record;     ///< ordinal of the record below the entity, if the row is one
  };

  /// What a team knows of a tile: the value of one member of its TileSight, as its bits.
  struct Fact {
    std::int32_t team = 0;
    std::int32_t value = 0;
    bool has_value = false;
  };
  struct KnownText {
    std::string_view text;  ///< content and end tag of an element, in the document
    std::vector<Fact> facts;
    std::uint32_t values = 0;  ///< as the account counts them
  };
  static constexpr std::size_t kMostKnownTexts = 16;

  template <class Row>
  void read_entity(std::vector<Row>& rows, Subject subject, std::size_t most);
  template <class Row, class Start>
  void read_records(const Entry& entry, std::vector<Row>& rows, Start start);

  void read_row(const Layout& layout, std::byte* row, Scope scope);
  void read_child(std::byte* row);
  void read_value(const Entry& entry, std::byte* row);
  void read_keyed(const Entry& entry);
  void read_positional(const Entry& entry);
  void read_history(const Entry& entry);
  void read_turns(const Entry& entry, Symbol key);
  void read_changes(const Entry& entry);
  void read_knowledge(const Entry& entry);
  void read_new_knowledge(const Entry& entry);
  std::uint32_t read_detail();
  std::uint32_t read_detail_below(Detail& row, std::string& path);
  void add_detail(Detail row, std::string_view path, std::string_view text);
  void read_unknown();
  std::uint32_t skip_and_count();

  bool set(ValueType type, std::byte* member, std::string_view text);
  bool set_keyed_value(KeyedValue& row, std::string_view text);
  void set_key(KeyedValue& row, std::string_view name);
  void add_keyed(std::vector<KeyedValue>& rows, const KeyedValue& row);
  void add_turn(const Entry& entry, std::string_view name, std::string_view text);
  void finish_series(Int owner, Symbol field, Symbol key, bool may_be_dense = true);
  /// Counts attributes that nobody expects; almost always there are none.
  void unknown_attributes() {
    if (!xml_.attributes().empty()) count_unknown_attributes();
  }
  void count_unknown_attributes();
  bool learn(const Entry& entry, std::int32_t team, std::string_view seen, bool has_value);
  void know(const Entry& entry, const Fact& fact);
  TileSight* sight_of(std::int32_t team);
  void finish_tile(std::size_t first_change);
  [[nodiscard]] PlayerId last_owner(std::size_t first_change) const;
  void finish_sights(Tile& tile);
  void finish_teams();
  void fill_gaps();

  /// To be called for whatever rows are added: fails the save when they take more memory than any game's do.
  void charge(std::size_t bytes);
  Symbol symbol(std::string_view text);
  Symbol field(const Entry& entry);
  Text keep(std::string_view text);
  void note(std::string_view code, std::string_view text, std::string_view leaf = {});
  void reject(std::string_view code, std::string_view text, std::string_view leaf = {});
  void reject_value(std::string_view text, std::string_view leaf);
  void count_unknown(const std::string& path, std::uint32_t values);
  Int subject() const { return static_cast<std::int32_t>(scope_.subject); }
  PathCount& count(const Entry& entry) {
    return game_.account.stored[static_cast<std::size_t>(scope_.layout->what())][entry.index];
  }

  xml::Cursor& xml_;
  SymbolCache& symbols_;
  GameData& game_;
  Scope scope_;
  std::size_t unknown_elements_ = 0;                   // and attributes, met so far
  std::size_t budget_;                                 // bytes of rows that may still be added
  std::array<std::vector<Symbol>, kConcepts> fields_;  // like Account::stored
  std::vector<TileSight> sights_;                      // of the current tile, a row for each team
  Symbol owner_history_;
  std::vector<std::vector<KnownText>> known_texts_;  // by the index of an entry of Tile's layout; the latest first
  std::vector<Fact> facts_;                          // of the element being read
  Repeats repeats_;
  struct Turn {
    std::int32_t turn;
    std::int32_t value;
  };
  std::vector<Turn> turns_;  // of the history being read
  // By team: tiles (in place of turns), and when the team first and last saw them.
  std::array<std::vector<Turn>, kMostTeams> reveals_;
  std::array<std::vector<Turn>, kMostTeams> last_seen_;
};

}  // namespace perankh::model
