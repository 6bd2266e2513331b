#include "zip/archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "zip/directory.h"

namespace perankh::zip {

namespace {

std::unexpected<Error> damaged(std::string_view what) {
  return fail("zip/damaged", fmt::format("This zip is damaged: {}. Copy or download it again.", what));
}

// An archive over our bytes, which libzip neither copies nor frees. Without ZIP_CHECKCONS: it also rejects archives
// with a tail or with harmless differences between the two headers of an entry, and we check what we use ourselves.
Result<zip_t*> open_archive(std::span<const std::byte> bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_t* archive = nullptr;
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive == nullptr) zip_source_free(source);
  }
  const std::string why = archive == nullptr ? zip_error_strerror(&error) : "";
  zip_error_fini(&error);
  if (archive == nullptr) return damaged(why);
  return archive;
}

bool ends_with_xml(std::string_view name) {
  constexpr std::string_view kEnding = ".xml";
  if (name.size() < kEnding.size()) return false;
  return std::ranges::equal(name.substr(name.size() - kEnding.size()), kEnding,
                            [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

// Saves zipped again by hand come with directories, and on macOS with a `__MACOSX/._x.xml` that is no XML at all.
bool may_be_a_save(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  const std::string_view base = slash == std::string_view::npos ? name : name.substr(slash + 1);
  return ends_with_xml(base) && !base.starts_with("._") && !name.starts_with("__MACOSX/");
}

Result<std::uint64_t> choose_save(zip_t* archive) {
  const auto entries = static_cast<std::uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(archive, 0)));
  std::optional<std::uint64_t> chosen;
  for (std::uint64_t index = 0; index < entries; ++index) {
    const char* const name = zip_get_name(archive, index, ZIP_FL_ENC_GUESS);
    if (name == nullptr || !may_be_a_save(name)) continue;
    if (chosen) {
      return fail("zip/several-xml",
                  "This zip holds several XML files; a save holds one. Unpack it and import the folder.");
    }
    chosen = index;
  }
  if (!chosen) return fail("zip/no-xml", "This zip holds no XML file. Is it a save of Old World?");
  return *chosen;
}

Result<SaveEntry> describe_save(zip_t* archive, std::uint64_t index) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  constexpr zip_uint64_t kNeeded =
      ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
  if (zip_stat_index(archive, index, 0, &stat) != 0 || (stat.valid & kNeeded) != kNeeded) {
    return damaged("its table of contents is incomplete");
  }
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    return fail("zip/encrypted", "This zip is protected with a password. Unpack it and import the XML file.");
  }
  if (stat.comp_method != ZIP_CM_DEFLATE && stat.comp_method != ZIP_CM_STORE) {
    return fail("zip/unsupported", fmt::format("This zip is compressed with method {}, which the game does not use. "
                                               "Unpack it and import the XML file.",
                                               stat.comp_method));
  }
  return SaveEntry{.index = index,
                   .name = stat.name,
                   .size = stat.size,
                   .compressed_size = stat.comp_size,
                   .crc = stat.crc,
                   .deflated = stat.comp_method == ZIP_CM_DEFLATE};
}

Result<void> check_sizes(const SaveEntry& save, std::uint64_t zip_bytes, const Limits& limits) {
  if (save.compressed_size > zip_bytes) return damaged("an entry is larger than the file");
  if (!save.deflated && save.size != save.compressed_size)
    return damaged("the sizes of an entry contradict each other");
  if (save.size == 0)
    return fail("zip/empty", "The XML file in this zip is empty. Saving it may have been interrupted.");
  if (save.size > limits.max_xml_bytes) {
    return fail("zip/too-large", fmt::format("The XML file in this zip has {} bytes, and no save has more than {}.",
                                             save.size, limits.max_xml_bytes));
  }
  if (save.size > limits.ratio_free_bytes &&
      save.size / limits.max_ratio >= std::max<std::uint64_t>(1, save.compressed_size)) {
    return fail("zip/ratio", fmt::format("This zip would grow from {} to {} bytes; no save does. It is not opened.",
                                         save.compressed_size, save.size));
  }
  return {};
}

}  // namespace

Result<Archive> Archive::open(std::span<const std::byte> bytes, const Limits& limits) {
  if (const auto checked = check_directory(bytes, limits); !checked) return std::unexpected(checked.error());
  const Result<zip_t*> opened = open_archive(bytes);
  if (!opened) return std::unexpected(opened.error());
  Handle handle(*opened);

  const Result<std::uint64_t> chosen = choose_save(handle.get());
  if (!chosen) return std::unexpected(chosen.error());
  const auto about_save = [&](Error error) {
    error.entry = zip_get_name(handle.get(), *chosen, ZIP_FL_ENC_GUESS);
    return std::unexpected(std::move(error));
  };
  Result<SaveEntry> save = describe_save(handle.get(), *chosen);
  if (!save) return about_save(std::move(save.error()));
  if (auto checked = check_sizes(*save, bytes.size(), limits); !checked) return about_save(std::move(checked.error()));
  return Archive(std::move(handle), std::move(*save));
}

Result<void> Archive::read_compressed(std::span<std::byte> into) const {
  zip_file_t* const file = zip_fopen_index(handle_.get(), save_.index, ZIP_FL_COMPRESSED);
  if (file == nullptr) return damaged(zip_strerror(handle_.get()));
  const zip_int64_t got = zip_fread(file, into.data(), into.size());
  zip_fclose(file);
  if (got < 0 || static_cast<std::uint64_t>(got) != into.size()) return damaged("an entry ends too early");
  return {};
}

}  // namespace perankh::zip
