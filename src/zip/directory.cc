// A zip ends with a record that says how many entries there are, how long their table is and where it starts, followed
// by a comment of up to 64 KB. Archives with more than 65,535 of anything have a second, 64-bit record, which a locator
// directly before the first one points to. libzip reads all this too, but believes the numbers: it allocates for each
// entry before anybody can ask how many there are. A comment may hold things that look like such records, so each
// candidate has to be within the limits, whichever of them libzip will choose.
#include "zip/directory.h"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <optional>

namespace perankh::zip {

namespace {

constexpr std::uint32_t kEntrySignature = 0x04034b50;      // "PK\3\4": a zip starts with an entry
constexpr std::uint32_t kEndSignature = 0x06054b50;        // "PK\5\6"
constexpr std::uint32_t kLocator64Signature = 0x07064b50;  // "PK\6\7"
constexpr std::uint32_t kEnd64Signature = 0x06064b50;      // "PK\6\6"
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kLocator64Bytes = 20;
constexpr std::size_t kEnd64Bytes = 56;
constexpr std::size_t kMaxCommentBytes = 0xffff;

// libzip reads the table of contents once for each end it finds; thousands fit into a comment.
constexpr std::size_t kMostCandidates = 8;

template <std::unsigned_integral Number>
Number read_at(std::span<const std::byte> bytes, std::size_t at) {
  Number value = 0;
  for (std::size_t byte = sizeof(Number); byte-- > 0;) {
    value =
        static_cast<Number>(static_cast<std::uint64_t>(value) << 8U | std::to_integer<std::uint64_t>(bytes[at + byte]));
  }
  return value;
}

struct Directory {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
};

// The record at `at`, unless it can't be one: bytes of compressed data may look like its signature.
std::optional<Directory> end_record(std::span<const std::byte> zip, std::size_t at) {
  const Directory directory{.entries = read_at<std::uint16_t>(zip, at + 10),
                            .bytes = read_at<std::uint32_t>(zip, at + 12)};
  const std::uint64_t entries_here = read_at<std::uint16_t>(zip, at + 8);
  const std::uint64_t offset = read_at<std::uint32_t>(zip, at + 16);
  if (entries_here != directory.entries) return std::nullopt;
  constexpr std::uint32_t kSee64 = 0xffffffff;
  if (offset != kSee64 && directory.bytes != kSee64 && offset + directory.bytes > at) return std::nullopt;
  return directory;
}

std::optional<Directory> end_record_64(std::span<const std::byte> zip, std::size_t end) {
  if (end < kLocator64Bytes) return std::nullopt;
  const std::size_t locator = end - kLocator64Bytes;
  if (read_at<std::uint32_t>(zip, locator) != kLocator64Signature) return std::nullopt;
  const auto at = read_at<std::uint64_t>(zip, locator + 8);
  if (at > locator || locator - at < kEnd64Bytes) return std::nullopt;
  if (read_at<std::uint32_t>(zip, at) != kEnd64Signature) return std::nullopt;
  return Directory{.entries = read_at<std::uint64_t>(zip, at + 32), .bytes = read_at<std::uint64_t>(zip, at + 40)};
}

bool exceeds(const Directory& directory, const Limits& limits) {
  return directory.entries > limits.max_entries || directory.bytes > limits.max_directory_bytes;
}

}  // namespace

Result<void> check_directory(std::span<const std::byte> zip, const Limits& limits) {
  bool found = false;
  std::size_t candidates = 0;
  if (zip.size() >= kEndBytes) {
    const std::size_t last = zip.size() - kEndBytes;
    const std::size_t first = last - std::min(last, kMaxCommentBytes);
    for (std::size_t at = last + 1; at-- > first;) {
      if (zip[at] != std::byte{'P'} || read_at<std::uint32_t>(zip, at) != kEndSignature) continue;
      if (++candidates > kMostCandidates) {
        return fail("zip/damaged", "This zip is damaged: it has many ends. Copy or download it again.");
      }
      const std::optional<Directory> record = end_record(zip, at);
      // Where there is a 64-bit record it alone counts: the first one's numbers may be anything.
      const std::optional<Directory> record_64 = end_record_64(zip, at);
      if (!record && !record_64) continue;
      found = true;
      const Directory directory = record_64 ? *record_64 : *record;
      if (exceeds(directory, limits)) {
        return fail("zip/too-many-entries",
                    fmt::format("This zip says it has {} entries in a table of {} bytes; a save has one. Unpack it and "
                                "import what is in it.",
                                directory.entries, directory.bytes));
      }
    }
  }
  if (found) return {};
  if (zip.size() >= sizeof(kEntrySignature) && read_at<std::uint32_t>(zip, 0) == kEntrySignature) {
    return fail("zip/truncated", "This zip is cut off: its end is missing. Copy or download it again.");
  }
  return fail("zip/not-a-zip", "This is neither a zip nor an XML file. Is it a save of Old World?");
}

}  // namespace perankh::zip
