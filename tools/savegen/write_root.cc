#include <fmt/format.h>

#include "random.h"
#include "write_save.h"

namespace perankh::savegen {
namespace {

constexpr std::array<Name, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

std::size_t expected_bytes(const Settings& settings) {
  const auto tiles = static_cast<std::size_t>(settings.width) * static_cast<std::size_t>(settings.height);
  const std::size_t players = settings.players.size();
  return tiles * (900 + 260 * players) + players * (static_cast<std::size_t>(settings.final_turn) * 4000 + 200'000);
}

void write_root_attributes(XmlWriter& xml, const Save& save) {
  const Settings& settings = save.settings;
  if (at_least(save, Format::k2024)) {
    xml.attribute("SaveDate", fmt::format("{:02} {} {}", save.time.day,
                                          kMonths[static_cast<std::size_t>(save.time.month - 1)], save.time.year));
  }
  xml.attribute("MapWidth", settings.width);
  if (at_least(save, Format::k2024)) {
    xml.attribute("MinLatitude", 35);
    xml.attribute("MaxLatitude", 55);
  }
  xml.attribute("MapEdgesSafe", settings.scenario.empty() ? "True" : "False");
  if (at_least(save, Format::k2024)) {
    xml.attribute("MinCitySiteDistance", 8);
  }
  if (!settings.scenario.empty()) {
    xml.attribute("MapPath", "The Old World");
  }
  xml.attribute("Version", settings.version);
  xml.attribute("GameId", settings.game_id);
  xml.attribute("MapClass", settings.map_class);
  xml.attribute("MapAspectRatio", settings.map_aspect);
  xml.attribute("MapSize", settings.map_size);
  if (!settings.scenario.empty()) {
    xml.attribute("Scenario", settings.scenario);
  }
  xml.attribute("GameName", settings.game_name);
  xml.attribute("FirstSeed", settings.first_seed);
  xml.attribute("MapSeed", settings.map_seed);
  xml.attribute("GameMode", settings.network ? "NETWORK" : "SINGLE_PLAYER");
}

void write_rule_attributes(XmlWriter& xml, const Save& save) {
  const Settings& settings = save.settings;
  xml.attribute("TurnStyle", settings.turn_style);
  xml.attribute("TurnTimer", settings.turn_timer);
  xml.attribute("OpponentLevel", settings.opponent_level);
  xml.attribute("TribeLevel", settings.tribe_level);
  xml.attribute("Development", "DEVELOPMENT_FLEDGLING");
  xml.attribute("HumanDevelopment", "DEVELOPMENT_NONE");
  xml.attribute("Advantage", "ADVANTAGE_NONE");
  xml.attribute("SuccessionGender", "SUCCESSIONGENDER_ABSOLUTE_COGNATIC");
  xml.attribute("SuccessionOrder", "SUCCESSIONORDER_PRIMOGENITURE");
  xml.attribute("Mortality", settings.mortality);
  xml.attribute("TurnScale", "TURNSCALE_YEAR");
  xml.attribute("TeamNation", "TEAMNATION_GAME_UNIQUE");
  xml.attribute("ForceMarch", settings.force_march);
  xml.attribute("EventLevel", settings.event_level);
  if (at_least(save, Format::k2024)) {
    xml.attribute("VictoryPointModifier", settings.victory_points);
  } else {
    xml.attribute("NumAutosaves", 10);
  }
  if (settings.network) {
    xml.attribute("SimultaneousTurns", 1);
  }
}

// Content hashes: 32 or 48 bytes in base 64.
std::string content_hash(std::uint64_t seed, std::uint64_t index) {
  constexpr Name kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  Random random(mix_all({seed, 0xC0, index}));
  const bool is_long = random.chance(40);
  std::string hash;
  for (int i = 0; i < (is_long ? 64 : 43); ++i) {
    hash += kLetters[static_cast<std::size_t>(random.below(64))];
  }
  return is_long ? hash : hash + '=';
}

void write_contents(XmlWriter& xml, const Save& save) {
  if (!at_least(save, Format::k2025)) {
    return;
  }
  constexpr std::array<Name, 9> kContents = {"BASE_CONTENT.1",       "NATION_HITTITES.1",   "AKSUM.1",
                                             "CAMPAIGN_GREECE.1",    "PHARAOHS.1",          "WONDERS_DYNASTIES.1",
                                             "EVENTPACK_RELIGION.1", "EVENTPACK_SCANDAL.1", "CALAMITIES.1"};
  xml.open("GameContentEnabled");
  for (std::size_t i = 0; i < kContents.size(); ++i) {
    // The hashes belong to the content, not to the campaign: the same in every save of a version.
    xml.attribute(kContents[i], content_hash(save.settings.format == Format::k2026 ? 2 : 1, i));
  }
  xml.close();
}

template <class Value>
void write_players_list(XmlWriter& xml, const Save& save, Name list, Name item, Value value) {
  xml.open(list);
  for (const Player& player : save.players) {
    xml.leaf(item, value(player.setup));
  }
  xml.close();
}

void write_seats(XmlWriter& xml, const Save& save) {
  write_players_list(xml, save, "Team", "PlayerTeam", [](const PlayerSetup& setup) { return setup.team; });
  write_players_list(xml, save, "Difficulty", "PlayerDifficulty",
                     [](const PlayerSetup& setup) { return setup.difficulty; });
  write_players_list(xml, save, "Development", "PlayerDevelopment",
                     [](const PlayerSetup& setup) { return setup.development; });
  write_players_list(xml, save, "Nation", "PlayerNation",
                     [](const PlayerSetup& setup) { return setup.nation_was_chosen ? nation_of(setup).key : kNoName; });
  write_players_list(xml, save, "Dynasty", "PlayerDynasty", [](const PlayerSetup& setup) {
    return setup.nation_was_chosen ? setup.dynasty : Name("DYNASTY_DEFAULT");
  });
  write_players_list(xml, save, "Archetype", "LeaderArchetype",
                     [](const PlayerSetup&) { return Name("TRAIT_PICK_LATER_ARCHETYPE"); });
  xml.open("Humans");
  for (const Player& player : save.players) {
    if (player.setup.human) {
      xml.leaf("PlayerHuman", player.id);
    }
  }
  xml.close();
  xml.open("StartingPlayerOptions");
  for (const Player& player : save.players) {
    if (player.setup.human) {
      xml.leaf("PLAYEROPTION_NO_TUTORIAL", player.id);
    }
  }
  xml.close();
}

void write_flags(XmlWriter& xml, Name list, const std::vector<Name>& flags) {
  xml.open(list);
  for (const Name flag : flags) {
    xml.flag(flag);
  }
  xml.close();
}

}  // namespace

void write_settings(XmlWriter& xml, const Save& save) {
  const Settings& settings = save.settings;
  write_root_attributes(xml, save);
  write_rule_attributes(xml, save);
  write_contents(xml, save);
  write_seats(xml, save);
  write_flags(xml, "GameOptions", settings.game_options);
  xml.open("OccurrenceLevels");
  for (const auto& [key, level] : settings.occurrence_levels) {
    xml.leaf(key, level);
  }
  xml.close();
  write_flags(xml, "VictoryEnabled", settings.victories);
  write_flags(xml, "GameContent", settings.contents);
  xml.open("MapMultiOptions");
  for (const auto& [key, option] : settings.map_multi) {
    xml.leaf(key, option);
  }
  xml.close();
  xml.open("MapSingleOptions");
  for (const auto& [key, value] : settings.map_single) {
    xml.leaf(key, value);
  }
  xml.close();
}

std::string write_save(const Save& save) {
  // The game writes CRLF on Windows and LF elsewhere.
  const bool windows = save.settings.network || save.settings.seed % 4 != 0;
  XmlWriter xml(windows ? LineEnd::kCrLf : LineEnd::kLf, expected_bytes(save.settings));
  xml.declaration(save.active_player);
  xml.open("Root");
  write_settings(xml, save);
  write_game(xml, save);
  for (const Player& player : save.players) {
    write_player(xml, save, player);
  }
  write_tribes(xml, save);
  for (const Character& person : save.characters) {
    write_character(xml, save, person);
  }
  for (const City& city : save.cities) {
    write_city(xml, save, city);
  }
  for (int id = 0; id < static_cast<int>(save.tiles.size()); ++id) {
    write_tile(xml, save, id);
  }
  xml.close();
  xml.finish();
  return xml.take();
}

void write_counts(XmlWriter& xml, Name name, const NameCounts& counts) {
  xml.open(name);
  for (const NameCount& item : counts) {
    xml.leaf(item.key, item.value);
  }
  xml.close();
}

void write_series(XmlWriter& xml, Name name, const Series& series) {
  xml.open(name);
  for (const TurnValue& entry : series) {
    xml.turn_leaf('T', entry.turn, entry.value);
  }
  xml.close();
}

void write_ids(XmlWriter& xml, Name name, Name item, const std::vector<int>& ids) {
  xml.open(name);
  for (const int id : ids) {
    xml.leaf(item, id);
  }
  xml.close();
}

}  // namespace perankh::savegen
