#include "zip/extractor.h"

#include <libdeflate.h>

#include <algorithm>
#include <new>
#include <utility>

#include "zip/archive.h"

namespace perankh::zip {

namespace {

std::unexpected<Error> about(const SaveEntry& save, Error error) {
  error.entry = save.name;
  return std::unexpected(std::move(error));
}

std::unexpected<Error> about(const SaveEntry& save, const char* code, const char* message) {
  return about(save, Error{.code = code, .message = message});
}

bool begins_with(std::span<const std::byte> bytes, std::string_view what) {
  return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()).starts_with(what);
}

}  // namespace

bool is_xml(std::span<const std::byte> bytes) {
  if (begins_with(bytes, "\xff\xfe") || begins_with(bytes, "\xfe\xff")) return true;
  if (begins_with(bytes, "\xef\xbb\xbf")) bytes = bytes.subspan(3);
  const auto is_space = [](std::byte byte) {
    const char letter = static_cast<char>(byte);
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
  };
  const auto first = std::ranges::find_if_not(bytes, is_space);
  return first != bytes.end() && *first == std::byte{'<'};
}

Result<std::uint64_t> uncompressed_size(std::span<const std::byte> zip, const Limits& limits) {
  const Result<Archive> archive = Archive::open(zip, limits);
  if (!archive) return std::unexpected(archive.error());
  return archive->save().size;
}

void Extractor::Free::operator()(libdeflate_decompressor* decompressor) const {
  libdeflate_free_decompressor(decompressor);
}

Extractor::Extractor(Limits limits) : limits_(limits), decompressor_(libdeflate_alloc_decompressor()) {
  if (!decompressor_) throw std::bad_alloc();
}

Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

Result<Extracted> Extractor::extract(std::span<const std::byte> zip, files::Buffer& into) {
  const Result<Archive> archive = Archive::open(zip, limits_);
  if (!archive) return std::unexpected(archive.error());
  const SaveEntry& save = archive->save();

  const std::span<std::byte> xml = into.prepare(save.size);
  const std::span<std::byte> compressed = save.deflated ? compressed_.prepare(save.compressed_size) : xml;
  if (auto read = archive->read_compressed(compressed); !read) return about(save, std::move(read.error()));

  if (save.deflated) {
    // No pointer for the actual size: then anything but exactly xml.size() bytes is an error.
    const libdeflate_result inflated = libdeflate_deflate_decompress(
        decompressor_.get(), compressed.data(), compressed.size(), xml.data(), xml.size(), nullptr);
    if (inflated == LIBDEFLATE_SHORT_OUTPUT || inflated == LIBDEFLATE_INSUFFICIENT_SPACE) {
      return about(save, "zip/damaged",
                   "This zip is damaged: its entry does not have the size it says. Copy it again.");
    }
    if (inflated != LIBDEFLATE_SUCCESS) {
      return about(save, "zip/damaged",
                   "This zip is damaged: its entry cannot be inflated. Copy or download it again.");
    }
  }
  if (libdeflate_crc32(0, xml.data(), xml.size()) != save.crc) {
    return about(save, "zip/crc", "This zip is damaged: its checksum does not match. Copy or download it again.");
  }
  return Extracted{.xml = into.text(), .entry_name = save.name};
}

}  // namespace perankh::zip
