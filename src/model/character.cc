#include "model/character.h"

#include "model/reader.h"

namespace perankh::model {

const Layout& Character::layout() {
  static const Layout kLayout =
      LayoutBuilder<Character>(Concept::kCharacter, "Character", "character")
          .id("ID", &Character::id)
          .attribute("BirthTurn", &Character::birth_turn)
          .attribute("Player", &Character::player)
          .attribute("Character", &Character::character)
          .attribute("Gender", &Character::gender)
          .attribute("FirstName", &Character::first_name)
          .attribute("Seed", &Character::seed)
          .element("NameType", &Character::name_type)
          .element("NicknameType", &Character::nickname_type)
          .element("Portrait", &Character::portrait)
          .element("Nickname", &Character::nickname)
          .element("Title", &Character::title)
          .element("Suffix", &Character::suffix)
          .element("CustomName", &Character::custom_name)
          .element("Level", &Character::level)
          .element("XP", &Character::xp)
          .element("DeathTurn", &Character::death_turn)
          .element("DeathReason", &Character::death_reason)
          .element("Tribe", &Character::tribe)
          .element("Family", &Character::family)
          .element("Nation", &Character::nation)
          .element("Religion", &Character::religion)
          .element("Cognomen", &Character::cognomen)
          .element("Courtier", &Character::courtier)
          .element("LeaderTurn", &Character::leader_turn)
          .element("AbdicateTurn", &Character::abdicate_turn)
          .element("NationTurn", &Character::nation_turn)
          .element("SafeTurn", &Character::safe_turn)
          .element("BirthCityID", &Character::birth_city)
          .element("FatherID", &Character::father)
          .element("MotherID", &Character::mother)
          .element("BirthFatherID", &Character::birth_father)
          .element("BirthMotherID", &Character::birth_mother)
          .element("SpouseID", &Character::spouse)
          .element("Royal", &Character::royal)
          .element("Infertile", &Character::infertile)
          .element("WasReligionHead", &Character::was_religion_head, &Character::was_religion_head_of)
          .element("WasFamilyHead", &Character::was_family_head, &Character::was_family_head_of)
          .element("Abdicated", &Character::abdicated)
          .element("Retired", &Character::retired)
          .element("DeadCouncil", &Character::dead_council)
          .column("archetype", &Character::archetype)
          .keyed("Rating")
          .keyed("Stat")
          .keyed("TraitTurn")
          .keyed("Trait")
          .keyed("EventStoryTurn")
          .keyed("CognomenHistory")
          .positional("Spouses")
          .positional("Children")
          .rows("RelationshipList", &Reader::read_relationships)
          .detail("EventStoryTexts")
          .detail("MissionList")
          .build();
  return kLayout;
}

const Layout& Relationship::layout() {
  static const Layout kLayout =
      LayoutBuilder<Relationship>(Concept::kRelationship, "Character/RelationshipList/RelationshipData", "relationship")
          .column("of_character_id", &Relationship::character)
          .column("ordinal", &Relationship::ordinal)
          .element("Type", &Relationship::type)
          .element("ID", &Relationship::id)
          .element("CharacterID", &Relationship::other)
          .element("Value", &Relationship::value)
          .element("Turn", &Relationship::turn)
          .build();
  return kLayout;
}

}  // namespace perankh::model
