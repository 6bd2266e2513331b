// The least that reading a save can be: one pass over its XML, every name and value looked at, nothing kept.
//
// It is the floor that the import is measured against (docs/PERFORMANCE.md): what is above it is the price of keeping.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.h"

namespace perankh::bench {

struct ScanCounts {
  std::uint64_t elements = 0;
  std::uint64_t attributes = 0;
  std::uint64_t numbers = 0;  ///< elements whose text is a whole number
  std::uint64_t sum = 0;      ///< of all hashes and numbers, so that no compiler leaves the work out
  ScanCounts& operator+=(const ScanCounts& other);
};

/// Hashes all names and texts and reads all numbers. Errors: those of xml::Cursor. The byte after `document` must be
/// zero. Threads: any.
[[nodiscard]] Result<ScanCounts> scan(std::string_view document);

/// The same counts (without `sum`) by looking for characters, for documents without comments and CDATA: slow, and
/// independent of the cursor.
[[nodiscard]] ScanCounts count_by_hand(std::string_view document);

}  // namespace perankh::bench
