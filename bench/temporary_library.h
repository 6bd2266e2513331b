// A library in a folder of its own, gone at the end.
#pragma once

#include <filesystem>

#include "store/library.h"

namespace perankh::bench {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// The number that a question in SQL has as its answer.
[[nodiscard]] std::uint64_t count(store::Library& library, const std::string& sql);

/// The rows of one physical table.
[[nodiscard]] std::uint64_t rows_of(store::Library& library, std::string_view table);

}  // namespace perankh::bench
