#include <fmt/format.h>

#include <algorithm>

#include "write_save.h"

namespace perankh::savegen {
namespace {

void write_counters(XmlWriter& xml, const Save& save) {
  const Settings& settings = save.settings;
  xml.leaf_unsigned("Seed", save.game_seed);
  xml.leaf("NextUnitID", save.next_unit);
  xml.leaf("NextCityID", static_cast<int>(save.cities.size()));
  xml.leaf("NextCharacterID", static_cast<int>(save.characters.size()));
  xml.leaf("NextOccurrenceID", save.next_occurrence);
  xml.leaf("MapClass", settings.map_class);
  xml.leaf("MapSize", settings.map_size);
  xml.leaf("Turn", save.turn);
  xml.leaf("TurnTime", settings.network ? 250 : 0);
  if (at_least(save, Format::k2025)) {
    xml.leaf("RecentHumanAttacks", static_cast<int>(settings.seed % 13));
  }
  // A game can be over without a winner: everybody left.
  const bool abandoned = save.finished && settings.winner_team == kNone && settings.seed % 3 == 0;
  const bool over = save.finished && settings.winner_team != kNone;
  flag_if(xml, "GameOver", over || abandoned);
  flag_if(xml, "NoReplay", settings.network && over);
  flag_if(xml, "NoFogOfWar", settings.network && over);
  xml.leaf("TeamTurn", save.player(save.active_player).setup.team);
  xml.leaf("PlayerTurn", save.active_player);
}

void write_team_victory(XmlWriter& xml, Name list, const Settings& settings) {
  xml.open(list);
  xml.open("Team");
  xml.attribute("Victory", settings.winner_victory);
  xml.content(settings.winner_team);
  xml.close();
  xml.close();
}

void write_victory(XmlWriter& xml, const Save& save) {
  const Settings& settings = save.settings;
  const bool won = save.finished && settings.winner_team != kNone;
  if (!at_least(save, Format::k2025)) {
    if (won && !settings.root_victory) {
      const auto at = std::find(kVictories.begin(), kVictories.end(), settings.winner_victory);
      xml.leaf("WinnerTeam", settings.winner_team);
      xml.leaf("WinnerVictory", static_cast<int>(at - kVictories.begin()));
    }
    return;
  }
  if (won) {
    write_team_victory(xml, "TeamVictories", settings);
    write_team_victory(xml, "TeamVictoriesCompleted", settings);
  } else {
    xml.flag("TeamVictories");
    xml.flag("TeamVictoriesCompleted");
  }
}

void write_prices(XmlWriter& xml, const Save& save) {
  for (const Name list : {Name("YieldPrice"), Name("YieldPriceTurn")}) {
    xml.open(list);
    for (std::size_t i = kOrders; i < kYields.size(); ++i) {
      xml.leaf(kYields[i], save.prices[i]);
    }
    xml.close();
  }
  xml.open("YieldPriceHistory");
  for (std::size_t i = 0; i < kYields.size(); ++i) {
    write_series(xml, kYields[i], save.price_history[i]);
  }
  xml.close();
}

void write_religion_map(XmlWriter& xml, const Save& save, Name name, int Religion::* field) {
  xml.open(name);
  for (const Religion& religion : save.religions) {
    if (religion.*field != kNone) {
      xml.leaf(religion.key, religion.*field);
    }
  }
  xml.close();
}

void write_beliefs(XmlWriter& xml, const Save& save) {
  write_religion_map(xml, save, "ReligionFounded", &Religion::founded);
  write_religion_map(xml, save, "ReligionHeadID", &Religion::head);
  if (at_least(save, Format::k2024)) {
    xml.flag("TeamTribeFoundCount");
  }
  write_religion_map(xml, save, "ReligionHolyCity", &Religion::holy_city);
  xml.open("ImprovementDisabled");
  for (const Name wonder : save.wonders_built) {
    xml.flag(wonder);
  }
  xml.close();
  xml.flag("EventStoryMaxPriority");
  write_religion_map(xml, save, "ReligionFounder", &Religion::founder);
}

void write_families(XmlWriter& xml) {
  xml.open("FamilyClass");
  for (const FamilyInfo& family : all_families()) {
    xml.leaf(family.key, family.family_class);
  }
  xml.close();
}

// One entry per pair for which `value` has something to say.
template <class Value>
void write_tribe_pairs(XmlWriter& xml, const Save& save, Name name, Value value) {
  xml.open(name);
  for (std::size_t tribe = 0; tribe < tribes().size(); ++tribe) {
    for (int team = 0; team < save.settings.teams; ++team) {
      value(save.tribe_stance(static_cast<int>(tribe), team), fmt::format("{}.{}", tribes()[tribe].key, team));
    }
  }
  xml.close();
}

template <class Value>
void write_team_pairs(XmlWriter& xml, const Save& save, Name name, Value value) {
  xml.open(name);
  for (int from = 0; from < save.settings.teams; ++from) {
    for (int to = 0; to < save.settings.teams; ++to) {
      value(save.stance(from, to), fmt::format("T.{}.{}", from, to));
    }
  }
  xml.close();
}

void write_alliances(XmlWriter& xml, const Save& save) {
  xml.open("TeamAlliance");
  for (int from = 0; from < save.settings.teams; ++from) {
    for (int to = 0; to < save.settings.teams; ++to) {
      if (save.stance(from, to).diplomacy == "DIPLOMACY_ALLIANCE") {
        xml.leaf(fmt::format("T.{}", from), to);
        break;  // one ally each
      }
    }
  }
  xml.close();
}

void write_stances(XmlWriter& xml, const Save& save) {
  const auto number = [&xml](int Stance::* field) {
    return [&xml, field](const Stance& stance, const std::string& key) { write_if(xml, key, stance.*field); };
  };
  const auto contact = [&xml](const Stance& stance, const std::string& key) { flag_if(xml, key, stance.contact); };
  const auto diplomacy = [&xml](const Stance& stance, const std::string& key) { xml.leaf(key, stance.diplomacy); };
  write_tribe_pairs(xml, save, "TribeConflictTurn", number(&Stance::conflict_turn));
  write_tribe_pairs(xml, save, "TribeDiplomacyTurn", number(&Stance::diplomacy_turn));
  write_tribe_pairs(xml, save, "TribeDiplomacyBlock", number(&Stance::block_turn));
  write_tribe_pairs(xml, save, "TribeWarScore", number(&Stance::war_score));
  write_team_pairs(xml, save, "TeamConflictTurn", number(&Stance::conflict_turn));
  write_team_pairs(xml, save, "TeamDiplomacyTurn", number(&Stance::diplomacy_turn));
  write_team_pairs(xml, save, "TeamDiplomacyBlock", number(&Stance::block_turn));
  write_team_pairs(xml, save, "TeamWarScore", number(&Stance::war_score));
  xml.open("ReligionTheology");
  for (const Religion& religion : save.religions) {
    if (!religion.theology.empty()) {
      xml.flag(fmt::format("{}.{}", religion.key, religion.theology));
    }
  }
  xml.close();
  write_tribe_pairs(xml, save, "TribeContact", contact);
  write_team_pairs(xml, save, "TeamContact", contact);
  write_tribe_pairs(xml, save, "TribeDiplomacy", diplomacy);
  write_team_pairs(xml, save, "TeamDiplomacy", diplomacy);
}

void write_occurrences(XmlWriter& xml, const Save& save) {
  if (!save.occurrences.empty() && at_least(save, Format::k2024)) {
    xml.open("Occurrences");
    for (const Occurrence& occurrence : save.occurrences) {
      xml.open("OccurrenceData");
      xml.leaf("ID", occurrence.id);
      xml.leaf("Type", occurrence.type);
      xml.leaf("StartTurn", occurrence.start);
      xml.leaf("EndTurn", occurrence.end);
      xml.leaf("StartTile", occurrence.tile);
      xml.close();
    }
    xml.close();
  }
  if (!save.tile_names.empty()) {
    xml.open("TileImprovementDynamicTexts");
    for (const auto& [tile, text] : save.tile_names) {
      xml.open("Tile");
      xml.attribute("Text", text);
      xml.content(tile);
      xml.close();
    }
    xml.close();
  }
}

}  // namespace

void write_game(XmlWriter& xml, const Save& save) {
  if (winner_of(save) != kNone && save.settings.root_victory) {
    xml.open("Victory");
    xml.attribute("winner", winner_of(save));
    xml.attribute("type", save.settings.winner_victory);
    xml.close();
  }
  xml.open("Game");
  write_counters(xml, save);
  write_victory(xml, save);
  write_prices(xml, save);
  write_beliefs(xml, save);
  write_alliances(xml, save);
  write_families(xml);
  write_stances(xml, save);
  write_occurrences(xml, save);
  xml.close();
}

void write_tribes(XmlWriter& xml, const Save& save) {
  for (const Tribe& tribe : save.tribe_states) {
    xml.open("Tribe");
    xml.attribute("ID", tribe.key);
    write_id(xml, "LeaderID", tribe.leader);
    write_id(xml, "AlliedPlayer", tribe.allied_player);
    write_if(xml, "Religion", tribe.religion);
    xml.close();
  }
}

}  // namespace perankh::savegen
