#pragma once

// Plays a campaign turn by turn. Every turn draws its own random numbers from (campaign, topic, turn), so playing on
// from turn 60 to 90 changes nothing before 60: saves of one campaign agree about their common past.

#include "model.h"
#include "random.h"
#include "world.h"

namespace perankh::savegen {

// The campaign as it stands after `turn` turns; `finished` when this is its last save.
Save simulate(const Settings& settings, int turn, bool finished);

enum class Topic : std::uint64_t {
  kStart = 1,
  kPeople,
  kCities,
  kLand,
  kRealm,
  kReligion,
  kStories,
  kDiplomacy,
  kArmies,
  kHistory,
  kSight,
  kFinish
};

struct Sim {
  Save& save;
  const HexGrid& grid;
  int turn = 1;

  [[nodiscard]] Random random(Topic topic, int who = 0) const {
    return Random(mix_all({save.settings.seed, static_cast<std::uint64_t>(topic), static_cast<std::uint64_t>(turn),
                           static_cast<std::uint64_t>(who + 1)}));
  }
};

// sim_people.cc
struct NewCharacter {
  int player = kNone;
  bool female = false;
  int birth_turn = 0;
  int father = kNone;
  int mother = kNone;
  Name family;
  Name tribe;
};
int add_character(Sim& sim, const NewCharacter& wanted, Random& random);
bool is_alive(const Character& character);
bool is_adult(const Character& character, int turn);
int find_adult(const Sim& sim, int player, Random& random);  // kNone when there is none
void start_people(Sim& sim);
void advance_people(Sim& sim);

// sim_cities.cc
void start_cities(Sim& sim);
void advance_cities(Sim& sim);
void change_owner(Sim& sim, City& city, int new_player);
std::vector<int> cities_of(const Save& save, int player);

// sim_land.cc
void advance_land(Sim& sim);
void set_owner(Tile& tile, int turn, int owner);
void claim_next_tile(Sim& sim, City& city);
void pay_for(NameCounts& counts, Name type, Random& random);

// sim_realm.cc
void start_realms(Sim& sim);
void advance_realms(Sim& sim);

// sim_religion.cc
void advance_religions(Sim& sim);

// sim_stories.cc
void advance_stories(Sim& sim);

// sim_diplomacy.cc
void start_diplomacy(Sim& sim);
void advance_diplomacy(Sim& sim);
bool at_war(const Save& save, int player, int other);

// sim_units.cc
void start_units(Sim& sim);
void advance_units(Sim& sim);

// sim_history.cc
void advance_histories(Sim& sim);

// sim_sight.cc: what only the moment of saving knows
void look_around(Sim& sim);
void finish_save(Sim& sim);

}  // namespace perankh::savegen
