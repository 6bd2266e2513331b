// The folders that the page may import from: the game's own on this computer, and those that the user has named.
//
// The page never hands in a path to import: it names a folder once, and from then on gives its number and names below
// it. Saves that a link leads to outside of the folder are neither listed nor imported.
//
// Threads: any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "files/find_saves.h"

namespace perankh::api {

struct SaveFolder {
  std::int64_t folder_id = 0;
  std::filesystem::path path;
  bool usual = false;  ///< one of the game's own
};

/// What is in a folder.
struct FolderContent {
  std::vector<files::SaveFile> saves;  ///< sorted by path
  std::optional<Error> error = {};     ///< why not all of it could be seen
};

class SaveFolders {
 public:
  explicit SaveFolders(const std::vector<std::filesystem::path>& usual, std::filesystem::path home);

  [[nodiscard]] std::vector<SaveFolder> all() const;

  /// The folder that the user means; the same when it was named before. Errors: api/relative-path, files/not-found,
  /// files/not-a-folder, files/unreadable.
  [[nodiscard]] Result<SaveFolder> name(const std::string& typed);

  /// Errors: api/no-such-folder.
  [[nodiscard]] Result<SaveFolder> find(std::int64_t folder_id) const;

  /// The path of a save below a folder. Errors: api/no-such-folder, api/outside-folder, files/not-found.
  [[nodiscard]] Result<std::filesystem::path> save_in(std::int64_t folder_id, const std::string& name) const;

 private:
  SaveFolder add(const std::filesystem::path& path, bool usual);

  const std::filesystem::path home_;
  mutable std::mutex mutex_;
  std::vector<SaveFolder> folders_;
};

[[nodiscard]] FolderContent content_of(const SaveFolder& folder);

}  // namespace perankh::api
