#include "vocabulary.h"

namespace perankh::savegen {
namespace {

// In the order in which they come into reach; cards follow the techs proper.
constexpr std::array<TechInfo, 55> kTechs = {{
    {"TECH_TRAPPING", "Trapping", 400, false},
    {"TECH_IRONWORKING", "Ironworking", 400, false},
    {"TECH_STONECUTTING", "Stonecutting", 500, false},
    {"TECH_HUSBANDRY", "Husbandry", 500, false},
    {"TECH_DIVINATION", "Divination", 600, false},
    {"TECH_ADMINISTRATION", "Administration", 700, false},
    {"TECH_LABOR_FORCE", "Labor Force", 800, false},
    {"TECH_POLIS", "Polis", 900, false},
    {"TECH_DRAMA", "Drama", 900, false},
    {"TECH_MILITARY_DRILL", "Military Drill", 1000, false},
    {"TECH_RHETORIC", "Rhetoric", 1200, false},
    {"TECH_ARISTOCRACY", "Aristocracy", 1200, false},
    {"TECH_NAVIGATION", "Navigation", 1300, false},
    {"TECH_PHALANX", "Phalanx", 1400, false},
    {"TECH_SPOKED_WHEEL", "Spoked Wheel", 1500, false},
    {"TECH_FORESTRY", "Forestry", 1500, false},
    {"TECH_STEEL", "Steel", 1700, false},
    {"TECH_COMPOSITE_BOW", "Composite Bow", 1800, false},
    {"TECH_SOVEREIGNTY", "Sovereignty", 1900, false},
    {"TECH_COINAGE", "Coinage", 2000, false},
    {"TECH_CITIZENSHIP", "Citizenship", 2200, false},
    {"TECH_MONASTICISM", "Monasticism", 2300, false},
    {"TECH_ARCHITECTURE", "Architecture", 2500, false},
    {"TECH_LAND_CONSOLIDATION", "Land Consolidation", 2600, false},
    {"TECH_PORTCULLIS", "Portcullis", 2700, false},
    {"TECH_MACHINERY", "Machinery", 2900, false},
    {"TECH_BATTLELINE", "Battleline", 3000, false},
    {"TECH_METAPHYSICS", "Metaphysics", 3200, false},
    {"TECH_DOCTRINE", "Doctrine", 3400, false},
    {"TECH_MANOR", "Manor", 3600, false},
    {"TECH_HYDRAULICS", "Hydraulics", 3800, false},
    {"TECH_JURISPRUDENCE", "Jurisprudence", 4000, false},
    {"TECH_BARDING", "Barding", 4100, false},
    {"TECH_INFANTRY_SQUARE", "Infantry Square", 4300, false},
    {"TECH_COHORTS", "Cohorts", 4500, false},
    {"TECH_SCHOLARSHIP", "Scholarship", 4700, false},
    {"TECH_VAULTING", "Vaulting", 5000, false},
    {"TECH_WINDLASS", "Windlass", 5200, false},
    {"TECH_FISCAL_POLICY", "Fiscal Policy", 5400, false},
    {"TECH_BODKIN_ARROW", "Bodkin Arrow", 5600, false},
    {"TECH_MARTIAL_CODE", "Martial Code", 5900, false},
    {"TECH_LATEEN_SAIL", "Lateen Sail", 6200, false},
    {"TECH_STONECUTTING_BONUS_STONE", "Stone Boost", 1588, true},
    {"TECH_HUSBANDRY_BONUS_FOOD", "Food Boost", 1440, true},
    {"TECH_ADMINISTRATION_BONUS_WORKER", "Free Worker", 799, true},
    {"TECH_DRAMA_BONUS_SETTLER", "Free Settler", 1403, true},
    {"TECH_ARISTOCRACY_BONUS_BORDERS", "Border Boost", 725, true},
    {"TECH_PHALANX_BONUS_ORDERS", "Orders Boost", 1440, true},
    {"TECH_SPOKED_WHEEL_BONUS_CHARIOT", "Free Chariot", 762, true},
    {"TECH_SOVEREIGNITY_BONUS_CIVICS", "Civics Boost", 725, true},
    {"TECH_COMPOSITE_BOW_BONUS_ARCHER", "Free Archer", 762, true},
    {"TECH_HYDRAULICS_BONUS_BALLISTA", "Free Ballista", 725, true},
    {"TECH_LAND_CONSOLIDATION_BONUS_CAMEL_ARCHER", "Free Camel Archer", 1169, true},
    {"TECH_RESOURCE_EBONY_BONUS", "Ebony", 1440, true},
    {"TECH_PALTON_CAVALRY_BONUS", "Free Palton Cavalry", 1440, true},
}};

constexpr std::array<LawInfo, 12> kLaws = {{
    {"LAWCLASS_ORDER", "LAW_PRIMOGENITURE", "LAW_ULTIMOGENITURE", "Primogeniture", "Ultimogeniture", 1},
    {"LAWCLASS_EPICS_EXPLORATION", "LAW_EPICS", "LAW_EXPLORATION", "Epics", "Exploration", 8},
    {"LAWCLASS_SLAVERY_FREEDOM", "LAW_SLAVERY", "LAW_FREEDOM", "Slavery", "Freedom", 9},
    {"LAWCLASS_CENTRALIZATION_VASSALAGE", "LAW_CENTRALIZATION", "LAW_VASSALAGE", "Centralization", "Vassalage", 14},
    {"LAWCLASS_COLONIES_SERFDOM", "LAW_COLONIES", "LAW_SERFDOM", "Colonies", "Serfdom", 24},
    {"LAWCLASS_MONOTHEISM_POLYTHEISM", "LAW_MONOTHEISM", "LAW_POLYTHEISM", "Monotheism", "Polytheism", 28},
    {"LAWCLASS_TYRANNY_CONSTITUTION", "LAW_TYRANNY", "LAW_CONSTITUTION", "Tyranny", "Constitution", 34},
    {"LAWCLASS_DIVINE_RULE_LEGAL_CODE", "LAW_DIVINE_RULE", "LAW_LEGAL_CODE", "Divine Rule", "Legal Code", 40},
    {"LAWCLASS_GUILDS_ELITES", "LAW_GUILDS", "LAW_ELITES", "Guilds", "Elites", 52},
    {"LAWCLASS_IMMIGRATION_TRADE_LEAGUE", "LAW_TRADE_LEAGUE", "LAW_AUTARKY", "Trade League", "Autarky", 60},
    {"LAWCLASS_PHILOSOPHY_ENGINEERING", "LAW_PHILOSOPHY", "LAW_ENGINEERING", "Philosophy", "Engineering", 70},
    {"LAWCLASS_VOLUNTEERS_PROFESSIONAL_ARMY", "LAW_VOLUNTEERS", "LAW_PROFESSIONAL_ARMY", "Volunteers",
     "Professional Army", 82},
}};

constexpr std::array<GoalInfo, 14> kGoals = {{
    {"GOAL_FIVE_PROMOTIONS", "Promote Units Five Times", "STAT_UNIT_PROMOTED", 5},
    {"GOAL_FOUR_LAWS", "Enact Four Laws", "STAT_LAW_ADOPTED", 4},
    {"GOAL_FOUR_SHRINES", "Build Four Shrines", "STAT_SHRINE_BUILT", 4},
    {"GOAL_LAVISH_LIFESTYLE", "Complete an Opulence Project", "", 1},
    {"GOAL_SLAVERY", "Enact Slavery", "", 1},
    {"GOAL_TRIBE_PEACE", "Make Peace with a Tribe", "", 1},
    {"GOAL_FOUR_RELIGION_SPREAD", "Spread Religion (x4)", "STAT_RELIGION_SPREAD", 4},
    {"GOAL_10_KILLS", "Kill Ten Units", "STAT_UNIT_MILITARY_KILLED", 10},
    {"GOAL_30_POPULATION", "Have Thirty Citizens", "", 30},
    {"GOAL_SIX_CITIES", "Control Six Cities", "STAT_CITY_FOUNDED", 6},
    {"GOAL_TWO_WONDERS", "Build Two Wonders", "STAT_WONDER_BUILT", 2},
    {"GOAL_EIGHT_TECHS", "Discover Eight Techs", "STAT_TECH_DISCOVERED", 8},
    {"GOAL_CAPTURE_CITY", "Capture a City", "STAT_CITY_CAPTURED", 1},
    {"GOAL_THREE_SPECIALISTS", "Train Three Elder Specialists", "", 3},
}};

}  // namespace

std::span<const TechInfo> techs() { return kTechs; }
std::span<const LawInfo> laws() { return kLaws; }
std::span<const GoalInfo> goals() { return kGoals; }

}  // namespace perankh::savegen
