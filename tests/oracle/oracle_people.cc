// Characters, and who ruled.
#include <map>
#include <set>
#include <tuple>

#include "document.h"

namespace perankh::oracle {

namespace {

/// A person that stands twice counts as it stands last.
std::map<std::string, Node> people_of(const Document& save) {
  std::map<std::string, Node> people;
  for (const Node person : save.all("/Root/Character")) people[attr(person, "ID")] = person;
  return people;
}

Cell archetype(Node person) {
  Cell found;
  for (const Node child : elements(person)) {
    const std::string name = child.name();
    if (name != "TraitTurn" && name != "Trait") continue;
    for (const Node trait : elements(child)) {
      if (std::string_view(trait.name()).ends_with("_ARCHETYPE")) found = trait.name();
    }
  }
  return found;
}

Cell either(const Cell& first, const Cell& second) { return first ? first : second; }

Cell father(Node person) { return either(id(person.child("BirthFatherID")), id(person.child("FatherID"))); }
Cell mother(Node person) { return either(id(person.child("BirthMotherID")), id(person.child("MotherID"))); }

void read_characters(const std::map<std::string, Node>& people, Sheet& sheet) {
  sheet.start("characters", {"character_id",
                             "xml_id",
                             "first_name",
                             "gender",
                             "player_id",
                             "tribe",
                             "birth_turn",
                             "birth_city_id",
                             "death_turn",
                             "death_reason",
                             "birth_father_id",
                             "birth_mother_id",
                             "family",
                             "nation",
                             "religion",
                             "cognomen",
                             "archetype",
                             "portrait",
                             "xp",
                             "level",
                             "is_royal",
                             "is_infertile",
                             "became_leader_turn",
                             "abdicated_turn",
                             "was_religion_head",
                             "was_family_head",
                             "nation_joined_turn",
                             "seed",
                             "character_type",
                             "title",
                             "suffix",
                             "courtier",
                             "spouse_id"});
  for (const auto& [who, person] : people) {
    sheet.add({who,
               who,
               value(person.attribute("FirstName")),
               value(person.attribute("Gender")),
               id(person.attribute("Player")),
               value(person.child("Tribe")),
               value(person.attribute("BirthTurn")),
               id(person.child("BirthCityID")),
               value(person.child("DeathTurn")),
               value(person.child("DeathReason")),
               father(person),
               mother(person),
               value(person.child("Family")),
               value(person.child("Nation")),
               value(person.child("Religion")),
               value(person.child("Cognomen")),
               archetype(person),
               value(person.child("Portrait")),
               value(person.child("XP")),
               value(person.child("Level")),
               flag(person.child("Royal")),
               flag(person.child("Infertile")),
               value(person.child("LeaderTurn")),
               value(person.child("AbdicateTurn")),
               flag(person.child("WasReligionHead")),
               flag(person.child("WasFamilyHead")),
               value(person.child("NationTurn")),
               value(person.attribute("Seed")),
               value(person.attribute("Character")),
               text(person.child("Title")),
               text(person.child("Suffix")),
               value(person.child("Courtier")),
               id(person.child("SpouseID"))});
  }
  const auto name = [&people](const Cell& who) {
    return who && people.contains(*who) ? value(people.at(*who).attribute("FirstName")) : Cell();
  };
  sheet.start("character_lineage",
              {"character_id", "first_name", "family", "father_name", "mother_name", "birth_turn", "death_turn"});
  for (const auto& [who, person] : people) {
    sheet.add({who, value(person.attribute("FirstName")), value(person.child("Family")), name(father(person)),
               name(mother(person)), value(person.attribute("BirthTurn")), value(person.child("DeathTurn"))});
  }
}

void read_lists(const std::map<std::string, Node>& people, Sheet& sheet) {
  sheet.start("character_traits", {"character_id", "trait", "acquired_turn"});
  for (const auto& [who, person] : people) {
    std::map<std::string, Cell> traits;
    for (const char* list : {"Trait", "TraitTurn"}) {
      for (const auto& [trait, node] : keyed(person.child(list))) traits[trait] = value(node);
    }
    for (const auto& [trait, turn] : traits) sheet.add({who, trait, turn});
  }
  sheet.start("character_stats", {"character_id", "stat_name", "stat_value"});
  for (const auto& [who, person] : people) {
    for (const char* list : {"Rating", "Stat"}) {
      for (const auto& [stat, node] : keyed(person.child(list))) sheet.add({who, stat, value(node)});
    }
  }
  sheet.start("character_relationships",
              {"character_id", "related_character_id", "relationship_type", "relationship_value", "started_turn"});
  for (const auto& [who, person] : people) {
    std::map<std::tuple<Cell, Cell>, Node> last;  // newer builds call the other person ID
    for (const Node item : person.child("RelationshipList").children("RelationshipData")) {
      last[{either(id(item.child("CharacterID")), id(item.child("ID"))), value(item.child("Type"))}] = item;
    }
    for (const auto& [key, item] : last) {
      sheet.add({who, std::get<0>(key), std::get<1>(key), value(item.child("Value")), value(item.child("Turn"))});
    }
  }
  sheet.start("character_marriages", {"character_id", "spouse_id"});
  for (const auto& [who, person] : people) {
    std::set<std::string> spouses;
    if (const Cell now = id(person.child("SpouseID"))) spouses.insert(*now);
    for (const Node spouse : elements(person.child("Spouses"))) {
      if (const Cell one = id(spouse)) spouses.insert(*one);
    }
    for (const std::string& spouse : spouses) sheet.add({who, spouse});
  }
  sheet.start("character_missions", {"character_id", "mission_type", "started_turn"});
  for (const auto& [who, person] : people) {
    for (const Node mission : elements(person.child("MissionList"))) {
      sheet.add({who, value(mission.child("Type")), value(mission.child("Turn"))});
    }
  }
  sheet.start("character_children", {"character_id", "position", "child_id"});
  for (const auto& [who, person] : people) {
    std::size_t position = 0;
    for (const Node child : elements(person.child("Children")))
      sheet.add({who, std::to_string(position++), value(child)});
  }
  sheet.start("cognomen_history", {"character_id", "turn", "coalesce(cognomen, CAST(cognomen_number AS VARCHAR))"});
  for (const auto& [who, person] : people) {
    for (const auto& [key, node] : keyed(person.child("CognomenHistory"))) sheet.add({who, turn_of(node), value(node)});
  }
}

}  // namespace

void read_people(const Document& save, Sheet& sheet) {
  const auto people = people_of(save);
  read_characters(people, sheet);
  read_lists(people, sheet);
  sheet.start("rulers",
              {"player_id", "character_id", "ruler_name", "archetype", "succession_turn", "succession_order"});
  for (const Node player : save.all("/Root/Player")) {
    std::size_t order = 0;
    for (const Node leader : elements(player.child("Leaders"))) {
      const Node person = people.contains(str(leader)) ? people.at(str(leader)) : Node();
      sheet.add({attr(player, "ID"), value(leader), value(person.attribute("FirstName")), archetype(person),
                 value(person.child("LeaderTurn")), std::to_string(++order)});
    }
  }
}

}  // namespace perankh::oracle
