#include <fmt/format.h>

#include <algorithm>

#include "logs.h"
#include "simulation.h"

// Religions: founded in a city, spread to others, believed in by people and families.

namespace perankh::savegen {
namespace {

constexpr std::array<Name, 5> kTheologies = {"THEOLOGY_MYTHOLOGY", "THEOLOGY_VENERATION", "THEOLOGY_LEGALISM",
                                             "THEOLOGY_DUALISM", "THEOLOGY_GNOSTICISM"};

bool is_known(const Save& save, Name key) {
  return std::any_of(save.religions.begin(), save.religions.end(),
                     [key](const Religion& religion) { return religion.key == key; });
}

std::string religion_link(Name key) {
  return help_link("HELP_SELECT_RELIGION", key, display_name(key.substr(sizeof("RELIGION_") - 1)));
}

bool adopt(std::vector<Name>& religions, Name key) {
  if (std::find(religions.begin(), religions.end(), key) != religions.end()) {
    return false;
  }
  religions.push_back(key);
  return true;
}

void found(Sim& sim, Player& player, Name key, Random& random) {
  Save& save = sim.save;
  const auto homes = cities_of(save, player.id);
  if (homes.empty() || is_known(save, key)) {
    return;
  }
  const int home = random.pick(homes);
  City& city = save.city(home);
  const int head = find_adult(sim, player.id, random);
  save.religions.push_back({key, sim.turn, player.id, head, home, {}});
  save.character(head).religion_head = true;
  save.character(head).religion = key;
  adopt(city.religions, key);
  adopt(save.tile(city.tile).religions, key);
  for (const Player& listener : save.players) {  // everyone hears of a founding
    log_permanent(save, listener.id, sim.turn, "RELIGION_FOUNDED",
                  fmt::format("{} founded in {}.", religion_link(key), city_link(save, city)),
                  fmt::to_string(city.tile), std::string(key));
  }
}

void spread(Sim& sim, Religion& religion, Random& random) {
  Save& save = sim.save;
  if (random.chance(20)) {
    City& city = save.cities[static_cast<std::size_t>(random.below(static_cast<int>(save.cities.size())))];
    const bool pagan = religion.key.starts_with("RELIGION_PAGAN");
    if ((!pagan || city.player == religion.founder) && adopt(city.religions, religion.key)) {
      adopt(save.tile(city.land[static_cast<std::size_t>(random.below(7))]).religions, religion.key);
    }
  }
  Character& person = save.characters[static_cast<std::size_t>(random.below(static_cast<int>(save.characters.size())))];
  if (is_alive(person) && random.chance(70)) {
    person.religion = religion.key;
  }
  if (religion.theology.empty() && sim.turn - religion.founded > 20 && random.chance(3)) {
    religion.theology = random.pick(kTheologies);
    if (religion.founder != kNone) {
      add_count(save.player(religion.founder).theologies, religion.key);
    }
  }
}

void believe(Sim& sim, Player& player, Random& random) {
  const Save& save = sim.save;
  if (save.religions.empty()) {
    return;
  }
  const Name key = random.pick(save.religions).key;
  if (random.chance(3)) {
    player.family_religions[static_cast<std::size_t>(random.below(static_cast<int>(player.families.size())))] = key;
  }
  if (sim.turn > 30 && key != player.state_religion && random.per_thousand(player.state_religion.empty() ? 40 : 4)) {
    player.state_religion = key;
    ++player.state_religion_changes;
  }
  for (std::size_t i = 0; i < all_religions().size(); ++i) {
    if (random.chance(4)) {
      player.religion_opinions[i] = std::clamp(player.religion_opinions[i] + random.range(-2, 2) * 20, -160, 220);
    }
  }
}

}  // namespace

void advance_religions(Sim& sim) {
  Save& save = sim.save;
  for (Player& player : save.players) {
    Random random = sim.random(Topic::kReligion, player.id);
    if (sim.turn > 6 && random.chance(5)) {
      found(sim, player, nation_of(player.setup).pagan_religion, random);
    }
    if (sim.turn > 30 && random.per_thousand(12)) {
      found(sim, player, random.pick(kWorldReligions), random);
    }
    believe(sim, player, random);
  }
  Random random = sim.random(Topic::kReligion, 1000);
  for (Religion& religion : save.religions) {
    spread(sim, religion, random);
  }
}

}  // namespace perankh::savegen
