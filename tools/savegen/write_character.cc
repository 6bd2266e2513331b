#include <fmt/format.h>

#include "write_save.h"

namespace perankh::savegen {
namespace {

void write_who(XmlWriter& xml, const Character& person) {
  xml.attribute("ID", person.id);
  xml.attribute("BirthTurn", person.birth_turn);
  xml.attribute("Player", person.player);
  if (!person.character_key.empty()) {
    xml.attribute("Character", person.character_key);
  }
  xml.attribute("Gender", person.female ? "GENDER_FEMALE" : "GENDER_MALE");
  xml.attribute("FirstName", person.first_name);
  xml.attribute_unsigned("Seed", person.seed);
}

void write_life(XmlWriter& xml, const Save& save, const Character& person) {
  const bool old_names = !at_least(save, Format::k2024);
  write_if(xml, old_names ? "Nickname" : "NicknameType", person.nickname);
  xml.leaf("Portrait", person.portrait);
  xml.leaf("NameType", person.first_name);
  write_if(xml, "Title", person.title);
  write_if(xml, "Suffix", person.suffix);
  write_if(xml, "XP", person.xp);
  xml.leaf("Level", person.level);
  write_if(xml, "DeathTurn", person.death_turn);
  write_if(xml, "LeaderTurn", person.leader_turn);
  write_if(xml, "AbdicateTurn", person.abdicate_turn);
  write_if(xml, "NationTurn", person.nation_turn);
  if (old_names) {
    write_if(xml, "SafeTurn", person.leader_turn);
  }
  write_id(xml, "SpouseID", person.spouse);
  flag_if(xml, "Royal", person.royal);
  flag_if(xml, "Infertile", person.infertile);
  flag_if(xml, "Abdicated", person.abdicate_turn != 0);
  flag_if(xml, "Retired", person.retired);
  flag_if(xml, "WasReligionHead", person.religion_head);
  flag_if(xml, "WasFamilyHead", person.family_head);
}

void write_place(XmlWriter& xml, const Character& person) {
  write_if(xml, "Courtier", person.courtier);
  write_if(xml, "DeadCouncil", person.dead_council);
  write_if(xml, "Nation", person.nation);
  write_if(xml, "Tribe", person.tribe);
  write_if(xml, "Family", person.family);
  write_if(xml, "Religion", person.religion);
  if (!person.cognomens.empty()) {
    xml.leaf("Cognomen", kCognomens[static_cast<std::size_t>(person.cognomens.back().second)]);
  }
  if (!person.death_reason.empty()) {
    xml.leaf("DeathReason", fmt::format("{}_{}", person.death_reason, person.female ? "F" : "M"));
  }
}

void write_kin(XmlWriter& xml, const Save& save, const Character& person) {
  write_id(xml, "BirthCityID", person.birth_city);
  if (at_least(save, Format::k2024)) {
    write_id(xml, "FatherID", person.legal_father);
    write_id(xml, "MotherID", person.mother);
    write_id(xml, "BirthFatherID", person.father);
    write_id(xml, "BirthMotherID", person.mother);
  } else {
    write_id(xml, "FatherID", person.father);
    write_id(xml, "MotherID", person.mother);
  }
  if (!person.spouses.empty()) {
    write_ids(xml, "Spouses", "ID", person.spouses);
  }
  if (!person.children.empty()) {
    write_ids(xml, "Children", "ID", person.children);
  }
}

void write_traits(XmlWriter& xml, const Save& save, const Character& person) {
  if (at_least(save, Format::k2024)) {
    write_counts(xml, "TraitTurn", person.traits);
    return;
  }
  xml.open("Trait");  // older saves do not say since when
  for (const NameCount& trait : person.traits) {
    xml.flag(trait.key);
  }
  xml.close();
}

void write_cognomens(XmlWriter& xml, const Save& save, const Character& person) {
  if (person.cognomens.empty()) {
    return;
  }
  xml.open("CognomenHistory");
  for (const auto& [turn, cognomen] : person.cognomens) {
    if (at_least(save, Format::k2024)) {
      xml.turn_leaf('T', turn, kCognomens[static_cast<std::size_t>(cognomen)]);
    } else {
      xml.turn_leaf('T', turn, cognomen);
    }
  }
  xml.close();
}

void write_relationships(XmlWriter& xml, const Save& save, const Character& person) {
  if (person.relationships.empty()) {
    return;
  }
  // Later builds call the other one ID, earlier ones CharacterID.
  const Name target = at_least(save, Format::k2025) ? "ID" : "CharacterID";
  xml.open("RelationshipList");
  for (const Relationship& relationship : person.relationships) {
    xml.open("RelationshipData");
    xml.leaf("Type", relationship.type);
    write_id(xml, target, relationship.target);
    write_if(xml, "Value", relationship.value);
    xml.leaf("Turn", relationship.turn);
    xml.close();
  }
  xml.close();
}

void write_stories(XmlWriter& xml, const Character& person) {
  if (!person.stories.empty()) {
    xml.open("EventStoryTurn");
    for (const auto& [story, turn] : person.stories) {
      xml.leaf(story->key, turn);
    }
    xml.close();
  }
  if (person.stories.size() > 2) {
    xml.open("EventStoryTexts");
    xml.leaf(person.stories.back().first->key, fmt::format("{} & friends", display_name(person.first_name)));
    xml.close();
  }
  if (!person.missions.empty()) {
    xml.open("MissionList");
    for (const NameCount& mission : person.missions) {
      xml.open("MissionData");
      xml.leaf("Type", mission.key);
      xml.leaf("Turn", mission.value);
      xml.close();
    }
    xml.close();
  }
}

}  // namespace

void write_character(XmlWriter& xml, const Save& save, const Character& person) {
  xml.open("Character");
  write_who(xml, person);
  write_life(xml, save, person);
  write_place(xml, person);
  write_kin(xml, save, person);
  xml.open("Rating");
  for (std::size_t i = 0; i < kRatings.size(); ++i) {
    xml.leaf(kRatings[i], person.ratings[i]);
  }
  xml.close();
  write_counts(xml, "Stat", person.stats);
  write_traits(xml, save, person);
  write_cognomens(xml, save, person);
  write_relationships(xml, save, person);
  write_stories(xml, person);
  xml.close();
}

}  // namespace perankh::savegen
