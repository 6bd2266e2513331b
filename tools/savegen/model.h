#pragma once

// What a save holds, as plain data. The simulation fills it turn by turn, the writers lay it out as XML and the truth
// file counts it; nothing here is read back from XML.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "settings.h"
#include "vocabulary.h"
#include "zip_writer.h"

namespace perankh::savegen {

struct NameCount {
  Name key;
  int value = 0;
};
using NameCounts = std::vector<NameCount>;

struct TurnValue {
  int turn = 0;
  int value = 0;
};
using Series = std::vector<TurnValue>;

struct TurnName {
  int turn = 0;
  Name value;
};

struct LogEntry {
  std::string text;  // markup, not yet escaped
  Name type;
  std::string data1;
  std::string data2;
  std::string data3;
  int turn = 0;
  int team_turn = 0;
};

enum class Subject { kPlayer, kFamily, kReligion, kCharacter, kTribe, kCity };

struct Memory {
  Name type;
  Subject subject = Subject::kPlayer;
  int id = kNone;  // of a player, character or city
  Name name;       // of a family, religion or tribe
  int turn = 0;
};

struct Goal {
  Name type;
  int id = 0;
  int leader = kNone;
  int turn = 0;
  int max_turns = 0;
  bool finished = false;
  bool legacy = false;
  int player = kNone;
  int city = kNone;
  Name religion;
  Name tribe;
  int progress = 0;
  NameCounts tribes_killed;
  NameCounts missions_completed;
  NameCounts yields_produced;
  NameCounts yields_sold;
  NameCounts stats;
};

// A story that happened to a player, and about whom.
struct StoryEvent {
  const StoryInfo* story = nullptr;
  int turn = 0;
  bool about_player = false;
  Name family;
  Name religion;
  Name tribe;
};

struct Ping {
  int type = 5;
  int turn = 0;
  int tile = 0;
  std::string text;
  Name improvement;
};

struct TeamName {
  int team = 0;
  Name name;
};

struct Player {
  PlayerSetup setup;
  int id = 0;
  int original_capital = kNone;
  int founder = kNone;
  int chosen_heir = kNone;
  int leader = kNone;
  std::vector<int> leaders;
  bool surrendered = false;
  int legitimacy = 10;
  int ambition_delay = 2;
  int time_stockpile = 0;
  int buy_tile_count = 0;
  int mercenary_count = 0;
  int state_religion_changes = 0;
  Name state_religion;
  std::vector<int> starting_tiles;
  std::array<int, kYields.size()> stockpile{};
  std::array<int, kYields.size()> rate{};
  std::array<std::int64_t, kYields.size()> total{};
  // Indexed as techs(): turn of discovery, 0 when not known, progress in tenths.
  std::vector<int> tech_turn;
  std::vector<int> tech_progress;
  std::vector<bool> tech_passed;
  std::vector<bool> tech_trashed;
  std::vector<bool> tech_locked;
  int researching = kNone;
  int last_discovered = kNone;
  int tech_without_log = kNone;  // came with an event: known, but no log line tells when
  // Indexed as laws(): the active law's name and the turn it came, how often the class changed.
  std::vector<Name> active_law;
  std::vector<int> law_turn;
  std::vector<int> law_changes;
  std::vector<Name> families;
  std::vector<int> family_heads;
  std::vector<int> family_seats;
  std::vector<int> family_no_leader;
  std::vector<Name> family_religions;
  std::vector<std::pair<int, int>> family_law_opinions;  // family index, law index
  std::vector<int> family_opinions;                      // all families of the game, see all_families()
  std::vector<int> religion_opinions;                    // all religions, see all_religions()
  NameCounts council;
  NameCounts goal_started;
  NameCounts mission_started;
  NameCounts bonus_counts;
  NameCounts units_produced;
  NameCounts projects_produced;
  NameCounts resources_revealed;
  NameCounts event_classes;
  NameCounts theologies;
  NameCounts luxuries;  // resource and turn
  std::vector<StoryEvent> stories;
  std::vector<Goal> goals;
  std::vector<Memory> memories;
  std::vector<LogEntry> permanent_log;
  std::vector<LogEntry> turn_log;
  std::vector<LogEntry> turn_summary;
  std::vector<LogEntry> chat;
  std::vector<Ping> pings;
  std::vector<std::string> achievements;
  std::vector<int> expansion_tiles;
  std::vector<int> attack_targets;
  std::vector<int> harvest_targets;
  std::vector<std::pair<int, int>> last_seen_units;   // unit, tile
  std::vector<std::pair<int, Name>> last_seen_sites;  // tile, tribe
  std::vector<std::pair<int, int>> bones_times;
  std::vector<std::pair<int, int>> recent_attacks;
  Series points_history;
  Series military_history;
  Series legitimacy_history;
  std::array<Series, kYields.size()> rate_history;
  std::array<Series, kYields.size()> total_history;
  std::vector<Series> family_history;
  std::vector<Series> religion_history;
};

struct Relationship {
  Name type;
  int target = kNone;  // kNone: the file names nobody
  int value = 0;       // 0: not written
  int turn = 0;
};

struct Character {
  int id = 0;
  int birth_turn = 0;
  int player = kNone;
  std::string character_key;  // CHARACTER_X, scenario people only
  bool female = false;
  Name first_name;
  std::uint64_t seed = 0;
  Name nickname;
  std::string portrait;
  int level = 1;
  int xp = 0;
  int death_turn = 0;  // 0: alive
  Name death_reason;
  Name tribe;
  Name family;
  Name nation;
  Name religion;
  Name courtier;
  Name dead_council;
  Name title;
  std::string suffix;
  Name cognomen;
  std::vector<std::pair<int, int>> cognomens;  // turn, index into kCognomens
  int leader_turn = 0;
  int abdicate_turn = 0;
  int nation_turn = 0;
  int birth_city = kNone;
  int father = kNone;
  int mother = kNone;
  int legal_father = kNone;
  int spouse = kNone;
  std::vector<int> spouses;
  std::vector<int> children;
  bool royal = false;
  bool infertile = false;
  bool retired = false;
  bool religion_head = false;
  bool family_head = false;
  std::array<int, kRatings.size()> ratings{};
  NameCounts stats;
  NameCounts traits;  // trait and turn
  std::vector<Relationship> relationships;
  std::vector<std::pair<const StoryInfo*, int>> stories;
  NameCounts missions;  // mission and turn
};

struct QueueItem {
  Name build;
  Name type;
  int data = kNone;
  int progress = 0;
  bool repeat = false;
  NameCounts cost;
};

struct City {
  int id = 0;
  int tile = 0;
  int player = kNone;
  Name name;
  Name family = kNoName;
  int founded = 1;
  bool capital = false;
  bool captured_capital = false;
  int first_player = kNone;
  int last_player = kNone;
  int capture_player = kNone;
  int capture_turns = 0;
  int assimilate_turns = 0;
  Name tribe;
  int governor = kNone;
  int governor_turn = 0;
  int raided_turn = 0;
  int citizens = 1;
  int citizens_queue = 0;
  int growth_count = 0;
  int damage = 0;
  int hurry_civics = 0;
  int hurry_training = 0;
  int hurry_money = 0;
  int hurry_population = 0;
  int hurry_orders = 0;
  int buy_tiles = 0;
  int specialists = 0;
  int culture = 0;  // index into kCultures
  int happiness = 0;
  std::array<int, kYields.size()> progress{};
  std::array<int, kYields.size()> overflow{};
  std::array<int, kYields.size()> level{};
  NameCounts units_produced;
  NameCounts projects;
  NameCounts luxuries;
  std::vector<Name> religions;
  struct Agent {
    int player = 0;
    int turn = 0;
    int character = kNone;
    int tile = kNone;
  };
  std::vector<Agent> agents;
  std::vector<int> culture_teams;  // teams that have a culture level here
  std::vector<std::pair<int, Name>> player_families;
  std::vector<std::pair<const StoryInfo*, int>> stories;
  std::vector<QueueItem> queue;
  std::vector<QueueItem> completed;
  std::vector<int> land;       // tiles it may ever claim, nearest first
  std::size_t next_claim = 0;  // index into land
};

struct Unit {
  int id = 0;
  Name type;
  int player = kNone;
  Name tribe = kNoName;
  std::uint64_t seed = 0;
  int tile = 0;
  int xp = 0;
  int level = 0;
  int create_turn = 1;
  int original_player = kNone;
  Name original_tribe;
  int idle_turns = 0;
  int damage = 0;
  int general = kNone;
  int turn_steps = 0;
  Name facing;
  Name gender;
  Name religion;
  Name name_type;
  Name formation;
  Name cooldown;
  int cooldown_turns = 0;
  int raid_turn = 0;
  bool sleep = false;
  bool sentry = false;
  bool march = false;
  bool anchored = false;
  bool unlimbered = false;
  bool pass = false;
  bool critical_hit = false;
  bool level_promotion = false;
  Name family;
  std::vector<Name> promotions;
  std::vector<Name> promotions_available;
  NameCounts effects;
  int queue_target = kNone;
  int ai_target = kNone;
  Name ai_role;
  const StoryInfo* story = nullptr;
};

// What one team knows about a tile.
struct TeamSight {
  int revealed = 0;  // turn; 0: never seen
  int last_seen = 0;
};

struct Tile {
  Name terrain;
  Name height;
  Name vegetation;
  Name resource;
  Name improvement;
  Name specialist;
  Name tribe_site;
  Name city_site;
  std::string element_name;
  bool boundary = false;
  bool road = false;
  bool pillaged = false;
  std::array<int, 3> rivers{kNone, kNone, kNone};  // W, SW, SE: kNone or the flow's direction, 0 or 1
  int latitude = 0;
  int improvement_since = 0;
  int build_turns_left = 0;
  int build_turns = 0;
  int develop_turns = 0;
  int pillage_turns = 0;
  int unit_turns = 0;
  int harvest_turn = 0;
  int regrowth_turn = 0;
  int city_territory = kNone;
  int orig_urban_owner = kNone;
  int recent_attacks = 0;
  std::uint64_t init_seed = 0;
  std::uint64_t turn_seed = 0;
  std::vector<Name> religions;
  Series owners;
  std::vector<TurnName> terrains;
  std::vector<TurnName> vegetations;
  std::vector<TurnName> heights;
  std::vector<TeamSight> sight;  // by team
  std::vector<int> units;        // indexes into Save::units

