#include "files/folders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "files/temporary_folder.h"

namespace perankh::files {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kProton =
    ".local/share/Steam/steamapps/compatdata/597180/pfx/drive_c/users/steamuser/Documents/My Games/OldWorld/Saves";

UserFolders folders_in(const fs::path& home) {
  return {.home = home, .config = home / ".config", .data = home / ".local/share"};
}

TEST(DefaultSaveFolders, AreThoseThatExist) {
  const TemporaryFolder home;
  EXPECT_THAT(default_save_folders(folders_in(home.path())), IsEmpty());
  fs::create_directories(home.path() / kProton);
  fs::create_directories(home.path() / ".config/OldWorld/Saves");
  EXPECT_THAT(default_save_folders(folders_in(home.path())),
              ElementsAre(home.path() / ".config/OldWorld/Saves", home.path() / kProton));
}

TEST(DefaultSaveFolders, CountSteamsLinkToItselfOnce) {
  const TemporaryFolder home;
  fs::create_directories(home.path() / kProton);
  fs::create_directories(home.path() / ".steam");
  fs::create_directory_symlink(home.path() / ".local/share/Steam", home.path() / ".steam/steam");
  EXPECT_THAT(default_save_folders(folders_in(home.path())), ElementsAre(home.path() / kProton));
}

TEST(DefaultSaveFolders, NeedAHome) { EXPECT_THAT(default_save_folders(UserFolders{}), IsEmpty()); }

TEST(DefaultLibrary, IsAmongTheUsersData) {
  EXPECT_EQ(default_library_path(folders_in("/home/me")), "/home/me/.local/share/per-ankh/library.duckdb");
  EXPECT_EQ(default_library_path(UserFolders{}), "library.duckdb");
}

}  // namespace
}  // namespace perankh::files
