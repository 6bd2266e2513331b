// The account of a save: each element and attribute path, and what became of it.
#pragma once

#include "cli/inspection.h"
#include "cli/json.h"

namespace perankh::cli {

/// {"file", "summary": {...}, "paths": [...]}.
[[nodiscard]] Json coverage_json(const Inspection& inspection);

/// The same as a table, with the sums below it. On stdout.
void print_coverage(const Inspection& inspection);

}  // namespace perankh::cli
