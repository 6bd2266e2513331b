// The SQL surface is a contract: relations, columns and types that people's SQL rests on.
#include "store/schema.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "store/library_test.h"

namespace perankh::store {
namespace {

// Relation: its columns. No type written is INTEGER; V VARCHAR, B BOOLEAN, L BIGINT, TS TIMESTAMP, D DOUBLE, U UBIGINT.
// All but those marked - also have match_id L.
constexpr std::string_view kContract = R"(
matches: file_name V, file_hash V, game_name V, game_id V, save_date TS, processed_date TS, map_width, map_height, map_size V, map_class V, map_aspect_ratio V, min_latitude, max_latitude, game_mode V, turn_style V, turn_timer V, turn_scale V, simultaneous_turns, opponent_level V, tribe_level V, development V, advantage V, succession_gender V, succession_order V, mortality V, event_level V, victory_point_modifier V, force_march V, team_nation V, victory_conditions V, total_turns, winner_player_id L, winner_victory_type V, first_seed L, map_seed L, game_version V, enabled_mods V, enabled_dlc V, collection_id
match_settings: setting_id L, setting_type V, setting_key V, setting_value V
match_summary: game_name V, save_date TS, total_turns, map_size V, victory_conditions V, player_count L, winner_name V, winner_civilization V
-player_performance: player_name V, nation V, matches_played L, wins, win_rate D, avg_final_score D
rulers: character_id, player_id, ruler_name V, archetype V, succession_turn, succession_order L
character_lineage: character_id, first_name V, family V, father_name V, mother_name V, birth_turn, death_turn
-games: game_id V
-collections: collection_id, name V, is_default B
-user_settings: key V, value V
players: player_id, xml_id, player_name V, player_name_normalized V, nation V, dynasty V, team_id, is_human B, is_save_owner B, online_id V, email V, difficulty V, last_turn_completed, turn_ended B, legitimacy, time_stockpile, state_religion V, succession_gender V, founder_character_id, chosen_heir_id, original_capital_city_id, tech_researching V, ambition_delay, tiles_purchased, state_religion_changes, tribe_mercenaries_hired
player_resources: player_id, yield_type V, amount
player_council: player_id, position V, character_id, appointed_turn
player_units_produced: player_id, unit_type V, count
technologies_completed: player_id, tech V, completed_turn
technology_progress: player_id, tech V, progress
technology_states: player_id, tech V, state V
laws: player_id, law_category V, law V, adopted_turn, change_count
player_goals: goal_id, player_id, goal_type V, leader_character_id, started_turn, completed_turn, failed_turn, max_turns, progress, goal_state V
diplomacy: entity1_type V, entity1_id V, entity2_type V, entity2_id V, relation V, war_score, last_conflict_turn, last_diplomacy_turn, diplomacy_blocked_until_turn
characters: character_id, xml_id, first_name V, gender V, player_id, tribe V, birth_turn, birth_city_id, death_turn, death_reason V, birth_father_id, birth_mother_id, family V, nation V, religion V, cognomen V, archetype V, portrait V, xp, level, is_royal B, is_infertile B, became_leader_turn, abdicated_turn, was_religion_head B, was_family_head B, nation_joined_turn, seed U
character_traits: character_id, trait V, acquired_turn, removed_turn
character_relationships: character_id, related_character_id, relationship_type V, relationship_value, started_turn, ended_turn
character_marriages: character_id, spouse_id, marriage_turn, ended_turn
character_stats: character_id, stat_name V, stat_value
character_missions: mission_id, character_id, mission_type V, started_turn, completed_turn, target_type V, target_id, mission_state V
families: family_id, xml_id, player_id, family_name V, family_class V, head_character_id, seat_city_id, turns_without_leader
family_opinion_history: player_id, family_name V, turn, opinion
religion_opinion_history: player_id, religion_name V, turn, opinion
family_law_opinions: family_id, law_category V, opinion_value
religions: religion_id, xml_id, religion_name V, founded_turn, founder_player_id, head_character_id, holy_city_id
tribes: tribe_id V, xml_id, leader_character_id, allied_player_id, religion V
cities: city_id, xml_id, player_id, tile_id, city_name V, family V, founded_turn, is_capital B, citizens, governor_id, governor_turn, hurry_civics_count, hurry_money_count, hurry_training_count, hurry_population_count, specialist_count, growth_count, unit_production_count, buy_tile_count, first_owner_player_id, last_owner_player_id
city_yields: city_id, yield_type V, progress, overflow, level
city_culture: city_id, team_id, culture_level V, culture_progress, happiness_level
city_religions: city_id, religion V, acquired_turn
city_production_queue: queue_id, city_id, queue_position, build_type V, item_type V, progress, is_repeat B, yield_costs V
city_units_produced: city_id, unit_type V, count
city_projects_completed: city_id, project_type V, count
city_project_counts: city_id, project_type V, count
city_enemy_agents: city_id, enemy_player_id, agent_character_id, placed_turn, agent_tile_id
city_luxuries: city_id, resource V, imported_turn
tiles: tile_id, xml_id, x, y, terrain V, height V, vegetation V, river_w B, river_sw B, river_se B, resource V, improvement V, improvement_pillaged B, improvement_disabled B, improvement_turns_left, specialist V, has_road B, owner_player_id, owner_city_id, tribe_site V, religion V, init_seed U, turn_seed U
tile_changes: change_id, tile_id, turn, change_type V, old_value V, new_value V
tile_visibility: tile_id, team_id, revealed_turn, last_seen_turn, visible_terrain V, visible_height V, visible_vegetation V, visible_improvement V, visible_owner_player_id
tile_ownership_history: tile_id, turn, owner_player_id
units: unit_id, xml_id, tile_id, unit_type V, player_id, tribe V, xp, level, create_turn, facing V, original_player_id, turns_since_last_move, gender V, is_sleeping B, current_formation V, seed U
unit_promotions: unit_id, promotion V, is_acquired B
unit_effects: unit_id, effect V, stacks
unit_families: unit_id, player_id, family_name V
yield_history: player_id, turn, yield_type V, amount
yield_total_history: player_id, turn, yield_type V, amount
points_history: player_id, turn, points
military_history: player_id, turn, military_power
legitimacy_history: player_id, turn, legitimacy
yield_prices: turn, yield_type V, price
event_logs: log_id, turn, log_type V, player_id, description V, data1 V, data2 V, data3 V, is_permanent B
story_events: event_id, event_type V, player_id, occurred_turn, primary_character_id, secondary_character_id, city_id, event_text V
story_choices: event_id, option_selected V, choice_turn
event_outcomes: outcome_id, event_id, player_id, outcome_type V, count, applied_turn
memory_data: memory_id, player_id, memory_type V, turn, target_player_id, target_character_id, target_family V, target_tribe V, target_religion V
-import_runs: run_id L
-import_files: run_id L, match_id L
save_coverage: path V
)";

std::string type_name(std::string_view letter) {
  static const std::map<std::string_view, std::string> kTypes = {{"", "INTEGER"}, {"V", "VARCHAR"},    {"B", "BOOLEAN"},
                                                                 {"L", "BIGINT"}, {"TS", "TIMESTAMP"}, {"D", "DOUBLE"},
                                                                 {"U", "UBIGINT"}};
  return kTypes.at(letter);
}

using Columns = std::map<std::string, std::string>;  // name to type

std::map<std::string, Columns> contract() {
  std::map<std::string, Columns> relations;
  std::istringstream lines{std::string(kContract)};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    const bool of_saves = line.front() != '-';
    const std::size_t colon = line.find(": ");
    Columns& columns = relations[line.substr(of_saves ? 0 : 1, colon - (of_saves ? 0 : 1))];
    if (of_saves) columns["match_id"] = "BIGINT";
    std::istringstream parts(line.substr(colon + 2));
    for (std::string part; std::getline(parts, part, ',');) {
      part.erase(0, part.find_first_not_of(' '));
      const std::size_t space = part.find(' ');
      columns[part.substr(0, space)] =
          type_name(space == std::string::npos ? std::string_view() : std::string_view(part).substr(space + 1));
    }
  }
  return relations;
}

