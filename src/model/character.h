// A person: ruler, heir, courtier, general, or just somebody's cousin.
#pragma once

#include <cstdint>

#include "base/values.h"
#include "model/layout.h"

namespace perankh::model {

/// <Character>. Ratings, statistics, traits, stories and children are KeyedValues (character_value). Parents may come
/// later in the file than their children.
struct Character {
  CharacterId id;
  PlayerId player;   ///< none for people of the tribes
  Symbol character;  ///< a person the game knows by name: CHARACTER_JULIUS_CAESAR_LEADER
  Symbol gender;
  Symbol first_name;  ///< NAME_SOFYA; a name the player chose stands here as typed
  Seed seed;
  Int birth_turn;  ///< negative for people born before the game began

  Symbol name_type, nickname_type, portrait;
  Text nickname, title, suffix, custom_name;
  Int level, xp;
  Int death_turn;
  Symbol death_reason;
  Symbol tribe, family, nation, religion;
  Symbol cognomen;
  Symbol courtier;  ///< which kind of courtier: COURTIER_SOLDIER
  Int leader_turn, abdicate_turn, nation_turn, safe_turn;
  CityId birth_city;
  CharacterId father, mother;  ///< by law
  CharacterId birth_father, birth_mother;
  CharacterId spouse;
  bool royal = false;
  bool infertile = false;
  bool was_religion_head = false;
  Symbol was_religion_head_of;  ///< in builds that say which
  bool was_family_head = false;
  Symbol was_family_head_of;
  bool abdicated = false;
  bool retired = false;
  Symbol dead_council;  ///< the seat on the council it held when it died: COUNCIL_SPYMASTER

  Symbol archetype;  ///< the trait TRAIT_*_ARCHETYPE; derived (results.cc)

  // Where this person's rows begin, for the case that the file holds a person twice (results.cc). Not columns.
  std::uint32_t first_value = 0;
  std::uint32_t first_relationship = 0;
  std::uint32_t first_detail = 0;

  static const Layout& layout();
};

/// <RelationshipData>: what one person is to another.
struct Relationship {
  CharacterId character;
  Int ordinal;
  Symbol type;
  Int id;
  CharacterId other;
  Int value;
  Int turn;

  static const Layout& layout();
};

}  // namespace perankh::model
