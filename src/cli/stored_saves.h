// Saves of a library in a list, for the commands that take some out.
#pragma once

#include <string>
#include <vector>

#include "cli/json.h"
#include "store/removal.h"

namespace perankh::cli {

/// [{"match_id", "path", "game_name", "game_id", "turn"}]
[[nodiscard]] Json json_of(const std::vector<store::StoredSave>& saves);

/// A line for each save, printable, with an end; of many only the first, and how many more there are.
[[nodiscard]] std::string lines_of(const std::vector<store::StoredSave>& saves);

}  // namespace perankh::cli
