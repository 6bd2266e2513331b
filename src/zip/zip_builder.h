// Zips made byte by byte for tests, honest or lying.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perankh::zip {

/// One entry, deflated and honest unless told otherwise.
struct ZipEntry {
  std::string name = "save.xml";
  std::string content = "<Root/>";
  std::uint16_t method = 8;
  std::uint16_t flags = 0;                            ///< 1: encrypted
  bool data_descriptor = false;                       ///< sizes follow the data, as when writing to a pipe
  bool zip64 = false;                                 ///< sizes in an extra field of 64 bits
  std::uint32_t external_attributes = 0;              ///< of Unix: mode << 16
  std::optional<std::uint64_t> size = {};             ///< claimed instead of the true one, in both headers
  std::optional<std::uint64_t> compressed_size = {};  ///< likewise
  std::optional<std::uint32_t> crc = {};              ///< likewise
  std::optional<std::uint32_t> offset = {};           ///< of the entry, claimed in the table of contents
};

struct ZipOptions {
  std::string comment = {};
  std::optional<std::uint16_t> entries = {};  ///< claimed number of entries
  bool zip64_end = false;                     ///< with the 64-bit end record and its locator
  std::optional<std::uint64_t> zip64_entries = {};
};

/// What raw deflate makes of `content`.
[[nodiscard]] std::string deflate(std::string_view content);

[[nodiscard]] std::string build_zip(const std::vector<ZipEntry>& entries, const ZipOptions& options = {});

/// A zip of one file.
[[nodiscard]] std::string zip_of(std::string_view xml, std::string_view name = "save.xml");

[[nodiscard]] inline std::span<const std::byte> bytes_of(const std::string& text) {
  return std::as_bytes(std::span(text));
}

}  // namespace perankh::zip
