#include <fmt/format.h>

#include <algorithm>

#include "logs.h"
#include "simulation.h"

// Events, ambitions, memories, chat and the other small things a player collects.

namespace perankh::savegen {
namespace {

constexpr std::array<Name, 6> kFamilyMemories = {
    "MEMORYFAMILY_FOUNDED_CITY",  "MEMORYFAMILY_MARRIED_INTO_ROYAL_LINE",
    "MEMORYFAMILY_BYPASSED_HEIR", "MEMORYFAMILY_SLAVE_REVOLT_1",
    "MEMORYFAMILY_FAMILY_GIFTS",  "MEMORYFAMILY_FAMILY_SQUABBLE_HONOR_GUARD_US"};
constexpr std::array<Name, 4> kPlayerMemories = {"MEMORYPLAYER_ATTACKED_CITY", "MEMORYPLAYER_ATTACKED_UNIT",
                                                 "MEMORYPLAYER_CAPTURED_CITY", "MEMORYPLAYER_STARTED_LAW"};
constexpr std::array<Name, 5> kReligionMemories = {"MEMORYRELIGION_OUR_AMBITION", "MEMORYRELIGION_FUNERAL_RITES",
                                                   "MEMORYRELIGION_SPREAD_RELIGION", "MEMORYRELIGION_PROTECTED_STREETS",
                                                   "MEMORYRELIGION_CURRICULUM_BAD"};
constexpr std::array<Name, 3> kCharacterMemories = {
    "MEMORYCHARACTER_UPGRADED_RECENTLY", "MEMORYCHARACTER_SPOUSE_TOO_EXPENSIVE", "MEMORYCHARACTER_WAS_MADE_HEIR"};
constexpr std::array<Name, 2> kTribeMemories = {"MEMORYTRIBE_ATTACKED_UNIT", "MEMORYTRIBE_DECLARED_WAR"};
constexpr std::array<std::string_view, 10> kChatter = {"good luck & have fun",
                                                       "that river again...",
                                                       "who <else> is building wonders?",
                                                       "brb, tea",
                                                       "nice spearmen \"friend\"",
                                                       "gg",
                                                       "your turn!",
                                                       "Пора спать",
                                                       "次のターンへ",
                                                       "I did not see that coming :)"};
constexpr std::array<std::string_view, 4> kPingTexts = {"", "oops", "city here?", "Achtung & Vorsicht"};
constexpr std::size_t kMemoryLimit = 60;

const StoryInfo& any_story(Random& random) {
  return stories()[static_cast<std::size_t>(random.below(static_cast<int>(stories().size())))];
}

void tell(Sim& sim, Player& player, Random& random) {
  StoryEvent event{&any_story(random), sim.turn, random.chance(45), {}, {}, {}};
  if (random.chance(40)) {
    event.family = random.pick(player.families);
  }
  if (random.chance(15) && !sim.save.religions.empty()) {
    event.religion = random.pick(sim.save.religions).key;
  }
  if (random.chance(18)) {
    event.tribe = tribes()[static_cast<std::size_t>(random.range(3, static_cast<int>(tribes().size()) - 1))].key;
  }
  // A story is told once a game; a second time its turn moves on.
  const auto known = std::find_if(player.stories.begin(), player.stories.end(),
                                  [&event](const StoryEvent& other) { return other.story == event.story; });
  if (known == player.stories.end()) {
    player.stories.push_back(event);
  } else {
    known->turn = sim.turn;
  }
  set_value(player.event_classes, random.pick(kEventClasses), sim.turn);
  add_count(player.bonus_counts, random.pick(bonuses()));
  log_turn(sim.save, player.id, sim.turn, "EVENT_TRIGGER", display_name(event.story->key), "", "");
}

void remember(Sim& sim, Player& player, Random& random) {
  const Save& save = sim.save;
  Memory memory;
  memory.turn = sim.turn;
  switch (random.below(10)) {
    case 0:
    case 1:
      memory.subject = Subject::kFamily;
      memory.type = random.pick(kFamilyMemories);
      memory.name = random.pick(player.families);
      break;
    case 2:
      if (save.religions.empty()) {
        return;
      }
      memory.subject = Subject::kReligion;
      memory.type = random.pick(kReligionMemories);
      memory.name = random.pick(save.religions).key;
      break;
    case 3:
      memory.subject = Subject::kCharacter;
      memory.type = random.pick(kCharacterMemories);
      memory.id = random.below(static_cast<int>(save.characters.size()));
      break;
    case 4:
    case 5:
      memory.subject = Subject::kTribe;
      memory.type = random.pick(kTribeMemories);
      memory.name = tribes()[static_cast<std::size_t>(random.range(2, static_cast<int>(tribes().size()) - 1))].key;
      break;
    case 6:
      if (!random.chance(20)) {
        return;
      }
      memory.subject = Subject::kCity;
      memory.type = "MEMORYCITY_RAIDED";
      memory.id = random.below(static_cast<int>(save.cities.size()));
      break;
    default:
      memory.type = random.pick(kPlayerMemories);
      memory.id = (player.id + 1) % static_cast<int>(save.players.size());
  }
  player.memories.push_back(memory);
  if (player.memories.size() > kMemoryLimit) {  // old ones fade
    player.memories.erase(player.memories.begin());
  }
}

void count_deeds(Goal& goal, const Player& player, Random& random) {
  if (random.chance(12)) {
    const int tribe = random.range(0, static_cast<int>(tribes().size()) - 1);
    add_count(goal.tribes_killed, tribes()[static_cast<std::size_t>(tribe)].key);
  }
  if (random.chance(4)) {
    add_count(goal.missions_completed, random.pick(kMissions));
  }
  if (random.chance(6)) {
    const Name good = kYields[static_cast<std::size_t>(random.range(kFood, kWood))];
    add_count(goal.yields_sold, good, random.range(5, 60));
  }
  for (std::size_t i = 0; i < kYields.size(); ++i) {
    if (player.rate[i] > 0) {
      add_count(goal.yields_produced, kYields[i], player.rate[i] / 4);
    }
  }
}

void start_goal(Sim& sim, Player& player, Random& random) {
  const GoalInfo& info = goals()[static_cast<std::size_t>(random.below(static_cast<int>(goals().size())))];
  Goal goal;
  goal.type = info.key;
  goal.id = static_cast<int>(player.goals.size());
  goal.leader = player.leader;
  goal.turn = sim.turn;
  goal.legacy = random.chance(20);
  goal.max_turns = goal.legacy || random.chance(20) ? 20 : 0;
  if (random.chance(40)) {
    goal.player = player.id;
  }
  if (random.chance(40) && player.original_capital != kNone) {
    goal.city = player.original_capital;
  }
  if (info.key == "GOAL_TRIBE_PEACE") {
    goal.tribe = "TRIBE_BARBARIANS";
  } else if (!sim.save.religions.empty() && random.chance(30)) {
    goal.religion = random.pick(sim.save.religions).key;
  }
  if (!info.stat.empty()) {
    goal.stats.push_back({info.stat, 0});
  }
  player.goals.push_back(goal);
  add_count(player.goal_started, info.key);
  player.ambition_delay = 6;
  log_permanent(sim.save, player.id, sim.turn, "GOAL_STARTED",
                fmt::format("{} has started a new link(CONCEPT_AMBITION): {}", character_link(sim.save, player.leader),
                            help_link("HELP_GOAL", fmt::format("{},{},1", info.key, goal.id), info.display)),
                fmt::to_string(goal.id));
}

void pursue_goals(Sim& sim, Player& player, Random& random) {
  for (Goal& goal : player.goals) {
    if (goal.finished) {
      continue;
    }
    count_deeds(goal, player, random);
    if (random.chance(25)) {
      ++goal.progress;
      for (NameCount& stat : goal.stats) {
        ++stat.value;
      }
    }
    if (sim.turn - goal.turn > 4 && random.per_thousand(70)) {
      goal.finished = true;
      add_count(player.bonus_counts, "BONUS_FINISHED_AMBITION");
      log_permanent(
          sim.save, player.id, sim.turn, "GOAL_FINISHED",
          fmt::format("You have completed an link(CONCEPT_AMBITION): {}",
                      help_link("HELP_GOAL", fmt::format("{},{},1", goal.type, goal.id), display_name(goal.type))),
          fmt::to_string(goal.id));
    }
  }
  const auto open =
      std::count_if(player.goals.begin(), player.goals.end(), [](const Goal& goal) { return !goal.finished; });
  if (open < 2 && player.ambition_delay == 0 && random.chance(25)) {
    start_goal(sim, player, random);
  }
}

void reveal_resources(Player& player, Random& random) {
  if (random.chance(45)) {
    add_count(player.resources_revealed, random.pick(kResources));
  }
}

void talk(Sim& sim, Player& player, Random& random) {
  if (!sim.save.settings.network || !player.setup.human) {
    return;
  }
  if (random.chance(9)) {
    const LogEntry line{fmt::format("<color={}>{}</color>[ALL]: {}", nation_of(player.setup).color, player.setup.name,
                                    random.pick(kChatter)),
                        "CHAT",
                        {},
                        {},
                        {},
                        sim.turn,
                        player.setup.team};
    for (Player& listener : sim.save.players) {
      if (listener.setup.human) {
        listener.chat.push_back(line);
      }
    }
  }
}

void ping(Sim& sim, Player& player, Random& random) {
  if (!player.setup.human || !random.per_thousand(35)) {
    return;
  }
  Ping mark{random.range(4, 7), sim.turn, random.below(sim.grid.tiles()), std::string(random.pick(kPingTexts)), {}};
  if (random.chance(30)) {
    mark.type = 6;
    mark.improvement = random.chance(50) ? "IMPROVEMENT_BARRACKS" : "IMPROVEMENT_FORT";
  }
  player.pings.push_back(std::move(mark));
}

}  // namespace

void advance_stories(Sim& sim) {
  for (Player& player : sim.save.players) {
    Random random = sim.random(Topic::kStories, player.id);
    if (random.chance(75)) {
      tell(sim, player, random);
    }
    for (int i = 0; i < 2; ++i) {
      if (random.chance(60)) {
        add_count(player.bonus_counts, random.pick(bonuses()));
      }
    }
    if (random.chance(60)) {
      remember(sim, player, random);
    }
    if (random.chance(5)) {
      set_value(player.mission_started, random.pick(kMissions), sim.turn);
    }
    pursue_goals(sim, player, random);
    reveal_resources(player, random);
    talk(sim, player, random);
    ping(sim, player, random);
  }
}

}  // namespace perankh::savegen
