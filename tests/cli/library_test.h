// What most tests of the program need: a folder of their own, generated saves in it, a library to import them into.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "files/temporary_folder.h"
#include "program.h"

namespace perankh::cli_test {

class LibraryTest : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path at(const std::filesystem::path& name) const { return folder_.path() / name; }
  [[nodiscard]] std::filesystem::path library() const { return at("library.duckdb"); }

  /// Saves in folder `name`, made by savegen with `options` beside.
  std::filesystem::path make_saves(const std::string& name, int count,
                                   std::vector<std::string> options = {"--size", "tiny"}) const {
    std::vector<std::string> arguments = {at(name).string(), "--count", std::to_string(count), "--quiet"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Finished made = savegen(arguments);
    EXPECT_EQ(made.exit_code, 0) << made.err;
    return at(name);
  }

  /// Imports into library(), with `options` beside.
  [[nodiscard]] Finished import(const std::filesystem::path& path, std::vector<std::string> options = {},
                                const RunOptions& run = {}) const {
    std::vector<std::string> arguments = {"import", path.string(), "--db", library().string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return per_ankh(arguments, run);
  }

  /// Files below `folder` whose names end in `ending`, sorted.
  static std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, const std::string& ending) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().string().ends_with(ending)) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
  }

  static std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  files::TemporaryFolder folder_;
};

}  // namespace perankh::cli_test
