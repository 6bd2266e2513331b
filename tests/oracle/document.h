// What oracle*.cc share: cells out of XML, keys taken apart, rows gathered.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "oracle.h"

namespace perankh::oracle {

using Node = pugi::xml_node;
using Cell = std::optional<std::string>;  ///< nothing: NULL

/// Gathers the relations of one save.
class Sheet {
 public:
  /// Starts a relation; add() fills the one started last.
  void start(std::string name, std::vector<std::string> columns);
  void add(const std::vector<Cell>& cells);
  /// The same, once for each row that is different.
  void add_once(const std::vector<Cell>& cells);
  [[nodiscard]] std::vector<Relation> take() { return std::move(relations_); }

 private:
  std::vector<Relation> relations_;
};

/// A save, and what the relations need to know of it as a whole.
struct Document {
  pugi::xml_document xml;
  Node root;
  Node game;
  std::map<std::string, std::string> team_of_player;
  std::map<std::string, bool> human;
  Cell owner;  ///< player in front of the computer
  Cell winner;
  Cell victory;

  [[nodiscard]] std::vector<Node> all(const char* xpath) const;
};

[[nodiscard]] std::vector<Node> elements(Node parent);
[[nodiscard]] bool has_elements(Node node);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char at);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view between);

/// Text of an element; nothing when there is no element.
[[nodiscard]] Cell text(Node node);
/// A name or number of the game: nothing also for "", NONE.
[[nodiscard]] Cell value(Node node);
[[nodiscard]] Cell value(pugi::xml_attribute attribute);
/// The same, and -1 is nobody.
[[nodiscard]] Cell id(Node node);
[[nodiscard]] Cell id(pugi::xml_attribute attribute);
[[nodiscard]] Cell id(const Cell& cell);
[[nodiscard]] Cell raw(pugi::xml_attribute attribute);
[[nodiscard]] inline Cell flag(bool on) { return on ? "true" : "false"; }
[[nodiscard]] inline Cell flag(Node node) { return flag(!node.empty()); }
[[nodiscard]] inline std::string str(Node node) { return node.text().get(); }
[[nodiscard]] inline std::string attr(Node node, const char* name) { return node.attribute(name).value(); }
[[nodiscard]] bool is_number(std::string_view text);
/// 17 for T17.
[[nodiscard]] Cell turn_of(Node node);
/// A map as the file has it: of a key that comes twice the last counts.
[[nodiscard]] std::map<std::string, Node> keyed(Node map);

void read_setup(const Document& save, Sheet& sheet);
void read_players(const Document& save, Sheet& sheet);
void read_histories(const Document& save, Sheet& sheet);
void read_stories(const Document& save, Sheet& sheet);
void read_people(const Document& save, Sheet& sheet);
void read_cities(const Document& save, Sheet& sheet);
void read_tiles(const Document& save, Sheet& sheet);
void read_rest(const Document& save, Sheet& sheet);

}  // namespace perankh::oracle
