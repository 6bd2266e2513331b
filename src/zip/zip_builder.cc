#include "zip/zip_builder.h"

#include <libdeflate.h>

#include <concepts>
#include <memory>

namespace perankh::zip {

namespace {

template <std::unsigned_integral Number>
void put(std::string& out, Number value) {
  for (std::size_t byte = 0; byte < sizeof(Number); ++byte) {
    out += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * byte) & 0xffU);
  }
}

void put16(std::string& out, std::uint64_t value) { put(out, static_cast<std::uint16_t>(value)); }
void put32(std::string& out, std::uint64_t value) { put(out, static_cast<std::uint32_t>(value)); }
void put64(std::string& out, std::uint64_t value) { put(out, value); }

// An entry as it will be claimed to be.
struct Claims {
  std::string data;
  std::uint64_t size = 0;
  std::uint64_t compressed_size = 0;
  std::uint32_t crc = 0;
};

Claims claims_of(const ZipEntry& entry) {
  Claims claims{.data = entry.method == 8 ? deflate(entry.content) : entry.content};
  claims.size = entry.size.value_or(entry.content.size());
  claims.compressed_size = entry.compressed_size.value_or(claims.data.size());
  claims.crc = entry.crc.value_or(libdeflate_crc32(0, entry.content.data(), entry.content.size()));
  return claims;
}

std::uint16_t flags_of(const ZipEntry& entry) {
  return static_cast<std::uint16_t>(entry.flags | (entry.data_descriptor ? 8U : 0U));
}

std::string extra_64(const ZipEntry& entry, const Claims& claims) {
  std::string extra;
  if (!entry.zip64) return extra;
  put16(extra, 1);
  put16(extra, 16);
  put64(extra, claims.size);
  put64(extra, claims.compressed_size);
  return extra;
}

// The fields that both headers share, from the version needed to the length of the extra field.
std::string common_fields(const ZipEntry& entry, const Claims& claims, bool sizes_follow) {
  std::string fields;
  put16(fields, entry.zip64 ? 45 : 20);
  put16(fields, flags_of(entry));
  put16(fields, entry.method);
  put32(fields, 0x5a4e4000);  // some day of 2025
  put32(fields, sizes_follow ? 0 : claims.crc);
  put32(fields, sizes_follow ? 0 : entry.zip64 ? 0xffffffff : claims.compressed_size);
  put32(fields, sizes_follow ? 0 : entry.zip64 ? 0xffffffff : claims.size);
  put16(fields, entry.name.size());
  put16(fields, extra_64(entry, claims).size());
  return fields;
}

void put_entry(std::string& out, const ZipEntry& entry, const Claims& claims) {
  put32(out, 0x04034b50);
  out += common_fields(entry, claims, entry.data_descriptor) + entry.name + extra_64(entry, claims) + claims.data;
  if (entry.data_descriptor) {
    put32(out, 0x08074b50);
    put32(out, claims.crc);
    put32(out, claims.compressed_size);
    put32(out, claims.size);
  }
}

void put_directory_entry(std::string& out, const ZipEntry& entry, const Claims& claims, std::uint64_t offset) {
  put32(out, 0x02014b50);
  put16(out, 0x0300U | 45U);  // made on Unix
  out += common_fields(entry, claims, false);
  put16(out, 0);  // comment
  put16(out, 0);  // disk
  put16(out, 0);  // internal attributes
  put32(out, entry.external_attributes);
  put32(out, entry.offset.value_or(static_cast<std::uint32_t>(offset)));
  out += entry.name + extra_64(entry, claims);
}

void put_end(std::string& out, std::uint64_t entries, std::uint64_t directory, const ZipOptions& options) {
  const std::uint64_t end = out.size();
  if (options.zip64_end) {
    put32(out, 0x06064b50);
    put64(out, 44);
    put16(out, 45);
    put16(out, 45);
    put32(out, 0);
    put32(out, 0);
    put64(out, options.zip64_entries.value_or(entries));
    put64(out, options.zip64_entries.value_or(entries));
    put64(out, end - directory);
    put64(out, directory);
    put32(out, 0x07064b50);
    put32(out, 0);
    put64(out, end);
    put32(out, 1);
  }
  put32(out, 0x06054b50);
  put32(out, 0);  // disks
  put16(out, options.zip64_end ? 0xffff : options.entries.value_or(static_cast<std::uint16_t>(entries)));
  put16(out, options.zip64_end ? 0xffff : options.entries.value_or(static_cast<std::uint16_t>(entries)));
  put32(out, options.zip64_end ? 0xffffffff : end - directory);
  put32(out, options.zip64_end ? 0xffffffff : directory);
  put16(out, options.comment.size());
  out += options.comment;
}

}  // namespace

std::string deflate(std::string_view content) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(6), &libdeflate_free_compressor);
  std::string compressed(libdeflate_deflate_compress_bound(compressor.get(), content.size()), '\0');
  compressed.resize(libdeflate_deflate_compress(compressor.get(), content.data(), content.size(), compressed.data(),
                                                compressed.size()));
  return compressed;
}

std::string build_zip(const std::vector<ZipEntry>& entries, const ZipOptions& options) {
  std::string out;
  std::string directory;
  for (const ZipEntry& entry : entries) {
    const Claims claims = claims_of(entry);
    put_directory_entry(directory, entry, claims, out.size());
    put_entry(out, entry, claims);
  }
  const std::uint64_t directory_offset = out.size();
  out += directory;
  put_end(out, entries.size(), directory_offset, options);
  return out;
}

std::string zip_of(std::string_view xml, std::string_view name) {
  return build_zip({{.name = std::string(name), .content = std::string(xml)}});
}

}  // namespace perankh::zip
