// From the bytes of a save to its XML.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "files/buffer.h"
#include "zip/limits.h"

struct libdeflate_decompressor;

namespace perankh::zip {

/// Whether `bytes` is XML rather than a zip: it begins with `<`, after a byte order mark and white space if any.
/// Content decides, never a file's name: a .zip that is really XML is read as XML, and the other way round. UTF-16
/// counts too, so that the one who reads the XML can say what is wrong with it.
[[nodiscard]] bool is_xml(std::span<const std::byte> bytes);

/// The size that the XML in `zip` says it has, without inflating it. Cheap: the cost of a save is estimated with it.
/// Errors: as Extractor::extract, but for those that only reading the entry finds.
[[nodiscard]] Result<std::uint64_t> uncompressed_size(std::span<const std::byte> zip, const Limits& limits = {});

/// The one XML file of an archive, whole and with a correct checksum.
struct Extracted {
  std::string_view xml;    ///< a view of the buffer it was extracted into
  std::string entry_name;  ///< as in the archive; may be any text, and is nothing to make a path of
};

/// Inflates saves. Worth keeping: its tables and its buffer are reused.
///
/// Example: `auto save = extractor.extract(file.bytes(), buffer); if (save) parse(save->xml);`
///
/// An archive holds exactly one XML file; directories, what macOS puts beside (`__MACOSX/`, `._*`) and files of other
/// kinds are skipped. Deflated and stored entries, zip64 and data descriptors are all fine. Nothing is written beyond
/// the size that the archive declares, whatever it then holds.
///
/// Errors, with the entry's name once it is known:
///   zip/not-a-zip      neither a zip nor anything like it
///   zip/truncated      begins like a zip, but its end is missing
///   zip/damaged        contradicts itself, or what is compressed cannot be inflated to the size declared
///   zip/too-many-entries, zip/too-large, zip/ratio    beyond a limit; said before memory is taken
///   zip/no-xml, zip/several-xml, zip/empty            not exactly one XML file with content
///   zip/encrypted, zip/unsupported                    a password, a method the game does not use
///   zip/crc            inflates, but is not what was put in
/// Threads: one at a time; each worker has its own.
class Extractor {
 public:
  explicit Extractor(Limits limits = {});
  ~Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;

  [[nodiscard]] Result<Extracted> extract(std::span<const std::byte> zip, files::Buffer& into);

  /// Between two saves: gives back what one huge save needed.
  void trim(std::size_t keep = files::Buffer::kKeep) { compressed_.trim(keep); }

  [[nodiscard]] const Limits& limits() const { return limits_; }

 private:
  struct Free {
    void operator()(libdeflate_decompressor* decompressor) const;
  };

  Limits limits_;
  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;
  files::Buffer compressed_;  // libzip hands out copies only
};

}  // namespace perankh::zip
