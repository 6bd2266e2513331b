// What has no columns of its own: every value below the parts that are kept as details, and pings.
#include <cstdlib>

#include "document.h"

namespace perankh::oracle {

namespace {

Cell written(std::string_view text) { return text.empty() ? Cell() : Cell(text); }

void read_below(Node node, const std::string& path, const std::vector<Cell>& place, Sheet& sheet) {
  const auto add = [&](const std::string& where, std::string_view text) {
    std::vector<Cell> row = place;
    row.push_back(where.empty() ? Cell() : Cell(where));
    row.push_back(written(text));
    sheet.add(row);
  };
  for (const pugi::xml_attribute attribute : node.attributes()) add(path + "@" + attribute.name(), attribute.value());
  const auto children = elements(node);
  if (children.empty()) add(path, node.text().get());
  for (const Node child : children) read_below(child, path + "/" + child.name(), place, sheet);
}

void read_part(Node part, const std::string& name, const std::string& owner, Sheet& sheet) {
  for (const pugi::xml_attribute attribute : part.attributes()) {
    sheet.add({name, owner, Cell(), std::string("@") + attribute.name(), written(attribute.value())});
  }
  const auto records = elements(part);
  if (records.empty() && (!str(part).empty() || part.first_attribute().empty())) {
    sheet.add({name, owner, Cell(), Cell(), written(part.text().get())});
  }
  std::size_t position = 0;
  for (const Node record : records) {
    read_below(record, record.name(), {name, owner, std::to_string(position++)}, sheet);
  }
}

}  // namespace

void read_rest(const Document& save, Sheet& sheet) {
  sheet.start("details", {"part", "owner_id", "position", "path", "value"});
  const auto parts = [&](const char* xpath, const std::string& under, const std::vector<const char*>& names) {
    for (const Node entity : save.all(xpath)) {
      for (const char* name : names) {
        for (const Node part : entity.children(name)) {
          read_part(part, under + name, attr(entity, "ID").empty() ? "0" : attr(entity, "ID"), sheet);
        }
      }
    }
  };
  parts("/Root/Game", "Game/", {"Occurrences", "TileImprovementDynamicTexts"});
  parts("/Root/Player", "Player/",
        {"AmbitionDecisions", "DecisionList", "EventLinkList", "PopupList", "Pings", "BonesTimes", "RecentAttacks",
         "AI"});
  parts("/Root/Character", "Character/", {"EventStoryTexts", "MissionList"});
  parts("/Root/Tile", "Tile/", {"RecentAttacks", "Metadata"});
  parts("/Root/Tile/Unit", "Tile/Unit/", {"QueueList", "AI"});
  std::size_t position = 0;
  for (const Node tribe : save.all("/Root/Tribe")) {
    for (const Node part : elements(tribe)) {
      const std::string name = part.name();
      if (name == "LeaderID" || name == "AlliedPlayer" || name == "Religion") continue;
      read_part(part, "Tribe/" + name, std::to_string(position), sheet);
    }
    ++position;
  }

  sheet.start("pings", {"player_id", "tile_id", "turn", "ping_type", "remind_turn", "message", "improvement"});
  for (const Node ping : save.all("/Root/Player/Pings/Ping")) {
    sheet.add({attr(ping.parent().parent(), "ID"), value(ping.attribute("Tile")), value(ping.attribute("Turn")),
               value(ping.attribute("PingType")), value(ping.attribute("RemindTurn")), written(attr(ping, "Text")),
               value(ping.attribute("Improvement"))});
  }
}

}  // namespace perankh::oracle
