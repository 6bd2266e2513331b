// How a concept of the game is written in the XML and kept in a row, said once.
//
// Every struct of the model (City, Unit, ...) has one Layout. It names the attributes and child elements the game
// writes and where each goes: a member of the struct, a row of keyed values, a turn history, and so on. Everything else
// follows from it: decoding (reader.h), the physical columns and how they are filled (src/store), and the account of
// what was read (account.h).
//
//   const Layout& City::layout() {
//     static const Layout kLayout = LayoutBuilder<City>(Concept::kCity, "City", "city")
//                                       .id("ID", &City::id)
//                                       .element("Citizens", &City::citizens)
//                                       .keyed("YieldProgress")
//                                       .build();
//     return kLayout;
//   }
//
// A Layout is made once, never changes, and may be read by any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/values.h"

namespace perankh::model {

class Reader;

/// A piece of free text of a save: a range of GameData::texts. Names of the game are Symbols instead.
/// An empty text that is there is not the same as none.
struct Text {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint32_t offset = kNone;
  std::uint32_t length = 0;
  [[nodiscard]] bool has_value() const { return offset != kNone; }
};

/// What a member holds: how it is read from text, and the type of its column.
enum class ValueType : std::uint8_t { kInt, kId, kSymbol, kText, kFlag, kSeed };

template <class Member>
[[nodiscard]] constexpr ValueType value_type_of() {
  if constexpr (std::is_same_v<Member, Int>) return ValueType::kInt;
  if constexpr (std::is_same_v<Member, Symbol>) return ValueType::kSymbol;
  if constexpr (std::is_same_v<Member, Text>) return ValueType::kText;
  if constexpr (std::is_same_v<Member, bool>) return ValueType::kFlag;
  if constexpr (std::is_same_v<Member, Seed>) return ValueType::kSeed;
  return ValueType::kId;  // Id<Kind>: one int32 whatever the kind
}

/// One member of a row: its name as a column, its type, and where it lies in the struct.
struct Column {
  std::string name;
  ValueType type = ValueType::kInt;
  std::size_t offset = 0;
};

/// What becomes of an attribute or a child element.
enum class Shape : std::uint8_t {
  kValue,       ///< one value, kept in a member
  kKeyed,       ///< children are keys: <YieldStockpile><YIELD_FOOD>70</YIELD_FOOD>; a KeyedValue each
  kPositional,  ///< children are a list where the position counts: <Leaders><ID>4</ID><ID>9</ID>; a KeyedValue each
  kHistory,     ///< children are turns, or keys with turns below them; a Series for each key
  kChanges,     ///< children are turns at which a tile changed; a TileChange each
  kKnowledge,   ///< what each team knows of a tile; a member of TileSight
  kRows,        ///< each such child is a row of its own, or holds such rows (a list of records)
  kDetail,      ///< anything else: every value below becomes a Detail, so that nothing is lost
};

/// The concepts of the game that have a layout with entries, in the order in which accounts list them.
enum class Concept : std::uint8_t {
  kSave,
  kGame,
  kPlayer,
  kGoal,
  kMemory,
  kLog,
  kCharacter,
  kRelationship,
  kCity,
  kBuild,
  kTile,
  kUnit,
  kTribe
};
inline constexpr std::size_t kConcepts = 13;

/// One attribute or child element of a concept.
struct Entry {
  std::string name;       ///< as in the XML
  std::string field;      ///< what its keyed values, series and changes are filed under: the name, or "Goal.Stats"
  std::size_t index = 0;  ///< position in its layout
  bool is_attribute = false;
  Shape shape = Shape::kValue;
  ValueType type = ValueType::kInt;
  std::size_t offset = 0;                      ///< kValue, kKnowledge: the member
  std::optional<std::size_t> presence_offset;  ///< a bool member that says "the element is there", whatever its text
  bool empty_is_zero = false;                  ///< kValue: an empty element counts as the number 0
  std::string other_table;                     ///< kValue: the table that has its column, if not the layout's own
  void (*read_rows)(Reader&, const Entry&) = nullptr;  ///< kRows
};

class Layout {
 public:
  /// Path of the concept's element below Root ("Tile/Unit"; "" for Root itself) and the name of its rows' table.
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] Concept what() const { return concept_; }
  [[nodiscard]] const std::string& table() const { return table_; }

