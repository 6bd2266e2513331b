// A zip in memory, opened, with the one entry that is the save chosen. Used by extractor.cc only; its users are there.
#pragma once

#include <zip.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/error.h"
#include "zip/limits.h"

namespace perankh::zip {

/// What the table of contents says about the save. All of it may be a lie.
struct SaveEntry {
  std::uint64_t index = 0;
  std::string name;
  std::uint64_t size = 0;
  std::uint64_t compressed_size = 0;
  std::uint32_t crc = 0;
  bool deflated = false;  ///< else stored as it is
};

/// Ownership: looks at the caller's bytes, which must outlive it.
class Archive {
 public:
  /// Finds the save, and checks what is claimed about it against the limits.
  /// Errors: those of check_directory(), zip/damaged, zip/no-xml, zip/several-xml, zip/encrypted, zip/unsupported,
  /// zip/empty, zip/too-large, zip/ratio.
  [[nodiscard]] static Result<Archive> open(std::span<const std::byte> bytes, const Limits& limits);

  [[nodiscard]] const SaveEntry& save() const { return save_; }

  /// Copies the save's bytes as they are in the archive. REQUIRES: into.size() == save().compressed_size.
  /// Errors: zip/damaged.
  [[nodiscard]] Result<void> read_compressed(std::span<std::byte> into) const;

 private:
  struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };
  using Handle = std::unique_ptr<zip_t, Discard>;

  Archive(Handle handle, SaveEntry save) : handle_(std::move(handle)), save_(std::move(save)) {}

  Handle handle_;
  SaveEntry save_;
};

}  // namespace perankh::zip
