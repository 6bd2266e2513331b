#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/require.h"
#include "bench/whole/imports.h"

namespace perankh::bench {

namespace {

// When how many saves were committed.
class Progress {
 public:
  void add(std::string_view line) {
    const auto event = nlohmann::json::parse(line);
    if (event["event"] != "progress") return;
    const Point point{event["completed"], event["elapsed_ms"].get<double>() / 1000};
    if (points_.empty() || point.saves > points_.back().saves) points_.push_back(point);
  }

  /// Seconds until so many were committed; saves come in groups, so it is a straight line between two of them.
  [[nodiscard]] double until(double saves) const {
    Point before;
    for (const Point& point : points_) {
      if (point.saves >= saves) {
        return before.seconds +
               (point.seconds - before.seconds) * (saves - before.saves) / (point.saves - before.saves);
      }
      before = point;
    }
    give_up("the import did not tell when it was through");
  }

 private:
  struct Point {
    double saves = 0;
    double seconds = 0;
  };
  std::vector<Point> points_;
};

}  // namespace

Section measure_long_run(const Places& places, const Paths& saves, std::optional<double> usual_peak) {
  const auto library = places.work / "long.duckdb";
  remove_library(library);
  warm_up(saves);
  Progress progress;
  Costs costs;
  costs.add(import(places, library, saves, {"--json"}, [&](std::string_view line) { progress.add(line); }));
  check_library(places, library, truth_of(saves), {"tiles", "yield_history"});
  remove_library(library);

  const auto count = static_cast<double>(saves.size());
  const double first_tenth = progress.until(count / 10);
  const double last_tenth = progress.until(count) - progress.until(count - count / 10);
  Section section{.title = "A long run", .rows = {}};
  section.rows = {
      {.what = fmt::format("{} saves into a new library", saves.size()), .samples = costs.wall},
      {.what = "peak memory", .unit = Unit::kMegabytes, .samples = costs.peak, .target = 550e6},
      {.what = "saves per second, last tenth against first",
       .unit = Unit::kTimes,
       .samples = {first_tenth / last_tenth},
       .target = 0.90,
       .goal = Goal::kAtLeast,
       .disturbed = costs.disturbed()},
  };
  if (usual_peak) {
    section.rows.push_back({.what = "peak memory against the usual import's",
                            .unit = Unit::kTimes,
                            .samples = {costs.peak.front() / *usual_peak}});
  }
  return section;
}

}  // namespace perankh::bench
