// How much an archive may ask of us.
#pragma once

#include <cstdint>

namespace perankh::zip {

/// Checked before memory is taken or work is done. The defaults are far beyond any save and far below any harm.
struct Limits {
  /// A save has one entry; macOS adds a few of its own beside it. An archive of hundreds is a backup or an attack.
  std::uint64_t max_entries = 64;

  /// The table of contents is read whole: 64 entries with long names and extra fields need less than 64 KB of it.
  std::uint64_t max_directory_bytes = std::uint64_t{1} << 20;

  /// Late games of the largest size inflate to 50 MB: ten times that.
  std::uint64_t max_xml_bytes = std::uint64_t{512} << 20;

  /// Saves shrink to a tenth or a twentieth: again ten times that. Endless spaces shrink to a thousandth.
  std::uint64_t max_ratio = 250;

  /// Small XML may shrink by any factor: nothing of this size does harm.
  std::uint64_t ratio_free_bytes = std::uint64_t{1} << 20;
};

}  // namespace perankh::zip
