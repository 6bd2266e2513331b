#include <cstdlib>
#include <system_error>
#include <unordered_set>

#include "files/folders.h"

namespace perankh::files {

namespace {

namespace fs = std::filesystem;

// Where Steam may be installed: its own two names for one place, Debian's package, Flatpak, Snap.
constexpr const char* kSteamFolders[] = {".local/share/Steam", ".steam/steam", ".steam/debian-installation",
                                         ".var/app/com.valvesoftware.Steam/.local/share/Steam",
                                         "snap/steam/common/.local/share/Steam"};

// Saves below a Steam folder when the Windows build runs through Proton; 597180 is the game.
constexpr const char* kProtonSaves =
    "steamapps/compatdata/597180/pfx/drive_c/users/steamuser/Documents/My Games/OldWorld/Saves";

// The XDG specification: a relative path in one of its variables is to be ignored.
fs::path folder_from(const char* variable, const fs::path& otherwise) {
  const char* const value = std::getenv(variable);
  if (value != nullptr && fs::path(value).is_absolute()) return value;
  return otherwise;
}

}  // namespace

UserFolders UserFolders::of_this_process() {
  UserFolders folders;
  folders.home = folder_from("HOME", {});
  const bool homeless = folders.home.empty();
  folders.config = folder_from("XDG_CONFIG_HOME", homeless ? fs::path() : folders.home / ".config");
  folders.data = folder_from("XDG_DATA_HOME", homeless ? fs::path() : folders.home / ".local/share");
  return folders;
}

std::vector<fs::path> default_save_folders(const UserFolders& folders) {
  std::vector<fs::path> candidates;
  if (!folders.config.empty()) candidates.push_back(folders.config / "OldWorld/Saves");
  if (!folders.home.empty()) {
    for (const char* const steam : kSteamFolders) candidates.push_back(folders.home / steam / kProtonSaves);
  }
  std::vector<fs::path> existing;
  std::unordered_set<std::string> seen;
  for (const fs::path& candidate : candidates) {
    std::error_code error;
    if (!fs::is_directory(candidate, error)) continue;
    if (seen.insert(fs::canonical(candidate, error).string()).second) existing.push_back(candidate);
  }
  return existing;
}

fs::path default_library_path(const UserFolders& folders) {
  if (folders.data.empty()) return "library.duckdb";
  return folders.data / "per-ankh" / "library.duckdb";
}

fs::path program_folder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path();
}

}  // namespace perankh::files
