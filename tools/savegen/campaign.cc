#include "campaign.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "random.h"

namespace perankh::savegen {
namespace {

// Invented players. Some names are there to be awkward: other scripts, ampersands, quotes, none that is a real
// person's.
constexpr std::array<Name, 24> kPlayerNames = {
    "Quillwright",  "Tamsin_Vole", "Мирослава",   "山猫さん",    "Zoë & Sons",   "Rex \"the Ox\" Harrow",
    "O'Dunmore",    "Łucja",       "Θαλασσινός",  "Brindle42",   "שועל כחול",    "Ferdinand Moss",
    "ثعلب الصحراء", "Nighthawk<3", "Café Olé",    "Ulfgar",      "Pim van Duin", "草原の風",
    "Søren Skov",   "marigold_k",  "Tōhoku Bear", "Señor Ñandú", "Ink & Oars",   "Hexmaster"};
constexpr std::array<Name, 6> kLanguages = {"LANGUAGE_ENGLISH", "LANGUAGE_GERMAN",  "LANGUAGE_FRENCH",
                                            "LANGUAGE_RUSSIAN", "LANGUAGE_CHINESE", "LANGUAGE_JAPANESE"};
constexpr std::array<Name, 7> kDifficulties = {"DIFFICULTY_ABLE",  "DIFFICULTY_GOOD",     "DIFFICULTY_STRONG",
                                               "DIFFICULTY_NOBLE", "DIFFICULTY_GLORIOUS", "DIFFICULTY_MAGNIFICENT",
                                               "DIFFICULTY_GREAT"};
constexpr std::array<Name, 5> kMapClasses = {"MAPCLASS_CoastalRainBasin", "MAPCLASS_MapScriptContinent",
                                             "MAPCLASS_MapScriptInlandSea", "MAPCLASS_MapScriptArchipelago",
                                             "MAPCLASS_MapScriptDisjunction"};
constexpr std::array<Name, 3> kAspects = {"MAPASPECTRATIO_SQUARE", "MAPASPECTRATIO_WIDE", "MAPASPECTRATIO_ULTRAWIDE"};
constexpr std::array<Name, 3> kTurnStyles = {"TURNSTYLE_STRICT", "TURNSTYLE_TIGHT", "TURNSTYLE_LOOSE"};
constexpr std::array<Name, 3> kTurnTimers = {"TURNTIMER_NONE", "TURNTIMER_SLOW", "TURNTIMER_FAST"};
constexpr std::array<Name, 4> kOpponentLevels = {"OPPONENTLEVEL_PEACEFUL", "OPPONENTLEVEL_PASSIVE",
                                                 "OPPONENTLEVEL_AGGRESSIVE", "OPPONENTLEVEL_RUTHLESS"};
constexpr std::array<Name, 4> kTribeLevels = {"TRIBELEVEL_WEAK", "TRIBELEVEL_NORMAL", "TRIBELEVEL_STRONG",
                                              "TRIBELEVEL_RAGING"};
constexpr std::array<Name, 3> kMortalities = {"MORTALITY_STANDARD", "MORTALITY_ANCIENT", "MORTALITY_FANTASY"};
constexpr std::array<Name, 4> kEventLevels = {"EVENTLEVEL_MINIMAL", "EVENTLEVEL_MODERATE", "EVENTLEVEL_HIGH",
                                              "EVENTLEVEL_NONE"};
constexpr std::array<Name, 4> kVictoryPoints = {"VICTORYPOINT_LOW", "VICTORYPOINT_MEDIUM", "VICTORYPOINT_MEDIUM_HIGH",
                                                "VICTORYPOINT_HIGH"};
constexpr std::array<Name, 2> kForceMarches = {"FORCEMARCH_UNLIMITED", "FORCEMARCH_DOUBLE_FATIGUE"};
constexpr std::array<Name, 8> kGameOptions = {"GAMEOPTION_CUSTOM_LEADER",    "GAMEOPTION_NO_UNDO",
                                              "GAMEOPTION_COMPETITIVE_MODE", "GAMEOPTION_NO_BONUS_IMPROVEMENTS",
                                              "GAMEOPTION_ALLOW_OBSERVE",    "GAMEOPTION_CRITICAL_HIT_PREVIEW",
                                              "GAMEOPTION_PLAY_TO_WIN",      "GAMEOPTION_NO_CHARACTERS"};
constexpr std::array<Name, 6> kContents = {"DLC_HEROES_OF_AEGEAN",     "DLC_THE_SACRED_AND_THE_PROFANE",
                                           "DLC_PHARAOHS_OF_THE_NILE", "DLC_WONDERS_AND_DYNASTIES",
                                           "DLC_BEHIND_THE_THRONE",    "DLC_CALAMITIES"};

struct Shape {
  int width, height, turns, turn_spread, players;
  Name map_size;
};

Shape shape_of(Size size, Random& random) {
  switch (size) {
    case Size::kTiny:
      return {random.range(19, 21), 15, 20, 2, 2, "MAPSIZE_SMALLEST"};
    case Size::kDuel:
      return {random.range(45, 47), 46, 69, 4, 2, "MAPSIZE_SMALLEST"};
    case Size::kStandard:
      return {74, 74, 119, 7, 5, "MAPSIZE_MEDIUM"};
    case Size::kLarge:
      return {random.range(98, 102), 100, 200, 6, 7, "MAPSIZE_HUGE"};
  }
  std::unreachable();
}

std::string make_uuid(Random& random) {
  const std::uint64_t high = random.next();
  const std::uint64_t low = random.next();
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", high >> 32, (high >> 16) & 0xFFFF, high & 0xFFF,
                     0x8000 | ((low >> 48) & 0x3FFF), low & 0xFFFFFFFFFFFF);
}

std::string make_version(Format format, Random& random) {
  std::string version;
  switch (format) {
    case Format::k2022:
      version = "Version: 1.0.62443";
      break;
    case Format::k2024:
      version = "Version: 1.0.70671";
      break;
    case Format::k2025:
      version = "Version: 1.0.79513";
      break;
    case Format::k2026:
      version = random.chance(50) ? "Version: 1.0.81366" : "Version: 1.0.83591";
      break;
  }
  if (random.chance(25)) {
    version += "+name-every-child1";
    version += random.chance(50) ? "+different-leaders1" : fmt::format("+better-borders={:x}", random.next() >> 40);
    version += fmt::format("={}", static_cast<std::int32_t>(random.next()));
  }
  return version;
}

void choose_players(Settings& settings, int count, Random& random) {
  const bool mirror = count > 1 && random.chance(10);
  const bool teams_of_two = count > 2 && random.chance(15);
  const int humans = settings.network ? random.range(2, std::max(2, std::min(count, 4))) : 1;
  const int first_name = random.below(static_cast<int>(kPlayerNames.size()));
  std::vector<int> pool(nations().size());
  for (std::size_t i = 0; i < pool.size(); ++i) {
    pool[i] = static_cast<int>(i);
  }
  for (std::size_t i = pool.size() - 1; i > 0; --i) {
    std::swap(pool[i], pool[static_cast<std::size_t>(random.below(static_cast<int>(i) + 1))]);
  }
  const bool chosen = random.chance(60);
  const Name shared_difficulty = random.pick(kDifficulties);
  for (int i = 0; i < count; ++i) {
    PlayerSetup player;
    player.nation = mirror && i == 1 ? settings.players[0].nation : pool[static_cast<std::size_t>(i)];
    player.dynasty = random.pick(nation_of(player).dynasties);
    player.team = teams_of_two ? std::max(0, i - 1) : i;
    player.human = i < humans;
    player.nation_was_chosen = chosen;
    player.language = player.human ? random.pick(kLanguages) : kLanguages[0];
    player.difficulty = player.human ? random.pick(kDifficulties) : shared_difficulty;
    player.development = player.human ? "DEVELOPMENT_DEFAULT" : "DEVELOPMENT_FLEDGLING";
    if (player.human && settings.network) {
      const auto name = static_cast<std::size_t>(first_name + i) % kPlayerNames.size();
      player.name = kPlayerNames[name];
      player.online_id = fmt::format("7656119900{:07}", random.below(10'000'000));
      player.email = random.chance(30) ? fmt::format("player{}@example.org", i) : "";
    }
    settings.players.push_back(std::move(player));
    settings.teams = std::max(settings.teams, settings.players.back().team + 1);
  }
}

void choose_rules(Settings& settings, Random& random) {
  settings.map_class = random.pick(kMapClasses);
  settings.map_aspect = random.pick(kAspects);
  settings.turn_style = random.pick(kTurnStyles);
  settings.turn_timer = settings.network ? kTurnTimers[1] : kTurnTimers[0];
  settings.opponent_level = random.pick(kOpponentLevels);
  settings.tribe_level = random.pick(kTribeLevels);
  settings.mortality = random.pick(kMortalities);
  settings.event_level = random.pick(kEventLevels);
  settings.victory_points = random.pick(kVictoryPoints);
  settings.force_march = random.pick(kForceMarches);
  settings.first_seed = random.range(10'000'000, 99'999'999);
  settings.map_seed = random.chance(70) ? settings.first_seed : random.range(10'000'000, 99'999'999);
  for (const Name option : kGameOptions) {
    if (random.chance(45)) {
      settings.game_options.push_back(option);
    }
  }
  for (const Name victory : kVictories) {
    if (victory == "VICTORY_POINTS" || random.chance(60)) {
      settings.victories.push_back(victory);
    }
  }
  for (const Name content : kContents) {
    if (random.chance(70)) {
      settings.contents.push_back(content);
    }
  }
  if (random.chance(60)) {
    settings.occurrence_levels.emplace_back("OCCURRENCECLASS_CALAMITIES", random.chance(50)
                                                                              ? "OCCURRENCELEVEL_CALAMITIES_NONE"
                                                                              : "OCCURRENCELEVEL_CALAMITIES_NORMAL");
  }
  if (random.chance(60)) {
    settings.map_multi = {{"MAP_OPTIONS_MULTI_RESOURCE_DENSITY", "MAP_OPTION_MEDIUM_RESOURCES"},
                          {"MAP_OPTIONS_CITY_SITE_DENSITY", "MAP_OPTION_CITY_SITE_DENSITY_HIGH"},
                          {"MAP_OPTIONS_CITY_SITE_NUMBER", "MAP_OPTION_CITY_SITE_NUMBER_HIGH"}};
    settings.map_single = {{"MAP_OPTIONS_SINGLE_MIRROR", random.below(2)},
                           {"MAP_OPTIONS_SINGLE_GOOD_PLAYER_START_RESOURCES", 0}};
  }
}

void choose_ending(Settings& settings, Random& random) {
  if (random.chance(40)) {
    return;  // still being played
  }
  settings.winner_team =
      settings.network || random.chance(50) ? settings.players[0].team : settings.players.back().team;
  if (settings.network && random.chance(50)) {
    settings.winner_team = settings.players[1].team;
  }
  settings.winner_victory = random.pick(settings.victories);
  settings.root_victory = settings.format == Format::k2022 && random.chance(30);
}

std::string game_name(const Settings& settings, Random& random) {
  if (!settings.network) {
    return random.chance(60) ? "" : fmt::format("{} & the long road", nation_of(settings.players[0]).display);
  }
  return fmt::format("{} vs {} \"{}\"", settings.players[0].name, settings.players[1].name, random.range(1, 40));
}

}  // namespace

