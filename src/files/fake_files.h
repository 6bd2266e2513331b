// Files in memory, for tests of what reads files.
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "files/file_source.h"
#include "files/find_saves.h"

namespace perankh::files {

/// Set up on one thread, then read from any number.
///
/// Example: `FakeFiles files; files.add("a.xml", "<Root/>"); import_batch(files.all(), files, ...);`
class FakeFiles final : public FileSource {
 public:
  /// The latest content of a path counts. all() lists paths in the order in which they were first added.
  void add(const std::filesystem::path& path, std::string_view content);

  /// A file whose reading gives `error`.
  void add_failing(const std::filesystem::path& path, Error error);

  /// Called on the reading thread before each read: may block until the test says so, throw, and so on.
  void set_before_read(std::function<void(const std::filesystem::path&)> hook) { before_read_ = std::move(hook); }

  [[nodiscard]] FoundSaves all() const;
  [[nodiscard]] int reads() const { return reads_; }

  [[nodiscard]] Result<void> read(const std::filesystem::path& path, Buffer& into) const override;

 private:
  std::vector<std::filesystem::path> order_;
  std::map<std::filesystem::path, Result<std::string>> contents_;
  std::function<void(const std::filesystem::path&)> before_read_;
  mutable std::atomic<int> reads_ = 0;
};

}  // namespace perankh::files
