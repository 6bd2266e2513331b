#pragma once

// Lays a save out as XML. One file per part of the document; the order of elements is the game's.

#include <string>

#include "model.h"
#include "xml_writer.h"

namespace perankh::savegen {

std::string write_save(const Save& save);

// write_root.cc
void write_settings(XmlWriter& xml, const Save& save);
// write_game.cc
void write_game(XmlWriter& xml, const Save& save);
void write_tribes(XmlWriter& xml, const Save& save);
// write_player.cc
void write_player(XmlWriter& xml, const Save& save, const Player& player);
// write_player_lists.cc
void write_all_stories(XmlWriter& xml, const Save& save, const Player& player);
void write_story_maps(XmlWriter& xml, const Player& player);
void write_memories(XmlWriter& xml, const Save& save, const Player& player);
void write_goals(XmlWriter& xml, const Player& player);
void write_decisions(XmlWriter& xml, const Save& save, const Player& player);
void write_event_links(XmlWriter& xml, const Player& player);
void write_popups(XmlWriter& xml, const Save& save, const Player& player);
void write_player_histories(XmlWriter& xml, const Save& save, const Player& player);
void write_logs(XmlWriter& xml, const Save& save, const Player& player);
void write_notes(XmlWriter& xml, const Save& save, const Player& player);
// write_character.cc
void write_character(XmlWriter& xml, const Save& save, const Character& person);
// write_city.cc
void write_city(XmlWriter& xml, const Save& save, const City& city);
// write_tile.cc
void write_tile(XmlWriter& xml, const Save& save, int id);
// write_unit.cc
void write_unit(XmlWriter& xml, const Save& save, const Unit& unit);

// Helpers of all parts.
void write_counts(XmlWriter& xml, Name name, const NameCounts& counts);
void write_series(XmlWriter& xml, Name name, const Series& series);
void write_ids(XmlWriter& xml, Name name, Name item, const std::vector<int>& ids);
inline void write_if(XmlWriter& xml, Name name, int value) {
  if (value != 0) {
    xml.leaf(name, value);
  }
}
inline void write_if(XmlWriter& xml, Name name, std::string_view value) {
  if (!value.empty()) {
    xml.leaf(name, value);
  }
}
inline void write_id(XmlWriter& xml, Name name, int id) {
  if (id != kNone) {
    xml.leaf(name, id);
  }
}
inline void flag_if(XmlWriter& xml, Name name, bool value) {
  if (value) {
    xml.flag(name);
  }
}
inline bool at_least(const Save& save, Format format) { return save.settings.format >= format; }

}  // namespace perankh::savegen