  [[nodiscard]] int owner() const { return owners.empty() ? kNone : owners.back().value; }
};

struct Religion {
  Name key;
  int founded = 0;
  int founder = kNone;
  int head = kNone;
  int holy_city = kNone;
  Name theology;
};

struct Occurrence {
  int id = 0;
  Name type;
  int start = 0;
  int end = 0;
  int tile = 0;
};

struct Tribe {
  Name key;
  int leader = kNone;
  int allied_player = kNone;
  Name religion;
};

// One side's view of another: a team of a team, or a tribe of a team.
struct Stance {
  bool contact = false;
  Name diplomacy = "DIPLOMACY_TRUCE";
  int conflict_turn = 0;
  int diplomacy_turn = 0;
  int block_turn = 0;
  int war_score = 0;
};

struct Save {
  Settings settings;
  int turn = 1;
  bool finished = false;  // the campaign's last save: its ending is known
  SaveTime time;
  int active_player = 0;
  std::uint64_t game_seed = 0;
  int next_unit = 0;
  int next_occurrence = 0;
  std::vector<Player> players;
  std::vector<Character> characters;
  std::vector<City> cities;
  std::vector<Unit> units;
  std::vector<Tile> tiles;
  std::vector<int> city_sites;  // tiles
  std::vector<Religion> religions;
  std::vector<Tribe> tribe_states;  // as tribes()
  std::vector<Occurrence> occurrences;
  std::vector<std::pair<int, std::string>> tile_names;  // named wonders
  std::vector<Name> wonders_built;
  std::array<int, kYields.size()> prices{};
  std::array<Series, kYields.size()> price_history;
  std::vector<Stance> team_stances;   // teams x teams
  std::vector<Stance> tribe_stances;  // tribes x teams

