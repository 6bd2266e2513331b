// Where the bytes of a save come from. The only way by which stage 1 touches the outside world, so that tests can hand
// it files that do not exist, fail or change.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/error.h"
#include "files/buffer.h"

namespace perankh::files {

/// Reads whole files. Threads: any number at the same time, each with its own buffer.
class FileSource {
 public:
  virtual ~FileSource() = default;

  /// Replaces what is in `into` by the content of `path`. After an error `into` holds nothing of use.
  ///
  /// Errors: files/not-found, files/unreadable, files/not-a-file (a folder, a pipe), files/empty, files/too-large (said
  /// before memory is taken), files/changed (somebody writes to it: what was read may be half of something).
  [[nodiscard]] virtual Result<void> read(const std::filesystem::path& path, Buffer& into) const = 0;
};

/// The files of this computer.
class RealFiles final : public FileSource {
 public:
  /// The largest saves seen are 50 MB as plain XML and a few MB as zip; 256 MB is somebody's holiday video.
  static constexpr std::uint64_t kMaxBytes = std::uint64_t{256} << 20;

  explicit RealFiles(std::uint64_t max_bytes = kMaxBytes) : max_bytes_(max_bytes) {}

  [[nodiscard]] Result<void> read(const std::filesystem::path& path, Buffer& into) const override;

 private:
  std::uint64_t max_bytes_;
};

}  // namespace perankh::files
