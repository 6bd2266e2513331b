#include <fmt/format.h>

#include <algorithm>

#include "logs.h"
#include "simulation.h"

// Births, marriages, reigns and deaths.

namespace perankh::savegen {
namespace {

constexpr int kAdultAge = 18;

int age(const Character& person, int turn) { return turn - person.birth_turn; }

void give_traits(Character& person, int count, int turn, Random& random) {
  for (int i = 0; i < count; ++i) {
    set_value(person.traits, random.pick(kTraits), turn);
  }
}

void come_of_age(Character& person, int turn, Random& random) {
  person.traits.insert(person.traits.begin(), {random.pick(kArchetypes), turn});
  person.level = 1;
}

bool has_archetype(const Character& person) {
  return std::any_of(person.traits.begin(), person.traits.end(),
                     [](const NameCount& trait) { return trait.key.ends_with("_ARCHETYPE"); });
}

void crown(Sim& sim, Player& player, int character, Random& random) {
  Character& leader = sim.save.character(character);
  leader.royal = true;
  leader.leader_turn = sim.turn;
  if (!has_archetype(leader)) {  // a child on the throne
    come_of_age(leader, sim.turn, random);
  }
  leader.cognomens.emplace_back(sim.turn, 0);
  leader.title = leader.female ? "TITLE_QUEEN" : "TITLE_KING";
  player.leader = character;
  player.leaders.push_back(character);
}

// The eldest living child of the late leader, else anyone royal, else whoever is there.
int find_heir(const Sim& sim, const Player& player, int late_leader) {
  const Save& save = sim.save;
  int best = kNone;
  int best_rank = 0;
  for (const Character& person : save.characters) {
    if (person.player != player.id || !is_alive(person) || person.id == late_leader) {
      continue;
    }
    const bool child = person.father == late_leader || person.mother == late_leader;
    const int rank = (child                        ? 100'000
                      : person.royal               ? 50'000
                      : is_adult(person, sim.turn) ? 10'000
                                                   : 1) -
                     (child || person.royal ? person.birth_turn : 0);
    if (best == kNone || rank > best_rank) {
      best = person.id;
      best_rank = rank;
    }
  }
  return best;
}

void succeed(Sim& sim, Player& player, Random& random) {
  const int late = player.leader;
  int heir = find_heir(sim, player, late);
  if (heir == kNone) {
    heir =
        add_character(sim, {player.id, random.chance(50), sim.turn - 25, kNone, kNone, player.families[0], {}}, random);
  }
  crown(sim, player, heir, random);
  player.legitimacy = std::max(5, player.legitimacy - random.below(20));
  log_permanent(sim.save, player.id, sim.turn, "CHARACTER_SUCCESSION",
                fmt::format("A new ruler, {}, has taken the throne.", character_link(sim.save, heir)),
                fmt::to_string(heir));
}

int mortality(int years) {  // per thousand and turn
  return years < 12 ? 4 : years < 45 ? 6 : years < 60 ? 25 : years < 75 ? 70 : 160;
}

void replace_in_offices(Sim& sim, int dead, Random& random) {
  Save& save = sim.save;
  for (City& city : save.cities) {
    if (city.governor == dead) {
      city.governor = kNone;
    }
    std::erase_if(city.agents, [dead](const City::Agent& agent) { return agent.character == dead; });
  }
  for (Unit& unit : save.units) {
    if (unit.general == dead) {
      unit.general = kNone;
    }
  }
  for (Religion& religion : save.religions) {
    if (religion.head == dead) {
      religion.head = religion.founder == kNone ? kNone : find_adult(sim, religion.founder, random);
    }
  }
  for (Tribe& tribe : save.tribe_states) {
    if (tribe.leader == dead) {
      tribe.leader = kNone;
    }
  }
}

void leave_council(Player& player, Character& person) {
  for (const NameCount& seat : player.council) {
    if (seat.value == person.id) {
      person.dead_council = seat.key;
    }
  }
  std::erase_if(player.council, [&person](const NameCount& seat) { return seat.value == person.id; });
}

void die(Sim& sim, int id, Random& random) {
  Save& save = sim.save;
  Character& person = save.character(id);
  person.death_turn = sim.turn;
  person.death_reason = age(person, sim.turn) > 65 ? Name("TEXT_DEATH_OLD_AGE") : random.pick(kDeathReasons);
  if (person.spouse != kNone) {
    save.character(person.spouse).spouse = kNone;
    person.spouse = kNone;
  }
  replace_in_offices(sim, id, random);
  if (person.player == kNone) {
    return;
  }
  Player& player = save.player(person.player);
  leave_council(player, person);
  for (int& head : player.family_heads) {
    if (head == id) {
      head = kNone;
    }
  }
  if (player.chosen_heir == id) {
    player.chosen_heir = kNone;
  }
  const bool was_leader = player.leader == id;
  if (was_leader || person.royal || random.chance(25)) {
    log_permanent(save, player.id, sim.turn, "CHARACTER_DEATH", fmt::format("{} has died!", character_link(save, id)),
                  fmt::to_string(id));
  }
  if (was_leader) {
    succeed(sim, player, random);
  }
}

void abdicate_sometimes(Sim& sim, Player& player, Random& random) {
  Character& leader = sim.save.character(player.leader);
  if (age(leader, sim.turn) > 60 && player.leaders.size() < 5 && random.per_thousand(8)) {
    leader.abdicate_turn = sim.turn;
    leader.retired = true;
    succeed(sim, player, random);
  }
}

void marry(Sim& sim, Character& person, Random& random) {
  // Most spouses come from elsewhere: a new character, of another family.
  const int player = person.player;
  const bool female = !person.female;
  const int id = person.id;
  const Name family = random.pick(sim.save.player(player).families);
  const int birth = sim.turn - random.range(18, 28);
  const int spouse = add_character(sim, {player, female, birth, kNone, kNone, family, {}}, random);
  Save& save = sim.save;
  save.character(id).spouse = spouse;
  save.character(id).spouses.push_back(spouse);
  save.character(spouse).spouse = id;
  save.character(spouse).spouses.push_back(id);
  save.character(spouse).royal = save.character(id).royal;
  log_turn(save, player, sim.turn, "CHARACTER_MARRIAGE",
           fmt::format("{} has married {}.", character_link(save, id), character_link(save, spouse)),
           fmt::to_string(id), fmt::to_string(spouse));
}

void bear_child(Sim& sim, int mother, Random& random) {
  Save& save = sim.save;
  const int father = save.character(mother).spouse;
  const int player = save.character(mother).player;
  const bool royal = save.character(mother).royal || save.character(father).royal;
  const Name family = save.character(father).family;
  const int id = add_character(sim, {player, random.chance(50), sim.turn, father, mother, family, {}}, random);
  Character& child = save.character(id);
  child.royal = royal;
  const auto homes = cities_of(save, player);
  child.birth_city = homes.empty() ? kNone : random.pick(homes);
  if (random.chance(3)) {
    child.legal_father = save.player(player).leader;  // adopted into the line
  }
  save.character(father).children.push_back(id);
  save.character(mother).children.push_back(id);
  if (royal) {
    log_permanent(save, player, sim.turn, "CHARACTER_BIRTH", fmt::format("{} was born.", character_link(save, id)),
                  fmt::to_string(id));
  }
}

// A feeling that is there already is renewed.
void relate(Character& person, const Relationship& wanted) {
  for (Relationship& known : person.relationships) {
    if (known.type == wanted.type && known.target == wanted.target) {
      known = wanted;
      return;
    }
  }
  person.relationships.push_back(wanted);
}

void live_a_year(Sim& sim, int id, Random& random) {
  Character& person = sim.save.character(id);
  const int years = age(person, sim.turn);
  if (years == kAdultAge && !has_archetype(person)) {
    come_of_age(person, sim.turn, random);
  }
  if (random.per_thousand(34)) {
    give_traits(person, 1, sim.turn, random);
  }
  if (years >= kAdultAge) {
    person.xp += random.below(4);
    person.level = std::min(8, 1 + person.xp / 45);
    if (random.chance(50)) {
      add_count(person.stats, random.pick(kCharacterStats));
    }
  }
  if (random.per_thousand(60) && sim.save.characters.size() > 3) {
    const int other = random.below(static_cast<int>(sim.save.characters.size()));
    if (other != id) {
      relate(person, {random.pick(kRelationships), random.chance(4) ? kNone : other,
                      random.chance(50) ? random.range(-80, 80) : 0, sim.turn});
    }
  }
  if (random.per_thousand(140)) {
    person.stories.emplace_back(&stories()[static_cast<std::size_t>(random.below(static_cast<int>(stories().size())))],
                                sim.turn);
  }
  if (person.player != kNone && years >= kAdultAge && random.per_thousand(5)) {
    set_value(person.missions, random.pick(kMissions), sim.turn);
  }
}

// A newcomer may turn out to be the parent of someone who came before.
void find_child(Sim& sim, int newcomer, Random& random) {
  Character& parent = sim.save.character(newcomer);
  const int id = random.below(newcomer);
  Character& child = sim.save.character(id);
  if (child.player != parent.player || child.father != kNone || child.mother != kNone ||
      child.birth_turn < parent.birth_turn + kAdultAge) {
    return;
  }
  if (parent.female) {
    child.mother = newcomer;
  } else {
    child.father = child.legal_father = newcomer;
  }
  parent.children.push_back(id);
}

void court_life(Sim& sim, Player& player, int arrivals_per_thousand, Random& random) {
  if (!random.per_thousand(arrivals_per_thousand)) {
    return;
  }
  const Name family = random.chance(70) ? random.pick(player.families) : Name();
  const int id = add_character(
      sim, {player.id, random.chance(45), sim.turn - random.range(19, 44), kNone, kNone, family, {}}, random);
  Character& person = sim.save.character(id);
  person.courtier = random.pick(kCourtiers);
  person.nation_turn = sim.turn;
  find_child(sim, id, random);
  log_permanent(sim.save, player.id, sim.turn, "COURTIER",
                fmt::format("{} has joined your Court.", character_link(sim.save, id)), std::string(person.courtier),
                fmt::to_string(id));
}

void advance_reign(Sim& sim, Player& player, Random& random) {
  Character& leader = sim.save.character(player.leader);
  set_value(leader.stats, "STAT_YEARS_REIGNED", sim.turn - leader.leader_turn);
  if (random.chance(4) && leader.cognomens.back().second + 1 < static_cast<int>(kCognomens.size())) {
    const int better =
        std::min(leader.cognomens.back().second + random.range(1, 3), static_cast<int>(kCognomens.size()) - 1);
    leader.cognomens.emplace_back(sim.turn, better);
  }
  if (random.chance(3)) {
    player.chosen_heir = find_heir(sim, player, player.leader);
  }
}

}  // namespace

bool is_alive(const Character& character) { return character.death_turn == 0; }

bool is_adult(const Character& character, int turn) { return age(character, turn) >= kAdultAge; }

int find_adult(const Sim& sim, int player, Random& random) {
  const auto& people = sim.save.characters;
  const int count = static_cast<int>(people.size());
  const int start = random.below(count);
  for (int i = 0; i < count; ++i) {
    const Character& person = people[static_cast<std::size_t>((start + i) % count)];
    if (person.player == player && is_alive(person) && is_adult(person, sim.turn)) {
      return person.id;
    }
  }
  return kNone;
}

int add_character(Sim& sim, const NewCharacter& wanted, Random& random) {
  Character person;
  person.id = static_cast<int>(sim.save.characters.size());
  person.player = wanted.player;
  person.female = wanted.female;
  person.birth_turn = wanted.birth_turn;
  person.father = person.legal_father = wanted.father;
  person.mother = wanted.mother;
  person.family = wanted.family;
  person.tribe = wanted.tribe;
  person.seed = random.game_seed();
  const NationInfo& nation = wanted.player == kNone
                                 ? nations()[static_cast<std::size_t>(random.below(static_cast<int>(nations().size())))]
                                 : nation_of(sim.save.player(wanted.player).setup);
  person.first_name = wanted.female ? random.pick(nation.women) : random.pick(nation.men);
  person.nation = wanted.player == kNone ? Name() : nation.key;
  person.portrait = fmt::format("CHARACTER_PORTRAIT_{}_LEADER_{}_{:02}", nation.portrait_prefix,
                                wanted.female ? "FEMALE" : "MALE", random.range(1, 20));
  for (int& rating : person.ratings) {
    rating = random.range(-1, 5);
  }
  give_traits(person, random.range(0, 2), std::max(wanted.birth_turn, -60), random);
  if (is_adult(person, sim.turn)) {
    come_of_age(person, std::max(1, person.birth_turn + kAdultAge), random);
    give_traits(person, random.range(1, 2), std::max(1, sim.turn), random);
  }
  person.infertile = random.chance(4);
  if (random.chance(12)) {
    person.nickname = random.pick(kNicknames);
  }
  if (random.chance(5)) {
    person.suffix = random.chance(50) ? "II" : "III";
  }
  sim.save.characters.push_back(std::move(person));
  return static_cast<int>(sim.save.characters.size()) - 1;
}

void start_people(Sim& sim) {
  Save& save = sim.save;
  for (Player& player : save.players) {
    Random random = sim.random(Topic::kPeople, player.id);
    const int leader = add_character(
        sim, {player.id, random.chance(40), -random.range(18, 34), kNone, kNone, player.families[0], {}}, random);
    player.founder = leader;
    crown(sim, player, leader, random);
    save.character(leader).nation_turn = 1;
    if (!save.settings.scenario.empty()) {  // scenarios bring people of their own
      save.character(leader).character_key =
          fmt::format("CHARACTER_{}_LEADER", save.character(leader).first_name.substr(sizeof("NAME_") - 1));
    }
    marry(sim, save.character(leader), random);
    const int court = save.settings.size == Size::kTiny ? 4 : 11;
    for (int i = 0; i < court; ++i) {
      const Name family = player.families[static_cast<std::size_t>(i) % player.families.size()];
      add_character(sim, {player.id, random.chance(50), -random.range(2, 45), kNone, kNone, family, {}}, random);
    }
    for (std::size_t i = 0; i < player.families.size(); ++i) {
      player.family_heads[i] = find_adult(sim, player.id, random);
      save.character(player.family_heads[i]).family_head = true;
    }
  }
  Random random = sim.random(Topic::kPeople, 1000);
  for (std::size_t i = 0; i < tribes().size(); ++i) {
    Tribe& tribe = save.tribe_states[i];
    if (tribes()[i].has_cities && random.chance(80)) {
      tribe.leader = add_character(
          sim, {kNone, random.chance(35), -random.range(20, 40), kNone, kNone, {}, tribes()[i].key}, random);
    }
  }
}

void advance_people(Sim& sim) {
  Save& save = sim.save;
  Random random = sim.random(Topic::kPeople);
  const auto count = static_cast<int>(save.characters.size());
  std::vector<int> living(save.players.size(), 0);
  for (int id = 0; id < count; ++id) {
    if (!is_alive(save.character(id))) {
      continue;
    }
    live_a_year(sim, id, random);
    const int years = age(save.character(id), sim.turn);
    const int player = save.character(id).player;
    if (player != kNone) {
      ++living[static_cast<std::size_t>(player)];
    }
    if (random.per_thousand(mortality(years))) {
      die(sim, id, random);
      continue;
    }
    if (player == kNone || years < kAdultAge) {
      continue;
    }
    const bool couple = save.character(id).spouse != kNone;
    if (!couple && years < 40 && random.per_thousand(save.character(id).royal ? 120 : 12)) {
      marry(sim, save.character(id), random);
    } else if (couple && save.character(id).female && years < 42 && !save.character(id).infertile &&
               random.per_thousand(save.character(id).royal ? 90 : 45)) {
      bear_child(sim, id, random);
    }
  }
  for (Player& player : save.players) {
    abdicate_sometimes(sim, player, random);
    advance_reign(sim, player, random);
    // A court that runs empty is joined sooner: the number of people a game has seen stays near the usual.
    court_life(sim, player, living[static_cast<std::size_t>(player.id)] < 26 ? 560 : 170, random);
  }
}

}  // namespace perankh::savegen
