#include <fmt/format.h>

#include "write_save.h"

namespace perankh::savegen {
namespace {

void write_state(XmlWriter& xml, const Save& save, const Unit& unit) {
  write_if(xml, "NameType", unit.name_type);
  write_id(xml, "GeneralID", unit.general);
  write_if(xml, "XP", unit.xp);
  write_if(xml, "Level", unit.level);
  write_if(xml, "Damage", unit.damage);
  write_if(xml, "TurnSteps", unit.turn_steps);
  if (at_least(save, Format::k2024)) {
    write_if(xml, "TurnsSinceLastMove", unit.idle_turns);
  }
  xml.leaf("CreateTurn", unit.create_turn);
  xml.leaf("Facing", unit.facing);
  if (at_least(save, Format::k2024)) {
    xml.leaf("OriginalPlayer", unit.original_player);
  }
  write_if(xml, "OriginalTribe", unit.original_tribe);
  write_if(xml, "Gender", unit.gender);
  write_if(xml, "Religion", unit.religion);
  write_if(xml, "CurrentFormation", unit.formation);
  write_if(xml, "Cooldown", unit.cooldown);
  write_if(xml, "CooldownTurns", unit.cooldown_turns);
}

void write_orders(XmlWriter& xml, const Save& save, const Unit& unit) {
  flag_if(xml, "Sleep", unit.sleep);
  flag_if(xml, "Sentry", unit.sentry && !at_least(save, Format::k2024));
  flag_if(xml, "Pass", unit.pass);
  flag_if(xml, "Anchored", unit.anchored);
  flag_if(xml, "LevelPromotion", unit.level_promotion);
  if (at_least(save, Format::k2025)) {
    flag_if(xml, "March", unit.march);
    flag_if(xml, "Unlimbered", unit.unlimbered);
    flag_if(xml, "CriticalHit", unit.critical_hit);
  }
}

void write_names(XmlWriter& xml, Name list, const std::vector<Name>& names) {
  if (names.empty()) {
    return;
  }
  xml.open(list);
  for (const Name name : names) {
    xml.flag(name);
  }
  xml.close();
}

void write_raid(XmlWriter& xml, const Save& save, const Unit& unit) {
  xml.open("RaidTurn");
  if (unit.raid_turn != 0) {
    xml.leaf(fmt::format("T.{}", unit.id % save.settings.teams), unit.raid_turn);
  }
  xml.close();
}

void write_belonging(XmlWriter& xml, const Unit& unit) {
  xml.open("PlayerFamily");
  if (unit.player != kNone) {
    xml.leaf(fmt::format("P.{}", unit.player), unit.family.empty() ? kNoName : unit.family);
  }
  xml.close();
  xml.open("QueueList");
  if (unit.queue_target != kNone) {
    xml.open("QueueData");
    xml.leaf("Type", "UNITQUEUE_MOVE");
    xml.leaf("TileID", unit.queue_target);
    xml.close();
  }
  xml.close();
}

void write_ai(XmlWriter& xml, const Unit& unit) {
  xml.open("AI");
  if (!unit.ai_role.empty()) {
    write_id(xml, "Target", unit.ai_target);
    xml.leaf("Role", unit.ai_role);
  }
  xml.close();
}

}  // namespace

void write_unit(XmlWriter& xml, const Save& save, const Unit& unit) {
  xml.open("Unit");
  xml.attribute("ID", unit.id);
  xml.attribute("Type", unit.type);
  xml.attribute("Player", unit.player);
  xml.attribute("Tribe", unit.tribe);
  xml.attribute_unsigned("Seed", unit.seed);
  write_state(xml, save, unit);
  write_orders(xml, save, unit);
  write_raid(xml, save, unit);
  write_belonging(xml, unit);
  write_names(xml, "Promotions", unit.promotions);
  write_names(xml, "PromotionsAvailable", unit.promotions_available);
  if (at_least(save, Format::k2024)) {
    write_counts(xml, "BonusEffectUnits", unit.effects);
  }
  if (unit.story != nullptr && at_least(save, Format::k2025)) {
    xml.open("EventStoryTurn");
    xml.leaf(unit.story->key, save.turn);
    xml.close();
  }
  write_ai(xml, unit);
  xml.close();
}

}  // namespace perankh::savegen