  [[nodiscard]] std::span<const Entry> entries() const { return entries_; }
  [[nodiscard]] std::span<const Column> columns() const { return columns_; }

  [[nodiscard]] const Entry* attribute(std::string_view name) const { return find(name, true); }
  [[nodiscard]] const Entry* element(std::string_view name) const { return find(name, false); }

  /// Where the row's own id lies, for concepts that have one: it is the owner of everything below.
  [[nodiscard]] std::optional<std::size_t> id_offset() const { return id_offset_; }

  /// Children that no entry names are kept as details instead of being reported as unknown.
  [[nodiscard]] bool keeps_the_rest() const { return keeps_the_rest_; }

 private:
  template <class Row>
  friend class LayoutBuilder;

  /// What a name is recognised by: both ends and the length. Names of up to 16 letters are fully told by it.
  struct Key {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::uint32_t length = 0;
    std::uint16_t kind = 0;  // 1 attribute, 2 element, 0 nothing here
    std::uint16_t entry = 0;

    [[nodiscard]] static Key of(std::string_view name, bool is_attribute);
    [[nodiscard]] std::size_t hash() const {
      const std::uint64_t mixed = (head ^ (tail << 7U) ^ length) * 0x9E3779B97F4A7C15U;
      return static_cast<std::size_t>(mixed >> 40U) + kind;
    }
  };

  [[nodiscard]] const Entry* find(std::string_view name, bool is_attribute) const {
    const Key wanted = Key::of(name, is_attribute);
    for (std::size_t at = wanted.hash() & mask_;; at = (at + 1) & mask_) {
      const Key& key = index_[at];
      if (key.kind == 0) return nullptr;
      if (key.head == wanted.head && key.tail == wanted.tail && key.length == wanted.length &&
          key.kind == wanted.kind && (key.length <= 16 || entries_[key.entry].name == name)) {
        return &entries_[key.entry];
      }
    }
  }

  void add_entry(Entry entry);
  void add_column(std::string name, ValueType type, std::size_t offset);
  void make_index();

  Concept concept_ = Concept::kSave;
  std::string path_;
  std::string table_;
  std::string field_prefix_;
  std::vector<Entry> entries_;
  std::vector<Column> columns_;
  std::vector<Key> index_;  // open addressing into entries_
  std::size_t mask_ = 0;
  std::optional<std::size_t> id_offset_;
  bool keeps_the_rest_ = false;
};

/// "AIControlledToTurn" -> "ai_controlled_to_turn": the column of a member is named after its element.
[[nodiscard]] std::string column_name(std::string_view xml_name);

inline Layout::Key Layout::Key::of(std::string_view name, bool is_attribute) {
  Key key{.length = static_cast<std::uint32_t>(name.size()), .kind = static_cast<std::uint16_t>(is_attribute ? 1 : 2)};
  // Loads of a fixed size: a copy of as many bytes as the name has would be a call.
  if (name.size() >= 8) {
    std::memcpy(&key.head, name.data(), 8);
    std::memcpy(&key.tail, name.data() + name.size() - 8, 8);
  } else if (name.size() >= 4) {
    std::memcpy(&key.head, name.data(), 4);
    std::memcpy(&key.tail, name.data() + name.size() - 4, 4);
  } else {
    for (const char letter : name) key.head = key.head << 8U | static_cast<unsigned char>(letter);
  }
  return key;
}

/// Writes down a Layout. Row must be default-constructible; a member's type decides how its value is read.
template <class Row>
class LayoutBuilder {
 public:
  LayoutBuilder(Concept what, std::string_view path, std::string_view table, std::string_view field_prefix = {}) {
    layout_.concept_ = what;
    layout_.path_ = path;
    layout_.table_ = table;
    layout_.field_prefix_ = field_prefix;
  }

  /// For rows that many concepts share: they have columns, but no element of their own.
  explicit LayoutBuilder(std::string_view table) { layout_.table_ = table; }

  /// A column that does not come from an element of its own: a position, the parent's id, a derived value.
  template <class Member>
  LayoutBuilder& column(std::string_view name, Member Row::* member) {
    layout_.add_column(std::string(name), value_type_of<Member>(), offset_of(member));
    return *this;
  }