Settings make_settings(Size size, Format format, std::uint64_t seed) {
  Random random(mix_all({seed, 0xCA4BA16}));
  Settings settings;
  settings.seed = seed;
  settings.size = size;
  settings.format = format;
  const Shape shape = shape_of(size, random);
  settings.width = shape.width;
  settings.height = shape.height;
  settings.final_turn = shape.turns + random.range(-shape.turn_spread, shape.turn_spread);
  settings.map_size = shape.map_size;
  settings.network = random.chance(45);
  settings.game_id = make_uuid(random);
  settings.version = make_version(format, random);
  choose_players(settings, shape.players, random);
  choose_rules(settings, random);
  choose_ending(settings, random);
  settings.game_name = game_name(settings, random);
  if (!settings.network && random.chance(15)) {
    settings.scenario = "SCENARIO_OLD_WORLD";
  }
  return settings;
}

SaveTime save_time(const Settings& settings, int turn) {
  const std::uint64_t noise = mix_all({settings.seed, 0x71AE});
  const int base_year = settings.format == Format::k2022   ? 2022
                        : settings.format == Format::k2024 ? 2024
                        : settings.format == Format::k2025 ? 2025
                                                           : 2026;
  // Four turns an hour from the morning of a first day: later turns never share a second with earlier ones.
  const int minutes = static_cast<int>(noise % 600) + turn * 15;
  const int days = static_cast<int>((noise >> 16) % 300) + minutes / 1440;
  SaveTime time;
  time.year = base_year;
  time.month = 1 + std::min(days / 28, 11);
  time.day = 1 + days % 28;
  time.hour = (minutes / 60) % 24;
  time.minute = minutes % 60;
  time.second = static_cast<int>((noise >> 40) % 60);
  return time;
}

}  // namespace perankh::savegen