std::map<std::string, Columns> columns_of(Library& library, const std::string& schema) {
  std::map<std::string, Columns> relations;
  auto rows = library.connection().query(
      "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal AND schema_name = '" +
      schema + "'");
  for (const auto* row = rows->next(); row != nullptr; row = rows->next()) {
    relations[std::get<std::string>((*row)[0])][std::get<std::string>((*row)[1])] = std::get<std::string>((*row)[2]);
  }
  return relations;
}

using SchemaTest = LibraryTest;

TEST_F(SchemaTest, EveryRelationOfTheContractIsThere) {
  Library library = open();
  const auto there = columns_of(library, "main");
  for (const auto& [relation, columns] : contract()) {
    ASSERT_TRUE(there.contains(relation)) << relation;
    for (const auto& [column, type] : columns) {
      const auto found = there.at(relation).find(column);
      ASSERT_NE(found, there.at(relation).end()) << relation << "." << column << " is missing";
      EXPECT_EQ(found->second, type) << relation << "." << column;
    }
  }
}

TEST_F(SchemaTest, EveryRelationCanBeAskedAndIsDescribed) {
  Library library = open();
  import(library, save_at(1, "<Player ID=\"0\" />"));
  for (const Relation& relation : relations()) {
    const auto rows = library.connection().query("SELECT * FROM " + relation.name);
    EXPECT_TRUE(rows.has_value()) << relation.name << ": " << rows.error().message;
    EXPECT_FALSE(relation.meaning.empty()) << relation.name;
    EXPECT_FALSE(relation.topic.empty()) << relation.name;
  }
}

