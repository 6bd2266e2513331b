#include "truth.h"

#include <algorithm>
#include <fstream>

namespace perankh::cli_test {

std::vector<Truth> truths_in(const std::filesystem::path& folder) {
  constexpr std::string_view kEnding = ".truth.json";
  std::vector<Truth> truths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.path().string().ends_with(kEnding)) continue;
    std::ifstream file(entry.path());
    Json content = Json::parse(file);
    std::filesystem::path save = folder / content["file"].get<std::string>();
    truths.push_back({.save = std::move(save), .content = std::move(content)});
  }
  std::ranges::sort(truths, {}, &Truth::save);
  return truths;
}

}  // namespace perankh::cli_test
