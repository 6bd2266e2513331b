#include "files/find_saves.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "files/glob.h"

namespace perankh::files {

namespace {

namespace fs = std::filesystem;

bool equal_ignoring_case(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower,
                            [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

bool is_called_like_a_save(const fs::path& path) {
  const std::string name = path.filename().string();
  const std::string extension = path.extension().string();
  return !name.starts_with('.') && (equal_ignoring_case(extension, ".zip") || equal_ignoring_case(extension, ".xml"));
}

FileTime modified_time(const fs::directory_entry& entry) {
  std::error_code error;
  const fs::file_time_type time = entry.last_write_time(error);
  if (error) return {};
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::file_clock::to_sys(time));
}

std::vector<fs::directory_entry> sorted_entries(const fs::path& folder, std::error_code& error) {
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) entries.push_back(*it);
  std::ranges::sort(entries, {}, [](const fs::directory_entry& entry) { return entry.path(); });
  return entries;
}

class Finder {
 public:
  void add_argument(const std::string& argument) {
    const std::size_t first = found_.files.size();
    const fs::path path(argument);
    std::error_code error;
    if (const fs::file_status status = fs::status(path, error); fs::exists(status)) {
      add_existing(path);
    } else if (status.type() == fs::file_type::none) {
      problem("files/unreadable", argument, fmt::format("This cannot be looked at: {}.", error.message()));
    } else if (is_pattern(argument)) {
      add_pattern(argument);
    } else {
      problem("files/not-found", argument, "There is no such file or folder. Check the path.");
    }
    const auto begin = found_.files.begin() + static_cast<std::ptrdiff_t>(first);
    std::ranges::sort(begin, found_.files.end(), {}, &SaveFile::path);
  }

  FoundSaves take() { return std::move(found_); }

 private:
  void add_existing(const fs::path& path) {
    std::error_code error;
    const fs::directory_entry entry(path, error);
    if (entry.is_directory(error)) return add_folder(path);
    if (!entry.is_regular_file(error)) {
      return problem("files/not-a-file", path.string(), "This is neither a file nor a folder. Name a save.");
    }
    add_file(entry, fs::canonical(path, error));
  }

  void add_folder(const fs::path& folder) {
    const std::size_t problems = found_.problems.size();
    if (!search(folder) && found_.problems.size() == problems) {
      problem("files/no-saves", folder.string(), "This folder holds no .zip or .xml files.");
    }
  }

  void add_pattern(const std::string& pattern) {
    const std::vector<fs::path> matches = expand_pattern(pattern);
    std::error_code error;
    bool any = false;
    for (const fs::path& match : matches) {
      const bool folder = fs::is_directory(match, error);
      if (!folder && !is_called_like_a_save(match)) continue;
      any = true;
      add_existing(match);
    }
    if (matches.empty()) {
      problem("files/not-found", pattern, "Nothing matches this pattern. Check the path.");
    } else if (!any) {
      problem("files/no-saves", pattern, "What matches this pattern are neither .zip nor .xml files.");
    }
  }

  /// Returns whether there are saves in or below `folder`. One met before gave its saves then, or is being searched
  /// right now (a loop of links): either way it is no surprise to anybody.
  bool search(const fs::path& folder) {
    std::error_code error;
    const fs::path canonical = fs::canonical(folder, error);
    if (!folders_.insert(error ? folder.string() : canonical.string()).second) return true;
    const std::vector<fs::directory_entry> entries = sorted_entries(folder, error);
    if (error) {
      problem("files/unreadable", folder.string(),
              fmt::format("This folder cannot be read: {}. Check its permissions.", error.message()));
    }
    bool any = false;
    for (const fs::directory_entry& entry : entries) {
      if (entry.is_directory(error)) {
        any |= search(entry.path());
      } else if (is_called_like_a_save(entry.path()) && entry.is_regular_file(error)) {
        const bool link = entry.is_symlink(error);
        add_file(entry, link ? fs::canonical(entry.path(), error) : canonical / entry.path().filename());
        any = true;
      }
    }
    return any;
  }

  void add_file(const fs::directory_entry& entry, const fs::path& canonical) {
    std::error_code error;
    const std::uintmax_t size = entry.file_size(error);
    if (error || !files_.insert(canonical.string()).second) return;  // gone since it was listed, or here already
    found_.files.push_back({.path = entry.path(), .size = size, .modified = modified_time(entry)});
  }

  void problem(std::string_view code, std::string file, std::string message) {
    found_.problems.push_back({.code = std::string(code), .message = std::move(message), .file = std::move(file)});
  }

  FoundSaves found_;
  std::unordered_set<std::string> files_;    // canonical paths
  std::unordered_set<std::string> folders_;  // likewise
};

}  // namespace

FoundSaves find_saves(std::span<const std::string> arguments) {
  Finder finder;
  for (const std::string& argument : arguments) finder.add_argument(argument);
  return finder.take();
}

}  // namespace perankh::files
