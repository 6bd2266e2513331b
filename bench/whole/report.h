// The table of results: for the terminal and for docs/PERFORMANCE.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bench/whole/samples.h"

namespace perankh::bench {

enum class Unit : std::uint8_t { kSeconds, kMilliseconds, kMegabytes, kTimes, kCount };

enum class Goal : std::uint8_t { kAtMost, kAtLeast };

struct Row {
  std::string what;
  Unit unit = Unit::kSeconds;
  Samples samples;                    ///< in seconds, milliseconds, bytes, ...; the median counts
  std::optional<double> target = {};  ///< as the samples
  Goal goal = Goal::kAtMost;
  bool disturbed = false;  ///< others took a share of the machine meanwhile: a target that is missed says little
  double slowness = 1;     ///< of the machine, against the one that targets of time were set on
  bool yardstick = false;  ///< what slowness is measured by: cannot be excused by it
};

struct Section {
  std::string title;
  std::vector<Row> rows;
};

/// "1 row", "5476 rows"
[[nodiscard]] std::string rows_text(std::uint64_t rows);

/// For the terminal.
[[nodiscard]] std::string as_text(const std::vector<Section>& sections);

[[nodiscard]] std::string as_markdown(const std::vector<Section>& sections);

/// Replaces what stands between the lines `<!-- bench:begin -->` and `<!-- bench:end -->`, which must be there.
void replace_results(const std::filesystem::path& document, const std::string& markdown);

}  // namespace perankh::bench
