// What savegen says is in a save, from its own model and never read back from the XML.
#pragma once

#include <filesystem>
#include <vector>

#include "program.h"

namespace perankh::cli_test {

struct Truth {
  std::filesystem::path save;
  Json content;
};

/// Those of all saves in a folder, sorted by name.
[[nodiscard]] std::vector<Truth> truths_in(const std::filesystem::path& folder);

}  // namespace perankh::cli_test