  /// The members of the elements that follow are columns of another table, with a layout of its own.
  LayoutBuilder& columns_in(std::string_view other_table) {
    other_table_ = other_table;
    return *this;
  }

  /// The attribute that holds the row's own id.
  template <class Member>
  LayoutBuilder& id(std::string_view name, Member Row::* member) {
    layout_.id_offset_ = offset_of(member);
    return attribute(name, member);
  }

  template <class Member>
  LayoutBuilder& attribute(std::string_view name, Member Row::* member) {
    return value(name, member, true);
  }

  /// A child element with one value. For a bool, being there is the value: the game writes flags as empty elements.
  template <class Member>
  LayoutBuilder& element(std::string_view name, Member Row::* member) {
    return value(name, member, false);
  }

  /// A child element whose presence and whose text both mean something: <Finished>37</Finished>.
  template <class Member>
  LayoutBuilder& element(std::string_view name, bool Row::* presence, Member Row::* member) {
    layout_.add_column(column_name(name), ValueType::kFlag, offset_of(presence));
    value(name, member, false, column_name(name) + "_value");
    layout_.entries_.back().presence_offset = offset_of(presence);
    return *this;
  }

  /// A flag that may say more: kept as the number in it, or 0 when it is empty. <RiverW>1</RiverW>
  LayoutBuilder& number_or_flag(std::string_view name, Int Row::* member) {
    value(name, member, false);
    layout_.entries_.back().empty_is_zero = true;
    return *this;
  }

  LayoutBuilder& keyed(std::string_view name) { return shape(name, Shape::kKeyed); }
  LayoutBuilder& positional(std::string_view name) { return shape(name, Shape::kPositional); }
  LayoutBuilder& history(std::string_view name) { return shape(name, Shape::kHistory); }
  LayoutBuilder& changes(std::string_view name) { return shape(name, Shape::kChanges); }
  LayoutBuilder& detail(std::string_view name) { return shape(name, Shape::kDetail); }

  LayoutBuilder& rows(std::string_view name, void (*read)(Reader&, const Entry&)) {
    shape(name, Shape::kRows);
    layout_.entries_.back().read_rows = read;
    return *this;
  }

  /// Knowledge of teams: the member belongs to TileSight, which is given as Known.
  template <class Known, class Member>
  LayoutBuilder& knowledge(std::string_view name, Member Known::* member) {
    shape(name, Shape::kKnowledge);
    layout_.entries_.back().type = value_type_of<Member>();
    layout_.entries_.back().offset = LayoutBuilder<Known>::offset_of(member);
    return *this;
  }
  template <class Known, class Member>
  LayoutBuilder& knowledge(std::string_view name, bool Known::* presence, Member Known::* member) {
    knowledge(name, member);
    layout_.entries_.back().presence_offset = LayoutBuilder<Known>::offset_of(presence);
    return *this;
  }

  LayoutBuilder& rest_as_detail() {
    layout_.keeps_the_rest_ = true;
    return *this;
  }

  [[nodiscard]] Layout build() {
    layout_.make_index();
    return std::move(layout_);
  }

  /// Where a member lies in its row. A row is looked at instead of using offsetof, which wants a macro and a name.
  template <class Member>
  [[nodiscard]] static std::size_t offset_of(Member Row::* member) {
    static const Row kProbe{};
    const auto* const base = reinterpret_cast<const std::byte*>(&kProbe);
    return static_cast<std::size_t>(reinterpret_cast<const std::byte*>(&(kProbe.*member)) - base);
  }

 private:
  template <class Member>
  LayoutBuilder& value(std::string_view name, Member Row::* member, bool is_attribute, std::string column = {}) {
    layout_.add_entry({.name = std::string(name),
                       .is_attribute = is_attribute,
                       .shape = Shape::kValue,
                       .type = value_type_of<Member>(),
                       .offset = offset_of(member),
                       .other_table = other_table_});
    if (!other_table_.empty()) return *this;
    layout_.add_column(column.empty() ? column_name(name) : std::move(column), value_type_of<Member>(),
                       offset_of(member));
    return *this;
  }

  LayoutBuilder& shape(std::string_view name, Shape shape) {
    layout_.add_entry({.name = std::string(name), .shape = shape});
    return *this;
  }

  Layout layout_;
  std::string other_table_;
};

}  // namespace perankh::model
