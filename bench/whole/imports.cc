#include "bench/whole/imports.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "bench/require.h"
#include "bench/whole/machine.h"

namespace perankh::bench {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kLargeRelations = {"tiles", "yield_history"};

// Seconds that the floor took on the machine the targets were set on.
constexpr double kFloor = 1.4;

/// A copy that is on the disk, so that nothing is written behind the back of what is measured next.
void copy_library(const fs::path& from, const fs::path& to) {
  remove_library(to);
  fs::copy_file(from, to);
  const int file = ::open(to.c_str(), O_RDWR | O_CLOEXEC);
  require(file >= 0 && ::fdatasync(file) == 0, fmt::format("{} cannot be written", to.string()));
  ::close(file);
}

Cost run_floor(const Places& places, const fs::path& folder, const Truth& truth) {
  nlohmann::json seen;
  const Cost cost = run({places.floor.string(), folder.string(), std::to_string(cores())},
                        [&seen](std::string_view line) { seen = nlohmann::json::parse(line); });
  require(seen["files"] == truth.saves && seen["xml_bytes"] == truth.xml_bytes, "the floor has not seen all saves");
  return cost;
}

// What the rounds have in common, and the costs they bring.
class Rounds {
 public:
  Rounds(const Places& places, const Counts& counts, const Paths& saves, const Paths& one_more)
      : places_(places),
        counts_(counts),
        saves_(saves),
        middle_(some_of(saves, counts.middle)),
        few_(some_of(saves, counts.few)),
        one_more_(one_more),
        truth_(truth_of(saves)),
        library_(places.work / "all.duckdb") {
    warm_up(saves);
    warm_up(one_more);
    // Before anything is timed: every relation of a few saves.
    const fs::path library = places.work / "checked.duckdb";
    import_new(library, few_);
    check_library(places_, library, truth_of(few_), {});
    remove_library(library);
  }

  void run_round() {
    floor_.add(run_floor(places_, saves_.front().parent_path(), truth_));
    all_.add(import_checked(library_, saves_));
    file_bytes_.push_back(static_cast<double>(fs::file_size(library_)));
    const fs::path other = places_.work / "other.duckdb";
    sequential_.add(import_checked(other, saves_, {"--sequential"}));
    middle_costs_.add(import_checked(other, middle_));
    few_costs_.add(import_checked(other, few_));
    run_additions(other);
    remove_library(other);
  }

  [[nodiscard]] ImportsResult result() const {
    const auto saves = [](std::uint64_t count) { return fmt::format("{} {}", count, count == 1 ? "save" : "saves"); };
    const std::string all = saves(counts_.all);
    const auto limit = [&](double target) { return counts_.standard() ? std::optional(target) : std::nullopt; };
    const auto time = [](std::string what, const Costs& costs, std::optional<double> target) {
      return Row{.what = std::move(what), .samples = costs.wall, .target = target, .disturbed = costs.disturbed()};
    };
    Section imports{.title = "Imports, start to exit", .rows = {}};
    imports.rows = {
        time(all + " into a new library", all_, limit(4.0)),
        time(saves(counts_.middle), middle_costs_, limit(1.3)),
        time(saves(counts_.few), few_costs_, limit(0.30)),
        time(fmt::format("1 save into a library of {}", counts_.all), one_costs_, limit(0.2)),
        time(fmt::format("the same {}, all known already", all), again_, limit(0.4)),
        time(all + " with --sequential", sequential_, {}),
        time(fmt::format("floor: the same {} inflated and looked at", all), floor_, limit(kFloor)),
    };
    imports.rows.back().yardstick = true;
    Samples cpu_per_save;
    for (const double cpu : all_.cpu) cpu_per_save.push_back(cpu * 1000 / static_cast<double>(counts_.all));
    Samples of_zips;
    for (const double bytes : file_bytes_) of_zips.push_back(bytes / static_cast<double>(truth_.zip_bytes));
    Section shares{.title = "Ratios, within each round, and sizes", .rows = {}};
    shares.rows = {
        {.what = "--sequential against the pipeline",
         .unit = Unit::kTimes,
         .samples = ratios(sequential_.wall, all_.wall),
         .target = limit(1.7),
         .goal = Goal::kAtLeast},
        {.what = "import against the floor",
         .unit = Unit::kTimes,
         .samples = ratios(all_.wall, floor_.wall),
         .target = limit(2.9)},
        {.what = "processor time per save", .unit = Unit::kMilliseconds, .samples = cpu_per_save},
        {.what = "peak memory, " + all, .unit = Unit::kMegabytes, .samples = all_.peak, .target = limit(500e6)},
        {.what = "library against the zips", .unit = Unit::kTimes, .samples = of_zips, .target = limit(0.7)},
        {.what = "library, " + all, .unit = Unit::kMegabytes, .samples = file_bytes_},
        {.what = fmt::format("growth by 1 save after {}", counts_.all),
         .unit = Unit::kMegabytes,
         .samples = growth_,
         .target = limit(2e6)},
    };
    return {.sections = {imports, shares},
            .peak = median(all_.peak),
            .slowness = counts_.standard() ? std::max(1.0, median(floor_.wall) / kFloor) : 1.0,
            .library = library_};
  }