TEST_F(SchemaTest, NotesAreAboutColumnsThatExist) {
  Library library = open();
  const auto there = columns_of(library, "main");
  for (const Relation& relation : relations()) {
    for (const auto& [names, note] : relation.column_notes) {
      std::istringstream parts(names);
      for (std::string name; std::getline(parts, name, ',');) {
        name.erase(0, name.find_first_not_of(' '));
        if (name.find('*') != std::string::npos) continue;
        EXPECT_TRUE(there.at(relation.name).contains(name)) << relation.name << "." << name << ": " << note;
      }
    }
  }
}

TEST_F(SchemaTest, TablesAreAsTheModelSays) {
  Library library = open();
  const auto there = columns_of(library, "data");
  std::set<std::string> names;
  for (const Table& table : save_tables()) {
    EXPECT_TRUE(names.insert(table.name).second) << table.name;
    ASSERT_TRUE(there.contains(table.name)) << table.name;
    EXPECT_EQ(table.columns.front().name, "match_id");
    EXPECT_EQ(there.at(table.name).size(), table.columns.size()) << table.name << " names a column twice";
    for (const TableColumn& column : table.columns) {
      EXPECT_EQ(there.at(table.name).at(column.name), sql_type(column.type)) << table.name << "." << column.name;
    }
  }
}

// A library of this version must look as it did when the version was raised last. When this fails on purpose: raise
// kSchemaVersion, see that src/store/migrations.cc brings older libraries along, and write the file anew with
// PER_ANKH_UPDATE_GOLDEN=1.
TEST_F(SchemaTest, DoesNotChangeWithoutANewVersion) {
  Library library = open();
  std::string now = "schema version " + std::to_string(kSchemaVersion) + "\n";
  for (const auto& [table, columns] : columns_of(library, "data")) {
    now += "\n" + table + "\n";
    for (const auto& [column, type] : columns) now += "  " + column + " " + type + "\n";
  }
  const char* const golden = "tests/golden/schema.txt";
  if (std::getenv("PER_ANKH_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories("tests/golden");
    std::ofstream(golden) << now;
  }
  std::ifstream in(golden);
  const std::string then{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  ASSERT_FALSE(then.empty()) << golden << " is not there: tests run in the repository's root";
  EXPECT_EQ(now, then) << "the tables of schema data changed: raise kSchemaVersion and write " << golden
                       << " anew (PER_ANKH_UPDATE_GOLDEN=1)";
}

TEST_F(SchemaTest, DocumentNamesEveryRelation) {
  Library library = open();
  const auto document = schema_document(library.connection());
  ASSERT_TRUE(document.has_value());
  for (const Relation& relation : relations()) {
    EXPECT_NE(document->find("### " + relation.name + "\n"), std::string::npos) << relation.name;
  }
}

}  // namespace
}  // namespace perankh::store
