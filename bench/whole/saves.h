// The saves that are imported: made once by savegen, and what it says is in them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace perankh::bench {

using Paths = std::vector<std::filesystem::path>;

/// What an importer should find in some saves, all together.
struct Truth {
  std::uint64_t saves = 0;
  std::uint64_t zip_bytes = 0;
  std::uint64_t xml_bytes = 0;
  std::map<std::string, std::uint64_t> rows;  ///< by relation
  Truth& operator+=(const Truth& other);
};

[[nodiscard]] Truth truth_of(const std::filesystem::path& save);
[[nodiscard]] Truth truth_of(const Paths& saves);

class SaveFolders {
 public:
  /// Folders of saves are made below `root` by the program `savegen`, and kept for the next time unless savegen writes
  /// something else by now.
  SaveFolders(std::filesystem::path savegen, std::filesystem::path root);

  /// `count` saves of standard size, in the order of their names; those of another seed are other games.
  [[nodiscard]] Paths make(std::uint64_t count, unsigned seed) const;

 private:
  std::filesystem::path savegen_;
  std::filesystem::path root_;
  std::string version_;  // of what savegen writes
};

/// `count` of `saves`, evenly spread over them.
[[nodiscard]] Paths some_of(const Paths& saves, std::uint64_t count);

/// Reads the files once, so that none of what follows waits for a disk.
void warm_up(const Paths& saves);

}  // namespace perankh::bench
