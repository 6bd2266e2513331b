// Files that are there whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.h"

namespace perankh::store {

/// Makes the file `path`: under another name first (`path`.new, replacing what a program that was killed has left), on
/// the disk, then renamed. Errors: store/no-space, store/read-only, store/failed; then there is neither of the two. The
/// system's part is in whole_file_posix.cc.
[[nodiscard]] Result<void> write_whole_file(const std::filesystem::path& path, std::string_view content);

}  // namespace perankh::store
