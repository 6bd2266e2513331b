#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/require.h"
#include "bench/whole/imports.h"

namespace perankh::bench {

namespace {

namespace fs = std::filesystem;

/// What the pages of a game show first; the others are measured warm, and the slowest of them are told.
constexpr std::array kMain = {"matches",    "players",       "characters",
                              "cities",     "tiles",         "units",
                              "families",   "laws",          "technologies_completed",
                              "diplomacy",  "yield_history", "points_history",
                              "event_logs", "story_events"};
constexpr std::size_t kSlowest = 8;

constexpr double kWarmTarget = 20;
constexpr double kColdTarget = 60;

struct Query {
  std::string relation;
  std::uint64_t rows = 0;
  Samples ms;
};

struct Answers {
  double open_ms = 0;
  std::vector<Query> queries;
};

/// In a process of its own.
Answers ask(const Places& places, const fs::path& library, std::int64_t match_id, int runs, Costs& costs,
            const std::vector<std::string>& relations) {
  std::vector<std::string> command = {places.pages.string(), library.string(), std::to_string(match_id),
                                      std::to_string(runs)};
  command.insert(command.end(), relations.begin(), relations.end());
  nlohmann::json said;
  costs.add(run(command, [&said](std::string_view line) { said = nlohmann::json::parse(line); }));
  Answers answers{.open_ms = said["open_ms"]};
  for (const auto& query : said["relations"]) {
    answers.queries.push_back({query["relation"], query["rows"], query["ms"].get<Samples>()});
  }
  return answers;
}

/// The order of the saves is that of the match ids; the middle one has neither the first nor the last row groups.
std::size_t middle_of(const Paths& saves) { return saves.size() / 2; }

void check_rows(const Answers& answers, const Truth& truth) {
  for (const Query& query : answers.queries) {
    const auto expected = truth.rows.find(query.relation);
    require(expected == truth.rows.end() || expected->second == query.rows,
            fmt::format("{} gave {} rows", query.relation, query.rows));
  }
}

Row row_of(const Query& query, double target, bool disturbed) {
  return {.what = fmt::format("{} ({})", query.relation, rows_text(query.rows)),
          .unit = Unit::kMilliseconds,
          .samples = query.ms,
          .target = target,
          .disturbed = disturbed};
}

Section measure_warm(const Places& places, const fs::path& library, const Paths& saves, int runs) {
  Costs costs;
  const std::size_t middle = middle_of(saves);
  // The first run of each is left out: it is not warm.
  Answers answers = ask(places, library, static_cast<std::int64_t>(middle) + 1, runs + 1, costs, {});
  check_rows(answers, truth_of(saves[middle]));
  for (Query& query : answers.queries) query.ms.erase(query.ms.begin());
  Section section{.title = "Questions of a game's page, warm", .rows = {}};
  for (const char* relation : kMain) {
    const auto query = std::ranges::find(answers.queries, relation, &Query::relation);
    require(query != answers.queries.end(), fmt::format("the library has no {}", relation));
    section.rows.push_back(row_of(*query, kWarmTarget, costs.disturbed()));
    answers.queries.erase(query);
  }
  std::vector<Query>& others = answers.queries;
  std::ranges::sort(others, std::ranges::greater(), [](const Query& query) { return median(query.ms); });
  others.resize(std::min(kSlowest, others.size()));
  for (const Query& query : others) {
    section.rows.push_back(row_of(query, kWarmTarget, costs.disturbed()));
    section.rows.back().what = "slowest of the rest: " + section.rows.back().what;
  }
  return section;
}

Section measure_cold(const Places& places, const fs::path& library, const Paths& saves, int runs) {
  Costs costs;
  const std::size_t middle = middle_of(saves);
  const Truth truth = truth_of(saves[middle]);
  Section section{.title = "The same as the first question of a process", .rows = {}};
  Samples opening;
  for (const char* relation : kMain) {
    Query all{.relation = relation};
    for (int run = 0; run < runs; ++run) {
      const Answers answers =
          ask(places, library, static_cast<std::int64_t>(middle) + 1, 1, costs, {std::string(relation)});
      check_rows(answers, truth);
      opening.push_back(answers.open_ms);
      all.rows = answers.queries.front().rows;
      all.ms.push_back(answers.queries.front().ms.front());
    }
    section.rows.push_back(row_of(all, kColdTarget, false));
  }
  for (Row& row : section.rows) row.disturbed = costs.disturbed();
  section.rows.push_back(
      {.what = "opening the library, before it", .unit = Unit::kMilliseconds, .samples = std::move(opening)});
  return section;
}

}  // namespace

std::vector<Section> measure_pages(const Places& places, const fs::path& library, const Paths& saves, int runs) {
  return {measure_warm(places, library, saves, runs), measure_cold(places, library, saves, runs)};
}

}  // namespace perankh::bench
