#pragma once

// The game's own names (enumeration-like text that saves are made of). Tables only; nothing here is random.

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace perankh::savegen {

// Names with static storage: the model keeps views of them.
using Name = std::string_view;

struct FamilyInfo {
  Name key;
  Name family_class;
};

struct NationInfo {
  Name key;              // NATION_ROME
  Name display;          // Rome
  Name color;            // as in log markup
  Name pagan_religion;   // RELIGION_PAGAN_ROME
  Name portrait_prefix;  // ROME
  std::array<Name, 2> dynasties;
  std::array<FamilyInfo, 4> families;
  std::array<Name, 2> starting_techs;
  std::array<Name, 14> cities;  // CITYNAME_ROMA
  std::array<Name, 14> men;
  std::array<Name, 14> women;
};

struct TribeInfo {
  Name key;      // TRIBE_DANES
  Name display;  // Danes
  Name color;
  bool has_cities;  // raiders and rebels hold no sites and never talk
};

struct TechInfo {
  Name key;
  Name display;
  int cost;       // tenths of science, as in TechProgress
  bool is_bonus;  // a card next to the tech proper
};

struct LawInfo {
  Name law_class;
  Name first;
  Name second;
  Name first_display;
  Name second_display;
  int earliest_turn;
};

struct StoryInfo {
  Name key;
  Name option;  // empty: the story has no recorded choice
};

struct GoalInfo {
  Name key;
  Name display;
  Name stat;
  int target;
};

std::span<const NationInfo> nations();
std::span<const TribeInfo> tribes();
std::span<const TechInfo> techs();
std::span<const LawInfo> laws();
std::span<const StoryInfo> stories();
std::span<const GoalInfo> goals();
std::span<const Name> bonuses();

// Ordered as the game orders its yields.
inline constexpr std::array<Name, 14> kYields = {
    "YIELD_GROWTH",     "YIELD_CIVICS",  "YIELD_TRAINING", "YIELD_CULTURE",     "YIELD_HAPPINESS",
    "YIELD_DISCONTENT", "YIELD_SCIENCE", "YIELD_MONEY",    "YIELD_MAINTENANCE", "YIELD_ORDERS",
    "YIELD_FOOD",       "YIELD_IRON",    "YIELD_STONE",    "YIELD_WOOD"};
enum Yield {
  kGrowth,
  kCivics,
  kTraining,
  kCulture,
  kHappiness,
  kDiscontent,
  kScience,
  kMoney,
  kMaintenance,
  kOrders,
  kFood,
  kIron,
  kStone,
  kWood
};

inline constexpr std::array<Name, 4> kRatings = {"RATING_WISDOM", "RATING_CHARISMA", "RATING_COURAGE",
                                                 "RATING_DISCIPLINE"};
inline constexpr std::array<Name, 4> kWorldReligions = {"RELIGION_ZOROASTRIANISM", "RELIGION_JUDAISM",
                                                        "RELIGION_CHRISTIANITY", "RELIGION_MANICHAEISM"};
// In the order of the game's own list: 2022 and 2024 saves name the winner's victory by its index.
inline constexpr std::array<Name, 6> kVictories = {"VICTORY_POINTS", "VICTORY_DOUBLE",   "VICTORY_AMBITION",
                                                   "VICTORY_TIME",   "VICTORY_CONQUEST", "VICTORY_ALLIANCE"};
inline constexpr std::array<Name, 5> kCultures = {"CULTURE_WEAK", "CULTURE_DEVELOPING", "CULTURE_STRONG",
                                                  "CULTURE_ESTABLISHED", "CULTURE_LEGENDARY"};
inline constexpr std::array<Name, 10> kArchetypes = {
    "TRAIT_HERO_ARCHETYPE",    "TRAIT_COMMANDER_ARCHETYPE", "TRAIT_TACTICIAN_ARCHETYPE", "TRAIT_ZEALOT_ARCHETYPE",
    "TRAIT_SCHEMER_ARCHETYPE", "TRAIT_ORATOR_ARCHETYPE",    "TRAIT_JUDGE_ARCHETYPE",     "TRAIT_BUILDER_ARCHETYPE",
    "TRAIT_SCHOLAR_ARCHETYPE", "TRAIT_DIPLOMAT_ARCHETYPE"};
inline constexpr std::array<Name, 24> kTraits = {
    "TRAIT_AFFABLE",   "TRAIT_CRUEL",     "TRAIT_HUMBLE",      "TRAIT_SUPERSTITIOUS", "TRAIT_BITTER",
    "TRAIT_WANTON",    "TRAIT_BRAVE",     "TRAIT_FIERCE",      "TRAIT_STEADFAST",     "TRAIT_STRICT",
    "TRAIT_STRESSED",  "TRAIT_INSPIRING", "TRAIT_INTELLIGENT", "TRAIT_EDUCATED",      "TRAIT_CUNNING",
    "TRAIT_DEBAUCHED", "TRAIT_PIOUS",     "TRAIT_ROMANTIC",    "TRAIT_GREEDY",        "TRAIT_GENEROUS",
    "TRAIT_WARLIKE",   "TRAIT_PEACEFUL",  "TRAIT_BLINDED",     "TRAIT_POWER_HUNGRY"};
inline constexpr std::array<Name, 12> kCognomens = {"COGNOMEN_NEW",     "COGNOMEN_SETTLER", "COGNOMEN_PIONEER",
                                                    "COGNOMEN_GOOD",    "COGNOMEN_WISE",    "COGNOMEN_STRONG",
                                                    "COGNOMEN_WARRIOR", "COGNOMEN_BUILDER", "COGNOMEN_NOBLE",
                                                    "COGNOMEN_LEARNED", "COGNOMEN_GREAT",   "COGNOMEN_MAGNIFICENT"};
inline constexpr std::array<Name, 4> kCourtiers = {"COURTIER_SOLDIER", "COURTIER_MINISTER", "COURTIER_SCIENTIST",
                                                   "COURTIER_MERCHANT"};
inline constexpr std::array<Name, 3> kCouncil = {"COUNCIL_AMBASSADOR", "COUNCIL_CHANCELLOR", "COUNCIL_SPYMASTER"};
inline constexpr std::array<Name, 8> kRelationships = {
    "RELATIONSHIP_FRIEND_OF",        "RELATIONSHIP_LOVER_OF",         "RELATIONSHIP_PLOTTING_AGAINST",
    "RELATIONSHIP_VENGEFUL_AGAINST", "RELATIONSHIP_ESTRANGED_FROM",   "RELATIONSHIP_INFLUENCED_BY",
    "RELATIONSHIP_LOYAL_TO",         "RELATIONSHIP_DISAPPOINTED_WITH"};
inline constexpr std::array<Name, 12> kMissions = {
    "MISSION_AMBASSADOR",  "MISSION_CHANCELLOR",  "MISSION_SPYMASTER",       "MISSION_INFLUENCE",
    "MISSION_REVEL",       "MISSION_GAMBLE",      "MISSION_TUTOR",           "MISSION_INTERCESSION_FAMILY",
    "MISSION_CHOSEN_HEIR", "MISSION_PACIFY_CITY", "MISSION_INFILTRATE_CITY", "MISSION_TRIBE_DECLARE_WAR"};
inline constexpr std::array<Name, 12> kCharacterStats = {
    "STAT_YEARS_REIGNED", "STAT_CITY_FOUNDED",  "STAT_TECH_DISCOVERED", "STAT_UNIT_MILITARY_KILLED",
    "STAT_UNIT_LOST",     "STAT_UNIT_PROMOTED", "STAT_UNIT_TRAINED",    "STAT_WONDER_BUILT",
    "STAT_CITY_CAPTURED", "STAT_TRIBE_CLEARED", "STAT_LAW_ADOPTED",     "STAT_RELIGION_SPREAD"};
inline constexpr std::array<Name, 6> kDeathReasons = {"TEXT_TRAIT_ILL",      "TEXT_TRAIT_SEVERELY_ILL",
                                                      "TEXT_DEATH_OLD_AGE",  "TEXT_DEATH_IN_BATTLE",
                                                      "TEXT_DEATH_MURDERED", "TEXT_TRAIT_WOUNDED"};
inline constexpr std::array<Name, 8> kNicknames = {
    "GENDERED_TEXT_NICKNAME_THE_YOUNGER", "GENDERED_TEXT_NICKNAME_THE_ELDER", "GENDERED_TEXT_NICKNAME_THE_BOLD",
    "GENDERED_TEXT_NICKNAME_THE_LAME",    "GENDERED_TEXT_NICKNAME_THE_WISE",  "GENDERED_TEXT_NICKNAME_THE_TALL",
    "GENDERED_TEXT_NICKNAME_THE_SILENT",  "GENDERED_TEXT_NICKNAME_THE_FOX"};
inline constexpr std::array<Name, 14> kProjects = {
    "PROJECT_REPAIR",     "PROJECT_COUNCIL_1",    "PROJECT_COUNCIL_2",       "PROJECT_FORUM_1",      "PROJECT_FORUM_2",
    "PROJECT_TREASURY_1", "PROJECT_TREASURY_2",   "PROJECT_ARCHIVE_1",       "PROJECT_ARCHIVE_2",    "PROJECT_WALLS",
    "PROJECT_GRAIN_DOLE", "PROJECT_IMPORT_HORSE", "PROJECT_AUTONOMOUS_RULE", "PROJECT_HOLD_FESTIVAL"};
inline constexpr std::array<Name, 27> kResources = {
    "RESOURCE_MARBLE",  "RESOURCE_SALT",     "RESOURCE_GOLD", "RESOURCE_SILVER", "RESOURCE_ORE",    "RESOURCE_HORSE",
    "RESOURCE_CATTLE",  "RESOURCE_SHEEP",    "RESOURCE_PIG",  "RESOURCE_GOAT",   "RESOURCE_WHEAT",  "RESOURCE_BARLEY",
    "RESOURCE_CAMEL",   "RESOURCE_ELEPHANT", "RESOURCE_GAME", "RESOURCE_FUR",    "RESOURCE_CITRUS", "RESOURCE_HONEY",
    "RESOURCE_INCENSE", "RESOURCE_LAVENDER", "RESOURCE_WINE", "RESOURCE_OLIVE",  "RESOURCE_DYE",    "RESOURCE_PEARL",
    "RESOURCE_FISH",    "RESOURCE_CRAB",     "RESOURCE_SILK"};
inline constexpr std::size_t kFirstSeaResource = 22;  // dye, pearl, fish and crab are found on the coast
inline constexpr std::size_t kEndSeaResource = 26;
inline constexpr std::array<Name, 12> kWonders = {
    "IMPROVEMENT_ORACLE",     "IMPROVEMENT_HANGING_GARDENS", "IMPROVEMENT_MAUSOLEUM",  "IMPROVEMENT_PANTHEON",
    "IMPROVEMENT_PYRAMIDS",   "IMPROVEMENT_JERWAN_AQUEDUCT", "IMPROVEMENT_YAZILIKAYA", "IMPROVEMENT_ROYAL_LIBRARY",
    "IMPROVEMENT_AL_KHAZNEH", "IMPROVEMENT_COTHON",          "IMPROVEMENT_HELIOPOLIS", "IMPROVEMENT_COLOSSEUM"};
inline constexpr std::array<Name, 14> kUnits = {
    "UNIT_SETTLER", "UNIT_WORKER", "UNIT_SCOUT",  "UNIT_MILITIA",   "UNIT_WARRIOR",  "UNIT_SLINGER", "UNIT_SPEARMAN",
    "UNIT_CHARIOT", "UNIT_ARCHER", "UNIT_AXEMAN", "UNIT_SWORDSMAN", "UNIT_HORSEMAN", "UNIT_ONAGER",  "UNIT_BIREME"};
inline constexpr std::array<Name, 8> kTribeUnits = {
    "UNIT_SKIRMISHER_1",    "UNIT_SKIRMISHER_2",     "UNIT_CLUBTHROWER_1", "UNIT_GAESATAE_1",
    "UNIT_NOMAD_WARLORD_2", "UNIT_AMAZON_CAVALRY_1", "UNIT_WARLORD_1",     "UNIT_ELEPHANT_1"};
inline constexpr std::array<Name, 12> kPromotions = {"PROMOTION_COMBAT1", "PROMOTION_COMBAT2", "PROMOTION_STRIKE1",
                                                     "PROMOTION_STRIKE2", "PROMOTION_GUARD1",  "PROMOTION_GUARD2",
                                                     "PROMOTION_TOUGH",   "PROMOTION_HECKLER", "PROMOTION_TRACKER",
                                                     "PROMOTION_SEABORN", "PROMOTION_LADING",  "PROMOTION_HIGHLANDER"};
inline constexpr std::array<Name, 6> kUnitEffects = {"EFFECTUNIT_STEADFAST", "EFFECTUNIT_HEAL",  "EFFECTUNIT_FIERCE",
                                                     "EFFECTUNIT_ENLISTED",  "EFFECTUNIT_SWIFT", "EFFECTUNIT_STUNNED"};
inline constexpr std::array<Name, 6> kFacings = {"NE", "E", "SE", "SW", "W", "NW"};
inline constexpr std::array<Name, 13> kEventClasses = {"EVENTCLASS_HOUSEHOLD",     "EVENTCLASS_RARE_EVENTS",
                                                       "EVENTCLASS_COURTIER",      "EVENTCLASS_LIFESPAN",
                                                       "EVENTCLASS_IMPRISONED",    "EVENTCLASS_STUDY",
                                                       "EVENTCLASS_ROMANCE",       "EVENTCLASS_LAW",
                                                       "EVENTCLASS_IRON_SHARPENS", "EVENTCLASS_PETS_AND_ODDITIES",
                                                       "EVENTCLASS_AMBITION",      "EVENTCLASS_EP_RELIGION",
                                                       "EVENTCLASS_SCANDAL"};

// NAME_JULIA -> Julia, CITYNAME_SIPPAR_AMNANUM -> Sippar Amnanum: what a player reads for a key.
std::string display_name(Name key);

}  // namespace perankh::savegen
