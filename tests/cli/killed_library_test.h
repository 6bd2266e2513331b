// What tests need that kill the program: how often to, and what a library holds after it.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "library_content.h"
#include "library_test.h"
#include "store/library.h"

namespace perankh::cli_test {

class KilledLibraryTest : public LibraryTest {
 protected:
  using Microseconds = std::chrono::microseconds;

  [[nodiscard]] static std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
    const char* const text = std::getenv(name);
    return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
  }

  [[nodiscard]] static std::uint64_t kills_wanted(std::uint64_t otherwise) {
    return number_from_environment("PER_ANKH_KILLS", otherwise);
  }

  /// Anything from 0 to `most`.
  template <class Number>
  [[nodiscard]] Number up_to(Number most) {
    return std::uniform_int_distribution<Number>(0, most)(random_);
  }

  struct Found {
    std::vector<std::string> hashes;  ///< of the saves, in the order of their ids
    Content content;
    std::string rows_without_a_save;
  };

  /// Of a copy: what the killed program left has to be there for the next one.
  [[nodiscard]] Found read(const std::filesystem::path& path) const {
    copy_library(path, at("copy.duckdb"));
    auto library = store::Library::open(at("copy.duckdb"), {.create = false, .memory = std::uint64_t{1} << 31U});
    if (!library) throw std::runtime_error(describe(library.error()));
    Found found;
    auto rows = library->connection().query("SELECT file_hash FROM matches ORDER BY match_id");
    for (const auto* row = rows->next(); row != nullptr; row = rows->next()) {
      found.hashes.push_back(std::get<std::string>((*row)[0]));
    }
    found.content = cli_test::content_of(*library);
    found.rows_without_a_save = cli_test::rows_without_a_save(*library);
    return found;
  }

  static void remove_library(const std::filesystem::path& path) {
    for (const auto& file : files_of_library(path)) std::filesystem::remove_all(file);
  }

  static void copy_library(const std::filesystem::path& from, const std::filesystem::path& to) {
    remove_library(to);
    for (const auto& file : files_of_library(from)) {
      if (std::filesystem::is_directory(file)) continue;
      std::filesystem::copy_file(file, to.string() + file.filename().string().substr(from.filename().string().size()));
    }
  }

 private:
  /// The file, and beside it DuckDB's log and the folder in which a killed program has kept what memory had no room
  /// for.
  static std::vector<std::filesystem::path> files_of_library(const std::filesystem::path& path) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(path.parent_path())) {
      if (entry.path().filename().string().starts_with(path.filename().string())) files.push_back(entry.path());
    }
    return files;
  }

  std::mt19937_64 random_{number_from_environment("PER_ANKH_KILL_SEED", 1)};
};

}  // namespace perankh::cli_test
