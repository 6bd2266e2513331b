// A look at an archive's table of contents before a library allocates what it claims to hold.
#pragma once

#include <cstddef>
#include <span>

#include "base/error.h"
#include "zip/limits.h"

namespace perankh::zip {

/// Whether `zip` ends in what a zip ends in, with a table of contents within the limits.
///
/// Errors: zip/not-a-zip, zip/truncated (begins like a zip, and has no table of contents), zip/too-many-entries.
[[nodiscard]] Result<void> check_directory(std::span<const std::byte> zip, const Limits& limits);

}  // namespace perankh::zip
