// Where things are on this platform: the game's saves, and our library.
//
// What is here for Linux (folders_linux.cc) has siblings to come: Windows keeps saves in Documents/My
// Games/OldWorld/Saves and data in %LOCALAPPDATA%, macOS both in ~/Library/Application Support.
#pragma once

#include <filesystem>
#include <vector>

namespace perankh::files {

/// The user's folders; members are empty when unknown.
struct UserFolders {
  std::filesystem::path home;
  std::filesystem::path config;  ///< settings, where the game's Linux build keeps its saves
  std::filesystem::path data;    ///< things to keep

  [[nodiscard]] static UserFolders of_this_process();
};

/// The game's own save folders that exist, native ones first, each once although Steam links to itself.
[[nodiscard]] std::vector<std::filesystem::path> default_save_folders(
    const UserFolders& folders = UserFolders::of_this_process());

/// Where the library is kept unless the user says otherwise (Linux: ~/.local/share/per-ankh/library.duckdb). Nothing is
/// created. Without a home it is `library.duckdb` in the current folder.
[[nodiscard]] std::filesystem::path default_library_path(const UserFolders& folders = UserFolders::of_this_process());

/// The folder of the program that runs; empty when the system does not say.
[[nodiscard]] std::filesystem::path program_folder();

}  // namespace perankh::files