 private:
  Cost import_new(const fs::path& library, const Paths& saves, const std::vector<std::string>& options = {}) {
    remove_library(library);
    return import(places_, library, saves, options);
  }

  Cost import_checked(const fs::path& library, const Paths& saves, const std::vector<std::string>& options = {}) {
    const Cost cost = import_new(library, saves, options);
    check_library(places_, library, truth_of(saves), kLargeRelations);
    return cost;
  }

  // Into copies of the large library: one save more, and all of them again.
  void run_additions(const fs::path& library) {
    copy_library(library_, library);
    const auto before = static_cast<double>(fs::file_size(library));
    one_costs_.add(import(places_, library, one_more_));
    growth_.push_back(static_cast<double>(fs::file_size(library)) - before);
    Truth with_one = truth_;
    with_one += truth_of(one_more_);
    check_library(places_, library, with_one, kLargeRelations);

    copy_library(library_, library);
    again_.add(import(places_, library, saves_));
    check_library(places_, library, truth_, kLargeRelations);
  }

  const Places& places_;
  Counts counts_;
  Paths saves_;
  Paths middle_;
  Paths few_;
  Paths one_more_;
  Truth truth_;
  fs::path library_;

  Costs floor_;
  Costs all_;
  Costs sequential_;
  Costs middle_costs_;
  Costs few_costs_;
  Costs one_costs_;
  Costs again_;
  Samples file_bytes_;
  Samples growth_;
};

}  // namespace

Places Places::beside_this_program(const fs::path& folder) {
  const fs::path bench = fs::read_symlink("/proc/self/exe").parent_path();
  return {.per_ankh = bench.parent_path() / "per-ankh",
          .savegen = bench.parent_path() / "savegen",
          .floor = bench / "floor",
          .pages = bench / "pages",
          .work = folder / "work"};
}

void Costs::add(const Cost& cost) {
  wall.push_back(cost.wall);
  cpu.push_back(cost.cpu);
  peak.push_back(cost.peak);
  others += cost.others;
  there += cost.wall * cores();
}

bool Costs::disturbed() const {
  constexpr double kTolerated = 0.05;
  return others > kTolerated * there;
}

Cost import(const Places& places, const fs::path& library, const Paths& saves, const std::vector<std::string>& options,
            const OnLine& on_line) {
  std::vector<std::string> command = {places.per_ankh.string(), "import", "--db", library.string()};
  command.insert(command.end(), options.begin(), options.end());
  for (const fs::path& save : saves) command.push_back(save.string());
  return run(command, on_line);
}

void check_library(const Places& places, const fs::path& library, const Truth& truth,
                   const std::vector<std::string>& relations) {
  std::string sql = "SELECT (SELECT count(*) FROM matches) AS matches";
  for (const auto& [name, rows] : truth.rows) {
    if (!relations.empty() && std::ranges::find(relations, name) == relations.end()) continue;
    sql += fmt::format(", (SELECT count(*) FROM {0}) AS {0}", name);
  }
  const std::string answer =
      output_of({places.per_ankh.string(), "sql", "--db", library.string(), "--format", "json", sql});
  const auto found = nlohmann::json::parse(answer).at(0);
  for (const auto& [name, rows] : found.items()) {
    const std::uint64_t expected = name == "matches" ? truth.saves : truth.rows.at(name);
    require(rows == expected,
            fmt::format("the library has {} rows in {}, the saves have {}", rows.dump(), name, expected));
  }
}

void remove_library(const fs::path& library) {
  fs::remove(library);
  fs::remove(library.string() + ".wal");
}

ImportsResult measure_imports(const Places& places, const Counts& counts, const Paths& saves, const Paths& one_more,
                              int rounds) {
  Rounds all(places, counts, saves, one_more);
  for (int round = 1; round <= rounds; ++round) {
    fmt::print(stderr, "bench: round {} of {}\n", round, rounds);
    all.run_round();
  }
  return all.result();
}

}  // namespace perankh::bench
