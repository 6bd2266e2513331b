// From what somebody types behind `import` to a list of files.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "files/save_file.h"

namespace perankh::files {

struct FoundSaves {
  std::vector<SaveFile> files;  ///< in the order of the arguments, and sorted by path within each; no file twice
  std::vector<Error>
      problems;  ///< one for each argument (or folder below one) that gives nothing; Error::file names it
};

/// Finds the files that `arguments` name. Each argument is
///  - a file: taken whatever its name is, since its content decides;
///  - a folder: every *.zip and *.xml in it and below, in any case, but no hidden ones (`._x.zip`: macOS leaves such);
///  - a pattern with `*`, `?`, `[a-z]`, `[!a-z]` in any part of its path, for shells that do not expand them: the files
///    it matches that end in .zip or .xml, and what is below the folders it matches. Something that is really called
///    `a[1].zip` is found by its name first.
///
/// The order depends on names only. A file named twice, or reached through links, counts once; loops of links end.
///
/// Problems: files/not-found, files/no-saves, files/not-a-file (a pipe, a device), files/unreadable.
/// Threads: any.
[[nodiscard]] FoundSaves find_saves(std::span<const std::string> arguments);

}  // namespace perankh::files
