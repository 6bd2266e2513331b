// Histories, logs, memories, stories.
#include <set>
#include <tuple>

#include "document.h"

namespace perankh::oracle {

namespace {

/// Turn to value, the last of a turn that comes twice; what is no turn or no number is left out.
std::map<int, std::string> turns(Node history) {
  std::map<int, std::string> found;
  for (const Node entry : elements(history)) {
    const Cell turn = turn_of(entry);
    if (turn && !has_elements(entry) && is_number(str(entry))) found[std::stoi(*turn)] = str(entry);
  }
  return found;
}

void read_logs(const Document& save, Sheet& sheet) {
  const auto data = [](Node line, const char* name) {
    const Cell said = text(line.child(name));
    return said == "" || said == "None" ? Cell() : said;
  };
  sheet.start("event_logs",
              {"player_id", "turn", "log_type", "description", "data1", "data2", "data3", "is_permanent"});
  for (const Node line : save.all("/Root/Player/PermanentLogList/* | /Root/Player/TurnLogList/*")) {
    sheet.add({attr(line.parent().parent(), "ID"), value(line.child("Turn")), value(line.child("Type")),
               text(line.child("Text")), data(line, "Data1"), data(line, "Data2"), data(line, "Data3"),
               flag(std::string(line.parent().name()) == "PermanentLogList")});
  }
  sheet.start("chat_messages", {"player_id", "turn", "message"});
  for (const Node line : save.all("/Root/Player/ChatLogList/*")) {
    sheet.add({attr(line.parent().parent(), "ID"), value(line.child("Turn")), text(line.child("Text"))});
  }
  sheet.start("turn_summaries", {"player_id", "log_type", "description"});
  for (const Node line : save.all("/Root/Player/TurnSummary/*")) {
    sheet.add({attr(line.parent().parent(), "ID"), value(line.child("Type")), text(line.child("Text"))});
  }
}

void read_memories(const Document& save, Sheet& sheet) {
  sheet.start("memory_data", {"player_id", "memory_list", "memory_type", "turn", "target_player_id",
                              "target_character_id", "target_family", "target_tribe", "target_religion"});
  for (const Node memory : save.all("/Root/Player/*[starts-with(name(), 'Memory')]/*")) {
    const Node character =
        memory.child("CharacterID").empty() ? memory.child("Character") : memory.child("CharacterID");
    sheet.add({attr(memory.parent().parent(), "ID"), memory.parent().name(), value(memory.child("Type")),
               value(memory.child("Turn")), id(memory.child("Player")), id(character), value(memory.child("Family")),
               value(memory.child("Tribe")), value(memory.child("Religion"))});
  }
}

}  // namespace

void read_histories(const Document& save, Sheet& sheet) {
  for (const auto& [relation, element, column] : {std::tuple{"points_history", "PointsHistory", "points"},
                                                  {"military_history", "MilitaryPowerHistory", "military_power"},
                                                  {"legitimacy_history", "LegitimacyHistory", "legitimacy"}}) {
    sheet.start(relation, {"player_id", "turn", column});
    for (const Node player : save.all("/Root/Player")) {
      for (const auto& [turn, points] : turns(player.child(element))) {
        sheet.add({attr(player, "ID"), std::to_string(turn), points});
      }
    }
  }
  for (const auto& [relation, element, key_column, column] :
       {std::tuple{"yield_history", "YieldRateHistory", "yield_type", "amount"},
        {"yield_total_history", "YieldTotalHistory", "yield_type", "amount"},
        {"family_opinion_history", "FamilyOpinionHistory", "family_name", "opinion"},
        {"religion_opinion_history", "ReligionOpinionHistory", "religion_name", "opinion"}}) {
    sheet.start(relation, {"player_id", key_column, "turn", column});
    for (const Node player : save.all("/Root/Player")) {
      for (const Node key : elements(player.child(element))) {
        for (const auto& [turn, amount] : turns(key)) {
          sheet.add({attr(player, "ID"), key.name(), std::to_string(turn), amount});
        }
      }
    }
  }
  sheet.start("yield_prices", {"turn", "yield_type", "price"});
  for (const Node yield : elements(save.game.child("YieldPriceHistory"))) {
    for (const auto& [turn, price] : turns(yield)) sheet.add({std::to_string(turn), yield.name(), price});
  }
  read_logs(save, sheet);
  read_memories(save, sheet);
}

void read_stories(const Document& save, Sheet& sheet) {
  // A story that stands in several containers is one: all of one player, turn and name.
  struct Subjects {
    std::optional<int> character;
    std::optional<int> city;
  };
  std::map<std::tuple<std::string, std::string, std::string>, Subjects> stories;
  const auto last_part = [](Node node) { return split(node.name(), '.').back(); };
  for (const Node player : save.all("/Root/Player")) {
    for (const char* container : {"AllEventStoryTurn", "PlayerEventStoryTurn", "FamilyEventStoryTurn",
                                  "ReligionEventStoryTurn", "TribeEventStoryTurn"}) {
      for (const auto& [key, node] : keyed(player.child(container))) {
        stories.try_emplace({attr(player, "ID"), str(node), last_part(node)});
      }
    }
  }
  const auto tell = [&](const Cell& player, Node story, std::optional<int> Subjects::* subject, int who) {
    Subjects& known = stories[{player.value_or(std::string(kNull)), str(story), story.name()}];
    if (subject != nullptr) known.*subject = std::max((known.*subject).value_or(-1), who);
  };
  std::map<std::string, Node> people;
  for (const Node person : save.all("/Root/Character")) people[attr(person, "ID")] = person;
  for (const auto& [id_text, person] : people) {
    for (const auto& [key, story] : keyed(person.child("EventStoryTurn"))) {
      tell(id(person.attribute("Player")), story, &Subjects::character, std::stoi(id_text));
    }
  }
  for (const Node city : save.all("/Root/City")) {
    for (const auto& [key, story] : keyed(city.child("EventStoryTurn"))) {
      tell(id(city.attribute("Player")), story, &Subjects::city, city.attribute("ID").as_int());
    }
  }
  for (const Node unit : save.all("/Root/Tile/Unit")) {
    for (const auto& [key, story] : keyed(unit.child("EventStoryTurn"))) {
      tell(id(unit.attribute("Player")), story, nullptr, 0);
    }
  }
  sheet.start("story_events", {"event_type", "player_id", "occurred_turn", "primary_character_id", "city_id"});
  const auto number = [](std::optional<int> known) { return known ? Cell(std::to_string(*known)) : Cell(); };
  for (const auto& [key, subjects] : stories) {
    const auto& [player, turn, name] = key;
    sheet.add({name, player, turn, number(subjects.character), number(subjects.city)});
  }

  sheet.start("story_choices", {"player_id", "option_selected"});
  for (const Node player : save.all("/Root/Player")) {
    std::set<std::string> chosen;
    for (const char* container :
         {"PlayerEventStoryOption", "FamilyEventStoryOption", "ReligionEventStoryOption", "TribeEventStoryOption"}) {
      for (const auto& [key, node] : keyed(player.child(container))) chosen.insert(last_part(node));
    }
    for (const std::string& option : chosen) sheet.add({attr(player, "ID"), option});
  }
}

}  // namespace perankh::oracle