  [[nodiscard]] Stance& stance(int from, int to) { return team_stances[index(from, to)]; }
  [[nodiscard]] const Stance& stance(int from, int to) const { return team_stances[index(from, to)]; }
  [[nodiscard]] Stance& tribe_stance(int tribe, int team) { return tribe_stances[index(tribe, team)]; }
  [[nodiscard]] const Stance& tribe_stance(int tribe, int team) const { return tribe_stances[index(tribe, team)]; }
  [[nodiscard]] Tile& tile(int id) { return tiles[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Tile& tile(int id) const { return tiles[static_cast<std::size_t>(id)]; }
  [[nodiscard]] Character& character(int id) { return characters[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Character& character(int id) const { return characters[static_cast<std::size_t>(id)]; }
  [[nodiscard]] City& city(int id) { return cities[static_cast<std::size_t>(id)]; }
  [[nodiscard]] Player& player(int id) { return players[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Player& player(int id) const { return players[static_cast<std::size_t>(id)]; }

 private:
  [[nodiscard]] std::size_t index(int row, int team) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(settings.teams) + static_cast<std::size_t>(team);
  }
};

// Every family of the game in the order of FamilyClass, and every religion in the order of ReligionOpinionHistory.
const std::vector<FamilyInfo>& all_families();
const std::vector<Name>& all_religions();

// A tile as a team remembers it: as it was when the team last saw it. Empty or kNone where it saw nothing.
Name terrain_seen(const Tile& tile, const TeamSight& sight);
Name height_seen(const Tile& tile, const TeamSight& sight);
Name vegetation_seen(const Tile& tile, const TeamSight& sight);
Name improvement_seen(const Tile& tile, const TeamSight& sight);
int owner_seen(const Tile& tile, const TeamSight& sight);

// A tech in the player's hand, and one that he has set as his goal.
bool is_available(const Player& player, std::size_t tech);
bool is_targeted(const Player& player, std::size_t tech);

// The player who won: of the winning team a human first. kNone while nobody has.
int winner_of(const Save& save);

// Adds `by` to the count of `key`, appending it when it is new.
void add_count(NameCounts& counts, Name key, int by = 1);
// Sets the value of `key`, appending it when it is new.
void set_value(NameCounts& counts, Name key, int value);
// Nothing is written for a key with no value.
int value_of(const NameCounts& counts, Name key);

}  // namespace perankh::savegen
