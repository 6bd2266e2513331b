// Whole runs of `per-ankh import`, each checked against what the generator says is in the saves.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bench/whole/process.h"
#include "bench/whole/report.h"
#include "bench/whole/saves.h"

namespace perankh::bench {

/// How the programs and files lie.
struct Places {
  std::filesystem::path per_ankh;
  std::filesystem::path savegen;
  std::filesystem::path floor;
  std::filesystem::path pages;
  std::filesystem::path work;  ///< for libraries: emptied at the end

  [[nodiscard]] static Places beside_this_program(const std::filesystem::path& folder);
};

/// Several measurements of the same thing.
struct Costs {
  Samples wall;
  Samples cpu;
  Samples peak;
  double others = 0;  ///< processor seconds that others took, of
  double there = 0;   ///< those that the machine had

  void add(const Cost& cost);
  [[nodiscard]] bool disturbed() const;
};

/// Imports into `library`, a new one or one that is there.
Cost import(const Places& places, const std::filesystem::path& library, const Paths& saves,
            const std::vector<std::string>& options = {}, const OnLine& on_line = {});

/// Requires that the library opens and holds `truth`, as far as `relations` tell; none: all that the truth knows.
void check_library(const Places& places, const std::filesystem::path& library, const Truth& truth,
                   const std::vector<std::string>& relations);

/// Away with a library and its log.
void remove_library(const std::filesystem::path& library);

/// How many saves each measurement takes.
struct Counts {
  std::uint64_t all = 266;
  std::uint64_t middle = 76;
  std::uint64_t few = 10;
  [[nodiscard]] bool standard() const { return all == 266 && middle == 76 && few == 10; }
};

struct ImportsResult {
  std::vector<Section> sections;
  double peak = 0;                ///< median of the large import
  double slowness = 1;            ///< what the floor takes here, against the machine that the targets were set on
  std::filesystem::path library;  ///< of all saves, left for others to ask
};

/// In `rounds` rounds, each of which measures everything once, so that ratios compare what ran in the same minute.
[[nodiscard]] ImportsResult measure_imports(const Places& places, const Counts& counts, const Paths& saves,
                                            const Paths& one_more, int rounds);

/// One import of very many saves: does it stay as fast and as small as it begins? `usual_peak`: that of an import of
/// 266, which it is compared with.
[[nodiscard]] Section measure_long_run(const Places& places, const Paths& saves, std::optional<double> usual_peak);

/// What a game's page asks of the library that holds `saves`, `runs` times.
[[nodiscard]] std::vector<Section> measure_pages(const Places& places, const std::filesystem::path& library,
                                                 const Paths& saves, int runs);

}  // namespace perankh::bench
