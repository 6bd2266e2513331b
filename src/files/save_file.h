// One file that may be a save, as a listing shows it: nothing of it has been read yet.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>

namespace perankh::files {

using FileTime = std::chrono::sys_time<std::chrono::microseconds>;

struct SaveFile {
  std::filesystem::path path;  ///< as the user named it, or below the folder the user named
  std::uint64_t size = 0;      ///< bytes on disk when it was found
  FileTime modified = {};
};

}  // namespace perankh::files
