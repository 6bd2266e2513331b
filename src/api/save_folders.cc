#include "api/save_folders.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace perankh::api {

namespace {

namespace fs = std::filesystem;

// REQUIRES: both are canonical.
bool is_below(const fs::path& path, const fs::path& folder) {
  const auto [in_folder, in_path] = std::ranges::mismatch(folder, path);
  return in_folder == folder.end();
}

bool leads_out(const fs::path& path, const fs::path& folder) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error || !is_below(real, folder);
}

}  // namespace

SaveFolders::SaveFolders(const std::vector<fs::path>& usual, fs::path home) : home_(std::move(home)) {
  for (const fs::path& path : usual) add(path, true);
}

SaveFolder SaveFolders::add(const fs::path& path, bool usual) {
  folders_.push_back({.folder_id = static_cast<std::int64_t>(folders_.size()) + 1, .path = path, .usual = usual});
  return folders_.back();
}

std::vector<SaveFolder> SaveFolders::all() const {
  const std::lock_guard lock(mutex_);
  return folders_;
}

Result<SaveFolder> SaveFolders::name(const std::string& typed) {
  const bool at_home = (typed == "~" || typed.starts_with("~/")) && !home_.empty();
  const fs::path path =
      at_home ? home_ / fs::path(typed.substr(std::min<std::size_t>(2, typed.size()))) : fs::path(typed);
  if (!path.is_absolute() || typed.contains('\0')) return fail("api/relative-path", "This is not a whole path.");
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return fail("files/not-found", "There is no such folder.");
  if (error) return fail("files/unreadable", "This folder cannot be looked into: " + error.message() + ".");
  if (!fs::is_directory(status)) return fail("files/not-a-folder", "This is not a folder.");
  const fs::path real = fs::canonical(path, error);

  const std::lock_guard lock(mutex_);
  for (const SaveFolder& folder : folders_) {
    std::error_code ignored;
    if (fs::canonical(folder.path, ignored) == real) return folder;
  }
  return add(path.lexically_normal(), false);
}

Result<SaveFolder> SaveFolders::find(std::int64_t folder_id) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(folders_, folder_id, &SaveFolder::folder_id);
  if (found == folders_.end()) return fail("api/no-such-folder", "The server knows no such folder.");
  return *found;
}

Result<fs::path> SaveFolders::save_in(std::int64_t folder_id, const std::string& name) const {
  auto folder = find(folder_id);
  if (!folder) return std::unexpected(std::move(folder.error()));
  const fs::path below(name);
  const bool up = std::ranges::any_of(below, [](const fs::path& part) { return part == ".." || part == "."; });
  if (name.empty() || name.contains('\0') || below.is_absolute() || up) {
    return fail("api/outside-folder", "This name leads out of its folder.");
  }
  fs::path path = folder->path / below;
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return fail("files/not-found", "There is no such file in this folder.");
  if (leads_out(path, fs::canonical(folder->path, error))) {
    return fail("api/outside-folder", "This name is a link that leads out of its folder.");
  }
  return path;
}

FolderContent content_of(const SaveFolder& folder) {
  const std::array<std::string, 1> arguments{folder.path.string()};
  files::FoundSaves found = files::find_saves(arguments);
  FolderContent content{.saves = std::move(found.files)};
  std::error_code error;
  const fs::path real = fs::canonical(folder.path, error);
  const auto outside =
      std::erase_if(content.saves, [&](const files::SaveFile& save) { return leads_out(save.path, real); });
  for (Error& problem : found.problems) {
    if (problem.code != "files/no-saves") content.error = std::move(problem);
  }
  if (outside > 0 && !content.error) {
    content.error = Error{.code = "api/outside-folder",
                          .message = fmt::format("{} behind links that lead out of this folder were left out.",
                                                 outside == 1 ? "1 save" : fmt::format("{} saves", outside))};
  }
  return content;
}

}  // namespace perankh::api
