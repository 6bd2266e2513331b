#include <algorithm>
#include <set>

#include "tally.h"

namespace perankh::savegen {
namespace {

bool later_than_2022(const Save& save) { return save.settings.format >= Format::k2024; }

void count_realms(Json& relations, const Save& save) {
  Tally players{"player_id",
                "team_id",
                "last_turn_completed",
                "legitimacy",
                "time_stockpile",
                "founder_character_id",
                "chosen_heir_id",
                "original_capital_city_id",
                "ambition_delay",
                "tiles_purchased",
                "state_religion_changes",
                "tribe_mercenaries_hired"};
  Tally resources{"player_id", "amount"};
  Tally council{"player_id", "character_id"};
  Tally units{"player_id", "count"};
  Tally rulers{"character_id"};
  Tally outcomes{"count"};
  for (const Player& player : save.players) {
    players.row({player.id, player.setup.team, save.turn, player.legitimacy, player.time_stockpile,
                 id_cell(player.founder), id_cell(player.chosen_heir), id_cell(player.original_capital),
                 player.ambition_delay, player.buy_tile_count, player.state_religion_changes, player.mercenary_count});
    for (const int amount : player.stockpile) {
      if (amount != 0) {
        resources.row({player.id, amount});
      }
    }
    for (const NameCount& seat : player.council) {
      council.row({player.id, seat.value});
    }
    for (const NameCount& unit : player.units_produced) {
      units.row({player.id, unit.value});
    }
    for (const int leader : player.leaders) {
      rulers.row({leader});
    }
    for (const NameCount& bonus : player.bonus_counts) {
      outcomes.row({bonus.value});
    }
  }
  relations["players"] = players.json();
  relations["player_resources"] = resources.json();
  relations["player_council"] = council.json();
  relations["player_units_produced"] = units.json();
  relations["rulers"] = rulers.json();
  relations["event_outcomes"] = outcomes.json();
}

void count_techs(Json& relations, const Save& save) {
  Tally completed{"player_id", "completed_turn"};
  Tally progress{"player_id", "progress"};
  Tally states{"player_id"};
  Json by_state = {{"available", 0}, {"passed", 0}, {"trashed", 0}, {"locked", 0}, {"targeted", 0}};
  const auto state = [&](const Player& player, const char* name, bool holds) {
    if (holds) {
      states.row({player.id});
      by_state[name] = by_state[name].get<int>() + 1;
    }
  };
  for (const Player& player : save.players) {
    for (std::size_t i = 0; i < techs().size(); ++i) {
      const bool told = static_cast<int>(i) != player.tech_without_log;
      if (player.tech_turn[i] != 0) {
        completed.row({player.id, told ? Cell(player.tech_turn[i]) : Cell()});
      }
      if (player.tech_progress[i] != 0) {
        progress.row({player.id, player.tech_progress[i]});
      }
      state(player, "available", is_available(player, i));
      state(player, "passed", player.tech_passed[i]);
      state(player, "trashed", player.tech_trashed[i]);
      state(player, "locked", player.tech_locked[i] && later_than_2022(save));
      state(player, "targeted", is_targeted(player, i));
    }
  }
  relations["technologies_completed"] = completed.json();
  relations["technology_progress"] = progress.json();
  relations["technology_states"] = states.json();
  relations["technology_states"]["by_state"] = std::move(by_state);
}

void count_policies(Json& relations, const Save& save) {
  Tally law_rows{"player_id", "adopted_turn", "change_count"};
  Tally goal_rows{"player_id", "leader_character_id", "started_turn", "max_turns"};
  Tally opinions{"opinion_value"};
  Tally families{"player_id", "head_character_id", "seat_city_id", "turns_without_leader"};
  for (const Player& player : save.players) {
    for (std::size_t i = 0; i < laws().size(); ++i) {
      if (!player.active_law[i].empty()) {
        law_rows.row({player.id, player.law_turn[i], player.law_changes[i]});
      }
    }
    for (const Goal& goal : player.goals) {
      goal_rows.row({player.id, goal.leader, goal.turn, number_cell(goal.max_turns)});
    }
    const std::set<std::pair<int, int>> judged(player.family_law_opinions.begin(), player.family_law_opinions.end());
    for (const auto& [family, law] : judged) {
      opinions.row({law % 2 == 0 ? -20 : 20});
    }
    for (std::size_t i = 0; i < player.families.size(); ++i) {
      families.row({player.id, id_cell(player.family_heads[i]), id_cell(player.family_seats[i]),
                    later_than_2022(save) ? number_cell(player.family_no_leader[i]) : Cell()});
    }
  }
  relations["laws"] = law_rows.json();
  relations["player_goals"] = goal_rows.json();
  relations["family_law_opinions"] = opinions.json();
  relations["families"] = families.json();
}

void count_diplomacy(Json& relations, const Save& save) {
  Tally tally{"war_score", "last_conflict_turn", "last_diplomacy_turn", "diplomacy_blocked_until_turn"};
  const auto add = [&tally](const std::vector<Stance>& stances) {
    for (const Stance& stance : stances) {
      tally.row({number_cell(stance.war_score), number_cell(stance.conflict_turn), number_cell(stance.diplomacy_turn),
                 number_cell(stance.block_turn)});
    }
  };
  add(save.team_stances);
  add(save.tribe_stances);
  relations["diplomacy"] = tally.json();
  relations["diplomacy"]["by_kind"] = {{"team_team", save.team_stances.size()},
                                       {"tribe_team", save.tribe_stances.size()}};
}

void count_series(Tally& tally, const Player& player, const std::vector<Series>& histories) {
  for (const Series& series : histories) {
    for (const TurnValue& entry : series) {
      tally.row({player.id, entry.turn, entry.value});
    }
  }
}

template <class Field>
Json tally_series(const Save& save, const char* column, bool written, Field field) {
  Tally tally{"player_id", "turn", column};
  for (const Player& player : save.players) {
    if (written) {
      count_series(tally, player, field(player));
    }
  }
  return tally.json();
}

}  // namespace

void count_players(Json& relations, const Save& save) {
  count_realms(relations, save);
  count_techs(relations, save);
  count_policies(relations, save);
  count_diplomacy(relations, save);
}

void count_histories(Json& relations, const Save& save) {
  const bool newer = later_than_2022(save);
  const auto one = [](Series Player::* field) {
    return [field](const Player& player) { return std::vector<Series>{player.*field}; };
  };
  relations["yield_history"] = tally_series(save, "amount", true, [](const Player& player) {
    return std::vector<Series>(player.rate_history.begin(), player.rate_history.end());
  });
  relations["yield_total_history"] =
      tally_series(save, "amount", save.settings.format == Format::k2026, [](const Player& player) {
        return std::vector<Series>(player.total_history.begin(), player.total_history.end());
      });
  relations["points_history"] = tally_series(save, "points", true, one(&Player::points_history));
  relations["military_history"] = tally_series(save, "military_power", true, one(&Player::military_history));
  relations["legitimacy_history"] = tally_series(save, "legitimacy", newer, one(&Player::legitimacy_history));
  relations["family_opinion_history"] =
      tally_series(save, "opinion", true, [](const Player& player) { return player.family_history; });
  relations["religion_opinion_history"] =
      tally_series(save, "opinion", newer, [](const Player& player) { return player.religion_history; });
  Tally prices{"turn", "price"};
  for (const Series& series : save.price_history) {
    for (const TurnValue& entry : series) {
      prices.row({entry.turn, entry.value});
    }
  }
  relations["yield_prices"] = prices.json();
}

void count_logs(Json& relations, const Save& save) {
  Tally logs{"turn", "player_id"};
  Tally memories{"player_id", "turn", "target_player_id", "target_character_id"};
  std::size_t permanent = 0;
  std::size_t passing = 0;
  std::size_t chat = 0;
  const bool one_list = save.settings.format >= Format::k2025;
  for (const Player& player : save.players) {
    for (const auto* list : {&player.permanent_log, &player.turn_log}) {
      for (const LogEntry& entry : *list) {
        logs.row({entry.turn, player.id});
      }
    }
    permanent += player.permanent_log.size();
    passing += player.turn_log.size();
    chat += player.chat.size();
    for (const Memory& memory : player.memories) {
      if (one_list || memory.subject != Subject::kCity) {
        memories.row({player.id, memory.turn, memory.subject == Subject::kPlayer ? Cell(memory.id) : Cell(),
                      memory.subject == Subject::kCharacter ? Cell(memory.id) : Cell()});
      }
    }
  }
  relations["event_logs"] = logs.json();
  relations["event_logs"]["by_list"] = {{"permanent", permanent}, {"turn", passing}, {"chat", chat}};
  relations["memory_data"] = memories.json();
}

}  // namespace perankh::savegen
