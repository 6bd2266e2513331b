#include "logs.h"

#include <fmt/format.h>

#include <utility>

namespace perankh::savegen {
namespace {

constexpr Name kPlain = "#e3c08c";

std::string crest(Name color, Name crest_name) {
  return fmt::format("<color={}><sprite=\"Sprites/Crests\" name=\"{}\" tint></color>", color, crest_name);
}

std::string nation_crest(const NationInfo& nation) { return crest(nation.color, fmt::format("CREST_{}", nation.key)); }

int team_turn_of(const Save& save, int player) { return save.player(player).setup.team; }

}  // namespace

std::string help_link(Name kind, Name key, std::string_view text) {
  return fmt::format("<color={}><link=\"HELP_LINK,{},{}\">{}</link></color>", kPlain, kind, key, text);
}

std::string player_link(const Save& save, int player) {
  const PlayerSetup& setup = save.player(player).setup;
  const NationInfo& nation = nation_of(setup);
  const std::string label =
      setup.name.empty() ? std::string(nation.display) : fmt::format("{} ({})", nation.display, setup.name);
  return fmt::format("<color={}><link=\"HELP_LINK,HELP_SELECT_PLAYER,{}\">{} <color={}>{}</color></link></color>",
                     kPlain, player, nation_crest(nation), nation.color, label);
}

std::string city_link(const Save& save, const City& city) {
  const std::string mark = city.player == kNone ? crest("#c84732", "CREST_TRIBE_REBELS")
                                                : nation_crest(nation_of(save.player(city.player).setup));
  return fmt::format("<color={}><link=\"HELP_LINK,HELP_SELECT_CITY,{}\"><size=100%>{}</size> {}</link></color>", kPlain,
                     city.id, mark, display_name(city.name));
}

std::string character_link(const Save& save, int character) {
  const Character& person = save.character(character);
  const std::string name = display_name(person.first_name);
  const std::string mark = person.player == kNone
                               ? std::string()
                               : fmt::format(" {}", nation_crest(nation_of(save.player(person.player).setup)));
  return fmt::format("<color={}><link=\"HELP_LINK,HELP_SELECT_CHARACTER,{}\">{}{}</link></color>", kPlain, character,
                     name, mark);
}

std::string tribe_link(const TribeInfo& tribe) {
  return fmt::format("<color={}><link=\"HELP_LINK,HELP_SELECT_TRIBE,{}\">{}{}</link></color>", tribe.color, tribe.key,
                     crest(tribe.color, fmt::format("CREST_{}", tribe.key)), tribe.display);
}

std::string diplomacy_link(Name diplomacy) {
  return fmt::format(
      "<color={0}><link=\"HELP_LINK,HELP_DIPLOMACY,{1},1\"><sprite=\"Sprites/Diplomacy-Icons\" name=\"{1}\"/> {2}"
      "</link></color>",
      kPlain, diplomacy, display_name(diplomacy));
}

void log_permanent(Save& save, int player, int turn, Name type, std::string text, std::string data1,
                   std::string data2) {
  save.player(player).permanent_log.push_back(
      {std::move(text), type, std::move(data1), std::move(data2), {}, turn, team_turn_of(save, player)});
}

void log_turn(Save& save, int player, int turn, Name type, std::string text, std::string data1, std::string data2,
              std::string data3) {
  save.player(player).turn_log.push_back(
      {std::move(text), type, std::move(data1), std::move(data2), std::move(data3), turn, team_turn_of(save, player)});
}

}  // namespace perankh::savegen
