// A save imported into a library in memory, the way the program does it: what tests ask SQL about.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "generate.h"
#include "pipeline/import_batch.h"
#include "store/library.h"

namespace perankh::tests {

/// A library of one save, match_id 1.
class ImportedSave {
 public:
  /// From the text of a save, or from a file. Anything that goes wrong is a failure of the test.
  static ImportedSave of_xml(const std::string& xml);
  static ImportedSave of_file(const std::filesystem::path& file);

  /// Rows of a query; cells as SQL prints them, NULL as "<null>".
  [[nodiscard]] std::vector<std::vector<std::string>> rows(const std::string& sql);
  /// The one cell of a query.
  [[nodiscard]] std::string cell(const std::string& sql);

  [[nodiscard]] store::Library& library() { return *library_; }

 private:
  std::unique_ptr<store::Library> library_;
};

/// The save number `seed` of a size and format, as savegen writes it.
[[nodiscard]] savegen::GeneratedSave generated(savegen::Format format, savegen::Size size, std::uint64_t seed = 1);

[[nodiscard]] std::string_view name_of(savegen::Format format);
[[nodiscard]] std::string_view name_of(savegen::Size size);

}  // namespace perankh::tests
