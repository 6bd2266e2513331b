// What bench/parts has measured, as rows of the report.
#pragma once

#include <filesystem>

#include "bench/whole/report.h"

namespace perankh::bench {

/// `file`: written by `parts --benchmark_out=FILE --benchmark_repetitions=N`.
[[nodiscard]] std::vector<Section> read_part_results(const std::filesystem::path& file);

}  // namespace perankh::bench
