#include "oracle.h"

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>

#include "document.h"

namespace perankh::oracle {

namespace {

Cell cell_or_null(const std::string& text) { return text.empty() || text == "NONE" ? Cell() : Cell(text); }

void count_leaves(Node node, std::uint64_t& leaves) {
  leaves += static_cast<std::uint64_t>(std::distance(node.attributes_begin(), node.attributes_end()));
  const auto children = elements(node);
  if (children.empty()) ++leaves;
  for (const Node child : children) count_leaves(child, leaves);
}

void find_people_at_the_table(Document& save) {
  std::size_t position = 0;
  for (const Node team : save.all("/Root/Team/PlayerTeam")) save.team_of_player[std::to_string(position++)] = str(team);
  std::vector<std::string> humans;
  for (const Node player : save.all("/Root/Player")) {
    const std::string who = attr(player, "ID");
    save.human[who] = !attr(player, "OnlineID").empty() || attr(player, "AIControlledToTurn") == "0";
    if (save.human[who]) humans.push_back(who);
  }
  for (const Node instruction : save.xml.children()) {
    if (instruction.type() != pugi::node_pi || std::string(instruction.name()) != "ActivePlayer") continue;
    if (save.human[instruction.value()]) save.owner = instruction.value();
  }
  if (humans.size() == 1) save.owner = humans.front();
}

void find_winner(Document& save) {
  const auto team_wins = [&save](const std::string& team) {
    for (const bool human : {true, false}) {
      for (const Node player : save.all("/Root/Player")) {
        const std::string who = attr(player, "ID");
        const auto of = save.team_of_player.find(who);
        const bool plays = of != save.team_of_player.end() && of->second == team;
        if (plays && save.human[who] == human && !save.winner) save.winner = who;
      }
    }
  };
  if (const Node old = save.root.child("Victory"); !old.empty()) {
    save.winner = id(old.attribute("winner"));
    save.victory = value(old.attribute("type"));
  } else if (const auto victories = save.all("/Root/Game/TeamVictories/Team"); !victories.empty()) {
    team_wins(str(victories.front()));
    save.victory = value(victories.front().attribute("Victory"));
  } else if (!save.game.child("WinnerTeam").empty() && !save.game.child("WinnerVictory").empty()) {
    team_wins(str(save.game.child("WinnerTeam")));
    const Cell victory = value(save.game.child("WinnerVictory"));  // often a number of the game's own list
    if (victory && !is_number(*victory)) save.victory = victory;
  }
}

}  // namespace

// --- cells ----------------------------------------------------------------------------------------------------------

std::vector<Node> Document::all(const char* xpath) const {
  std::vector<Node> nodes;
  pugi::xpath_node_set found = xml.select_nodes(xpath);
  found.sort();
  for (const pugi::xpath_node& node : found) nodes.push_back(node.node());
  return nodes;
}

std::vector<Node> elements(Node parent) {
  std::vector<Node> found;
  for (const Node child : parent.children()) {
    if (child.type() == pugi::node_element) found.push_back(child);
  }
  return found;
}

bool has_elements(Node node) { return !elements(node).empty(); }

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts(1);
  for (const char letter : text) {
    if (letter == at) {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string joined;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (at > 0) joined += between;
    joined += parts[at];
  }
  return joined;
}

Cell text(Node node) { return node.empty() ? Cell() : Cell(str(node)); }
Cell value(Node node) { return cell_or_null(str(node)); }
Cell value(pugi::xml_attribute attribute) { return cell_or_null(attribute.value()); }
Cell raw(pugi::xml_attribute attribute) { return attribute.empty() ? Cell() : Cell(attribute.value()); }
Cell id(const Cell& cell) { return cell && cell->starts_with('-') ? Cell() : cell; }
Cell id(Node node) { return id(value(node)); }
Cell id(pugi::xml_attribute attribute) { return id(value(attribute)); }

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() < 11 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Cell turn_of(Node node) {
  const std::string name = node.name();
  return name.size() > 1 && name[0] == 'T' && is_number(name.substr(1)) ? Cell(name.substr(1)) : Cell();
}

std::map<std::string, Node> keyed(Node map) {
  std::map<std::string, Node> found;
  for (const Node child : elements(map)) found[child.name()] = child;
  return found;
}

// --- rows -----------------------------------------------------------------------------------------------------------

void Sheet::start(std::string name, std::vector<std::string> columns) {
  relations_.push_back({.name = std::move(name), .columns = std::move(columns), .rows = {}});
}

void Sheet::add(const std::vector<Cell>& cells) {
  Relation& relation = relations_.back();
  if (cells.size() != relation.columns.size()) throw std::logic_error("oracle: a row of " + relation.name);
  Row row;
  for (const Cell& cell : cells) row.push_back(cell.value_or(std::string(kNull)));
  relation.rows.push_back(std::move(row));
}

void Sheet::add_once(const std::vector<Cell>& cells) {
  add(cells);
  std::vector<Row>& rows = relations_.back().rows;
  if (std::find(rows.begin(), rows.end() - 1, rows.back()) != rows.end() - 1) rows.pop_back();
}

Checksum checksum(const std::vector<Row>& rows) {
  Checksum result;
  for (const Row& row : rows) {
    ++result.rows;
    result.sum += std::hash<std::string>()(join(row, "\x1F"));
  }
  return result;
}

Reading read(const std::string& xml) {
  Document save;
  const auto options =
      pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_pi | pugi::parse_ws_pcdata_single;
  const pugi::xml_parse_result parsed = save.xml.load_buffer(xml.data(), xml.size(), options, pugi::encoding_utf8);
  if (!parsed) throw std::runtime_error(parsed.description());
  save.root = save.xml.child("Root");
  save.game = save.root.child("Game");
  find_people_at_the_table(save);
  find_winner(save);

  Sheet sheet;
  read_setup(save, sheet);
  read_players(save, sheet);
  read_histories(save, sheet);
  read_stories(save, sheet);
  read_people(save, sheet);
  read_cities(save, sheet);
  read_tiles(save, sheet);
  read_rest(save, sheet);
  Reading reading;
  reading.relations = sheet.take();
  count_leaves(save.root, reading.leaf_values);
  return reading;
}

}  // namespace perankh::oracle
