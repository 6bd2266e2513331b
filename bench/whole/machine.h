// Where it was measured, and how quiet it was there.
#pragma once

#include <string>
#include <vector>

namespace perankh::bench {

/// Cores that this process may run on.
[[nodiscard]] unsigned cores();

/// A line each: processor, memory, system, versions.
[[nodiscard]] std::vector<std::string> describe_machine();

/// Processes that wanted to run, on average over the last minute.
[[nodiscard]] double load_average();

/// "2025-11-23 16:40 UTC"
[[nodiscard]] std::string now_as_text();

}  // namespace perankh::bench
