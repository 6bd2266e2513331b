// Whether a path still leads to the file it led to before.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace perankh::store {

/// Two files that exist at the same time never have the same.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t number = 0;

  bool operator==(const FileIdentity&) const = default;
};

/// Nothing when there is no file, or none that can be looked at. The system's part is in file_identity_posix.cc.
[[nodiscard]] std::optional<FileIdentity> identity_of(const std::filesystem::path& file);

}  // namespace perankh::store
