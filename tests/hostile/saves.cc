// XML that is well-formed and no save, or a save that no game has written.
#include <fmt/format.h>

#include "hostile_file.h"

namespace perankh::hostile {

namespace {

HostileFile file(const char* name, const char* code, std::string content, const char* note = "") {
  return {name, code, [content = std::move(content)] { return content; }, note};
}

std::string turn(std::string_view text) { return fmt::format("<Root><Game><Turn>{}</Turn></Game></Root>", text); }

std::string player(std::string_view below) { return save_of(fmt::format("<Player ID=\"0\">{}</Player>", below)); }

std::string tile(std::string_view below) { return save_of(fmt::format("<Tile ID=\"0\">{}</Tile>", below)); }

template <class Piece>
std::string numbered(std::size_t count, Piece piece) {
  std::string all;
  for (std::size_t at = 0; at < count; ++at) all += piece(at);
  return all;
}

std::vector<HostileFile> numbers() {
  return {
      file("turn_negative", "", turn("-5")),  // kept as written
      file("turn_beyond_32_bits", "save/missing-field", turn("99999999999")),
      file("turn_not_set", "save/missing-field", turn("-2147483648")),  // what the game writes for "not set"
      file("turn_hexadecimal", "save/missing-field", turn("0x7")),
      file("turn_of_a_million_digits", "save/missing-field", turn(std::string(1'000'000, '9'))),
      file("turn_with_a_space", "save/missing-field", turn(" 7")),
      file("value_beyond_32_bits", "", player("<Legitimacy>99999999999</Legitimacy>"), "save/bad-number"),
      file("value_below_32_bits", "", player("<Legitimacy>-2147483649</Legitimacy>"), "save/bad-number"),
      file("value_with_a_point", "", player("<Legitimacy>1.5</Legitimacy>"), "save/bad-number"),
      file("seed_beyond_64_bits", "", save_of("", "<Seed>18446744073709551616</Seed>"), "save/bad-number"),
      file("key_beyond_32_bits", "", player("<TechCount><T99999999999>1</T99999999999></TechCount>")),
      file("history_of_negative_turns", "", player("<PointsHistory><T-5>1</T-5></PointsHistory>"), "save/bad-turn"),
      file("history_at_the_last_turn", "",
           player("<PointsHistory><T0>1</T0><T2147483647>2</T2147483647></PointsHistory>")),
      file("history_beyond_32_bits", "", player("<PointsHistory><T2147483648>1</T2147483648></PointsHistory>"),
           "save/bad-turn"),
      file("change_at_a_negative_turn", "", tile("<OwnerHistory><T-1>0</T-1></OwnerHistory>"), "save/bad-turn"),
      file("map_of_negative_width", "", save_of("<Tile ID=\"0\"/>", "", "MapWidth=\"-5\"")),
      file("map_of_no_width", "", save_of("<Tile ID=\"0\"/>", "", "MapWidth=\"0\"")),
      file("team_2147483647", "", tile("<Revealed><T2147483647/></Revealed>"), "save/bad-key"),
      file("team_31", "", tile("<Revealed><T31/></Revealed>"), "save/bad-key"),
      file("date_of_year_99999999999", "", save_of("", "", "SaveDate=\"1 January 99999999999\"")),
  };
}

std::vector<HostileFile> ids() {
  const auto twice = [](const char* element) { return save_of(repeated(element, 2)); };
  return {
      file("id_negative", "save/missing-field", save_of("<Player ID=\"-1\"/>")),
      file("id_missing", "save/missing-field", save_of("<City/>")),
      file("id_beyond_32_bits", "save/missing-field", save_of("<Tile ID=\"99999999999\"/>")),
      file("id_no_number", "save/missing-field", save_of("<Character ID=\"x\"/>")),
      file("id_greatest", "", save_of("<Tile ID=\"2147483647\"/><Player ID=\"2147483647\"/>")),
      file("player_twice", "save/duplicate-id", twice("<Player ID=\"1\"/>")),
      file("city_twice", "save/duplicate-id", twice("<City ID=\"1\"/>")),
      file("tile_twice", "save/duplicate-id", twice("<Tile ID=\"1\"/>")),
      file("unit_twice", "save/duplicate-id",
           save_of("<Tile ID=\"0\"><Unit ID=\"3\"/></Tile><Tile ID=\"1\"><Unit ID=\"3\"/></Tile>")),
      file("character_twice", "", twice("<Character ID=\"1\"/>")),  // the game itself does that; the last counts
      file("tribe_twice", "", twice("<Tribe ID=\"TRIBE_GAULS\"/>")),
      file(
          "ids_that_point_nowhere", "",
          save_of("<Player ID=\"0\"><FounderID>99</FounderID><OriginalCapitalCityID>98</OriginalCapitalCityID></Player>"
                  "<City ID=\"0\" TileID=\"97\" Player=\"96\"/><Tile ID=\"0\"><CityTerritory>95</CityTerritory>"
                  "<OwnerHistory><T1>94</T1></OwnerHistory><Unit ID=\"0\" Player=\"93\"/></Tile>",
                  "<TeamVictories><Team Victory=\"VICTORY_POINTS\">92</Team></TeamVictories>")),
      file("parents_in_a_ring", "",
           save_of("<Character ID=\"0\"><FatherID>1</FatherID></Character><Character "
                   "ID=\"1\"><FatherID>0</FatherID></Character>")),
  };
}

std::vector<HostileFile> shapes() {
  return {
      file("other_xml", "save/not-a-save", "<html><body/></html>"),
      file("other_root_case", "save/not-a-save", "<root><Game><Turn>1</Turn></Game></root>"),
      file("empty_root", "save/missing-field", "<Root/>"),
      file("no_game", "save/missing-field", "<Root><Player ID=\"0\"/></Root>"),
      file("two_games", "", "<Root><Game><Turn>1</Turn></Game><Game><Turn>2</Turn></Game></Root>"),
      file("root_in_root", "save/missing-field", "<Root>" + good_save("inner").substr(38) + "</Root>"),
      file("player_in_a_player", "", player("<Player ID=\"1\"/>")),
      file("elements_for_values", "", player("<Legitimacy><a><b/></a></Legitimacy>")),
      file("values_for_lists", "",
           player("<TurnLogList>5</TurnLogList><Pings>x</Pings><PointsHistory>3</PointsHistory>")),
      file("control_characters", "",
           save_of("<Player ID=\"0\" Name=\"&#27;[2J&#7;&#13;&#10;&#127;\"/>", "", "GameName=\"'; DROP TABLE x; --\"")),
      file("name_of_300_letters", "", player("<TechCount><A>" + std::string(300, 'N') + "</A></TechCount>"),
           "save/long-name"),
  };
}

std::vector<HostileFile> many() {
  return {
      {"players_a_million", "save/too-many",
       [] { return save_of(numbered(1'000'000, [](auto at) { return fmt::format("<Player ID=\"{}\"/>", at); })); }},
      {"tribes_a_thousand", "save/too-many",
       [] { return save_of(numbered(1000, [](auto at) { return fmt::format("<Tribe ID=\"T{}\"/>", at); })); }},
      {"tiles_a_million_and_one", "save/too-many",
       [] { return save_of(numbered(1'000'001, [](auto at) { return fmt::format("<Tile ID=\"{}\"/>", at); })); }},
      {"items_of_a_list", "save/too-many",
       [] { return save_of("", "<TeamVictories>" + repeated("<a/>", 4'000'000) + "</TeamVictories>"); }},
      {"details", "save/too-many", [] { return player("<AI>" + repeated("<a/>", 4'000'000) + "</AI>"); }},
      {"log_lines", "save/too-many",
       [] { return player("<TurnLogList>" + repeated("<a/>", 1'000'001) + "</TurnLogList>"); }},
      {"names", "save/too-many-names",
       [] {
         return player("<TechCount>" + numbered(60'000, [](auto at) { return fmt::format("<N{}/>", at); }) +
                       "</TechCount>");
       }},
      {"texts", "save/too-much-text",
       [] {
         return player("<TurnLogList>" +
                       repeated("<LogData><Text>" + std::string(1'000'000, 't') + "</Text></LogData>", 70) +
                       "</TurnLogList>");
       }},
      {"unknown_paths", "",
       [] { return save_of(numbered(100'000, [](auto at) { return fmt::format("<U{}/>", at); })); }},
      {"faults", "",
       [] { return player("<PointsHistory>" + repeated("<Total>1</Total>", 100'000) + "</PointsHistory>"); },
       "save/bad-turn"},
  };
}

}  // namespace

std::vector<HostileFile> saves() {
  std::vector<HostileFile> files;
  for (auto make : {numbers, ids, shapes, many}) {
    for (HostileFile& file : make()) files.push_back({"save_" + file.name, file.expected, file.content, file.note});
  }
  return files;
}

}  // namespace perankh::hostile
