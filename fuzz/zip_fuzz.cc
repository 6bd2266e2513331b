// The bytes of a file as stage 1 sees them: zip or not, extracted, read.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "check.h"
#include "files/buffer.h"
#include "game_data_check.h"
#include "zip/extractor.h"

namespace perankh::fuzz {
namespace {

// Small, so that a few bytes reach them; the fuzzer's own limit on memory would stop it at the real ones.
constexpr zip::Limits kLimits{.max_entries = 4, .max_directory_bytes = 4096, .max_xml_bytes = 1U << 20U};

void check_file(std::span<const std::byte> file) {
  static_cast<void>(zip::is_xml(file));
  zip::Extractor extractor(kLimits);
  files::Buffer xml;
  const auto size = zip::uncompressed_size(file, kLimits);
  const auto extracted = extractor.extract(file, xml);
  check(xml.capacity() <= kLimits.max_xml_bytes / 8 * 9, "no memory is taken beyond the limit");
  if (!extracted) {
    check(extracted.error().code.starts_with("zip/"), "errors are about the zip");
    check(!size || !extracted.error().entry.empty(), "what can be measured names its entry");
    return;
  }
  check(size && *size == extracted->xml.size(), "the size is the one that was said before");
  check(extracted->xml.data()[extracted->xml.size()] == '\0', "a zero byte ends the XML");

  files::Buffer again;
  const auto second = extractor.extract(file, again);
  check(second && second->xml == extracted->xml, "extracting is repeatable");
  static_cast<void>(parse_and_check(extracted->xml, shared_names()));
}

}  // namespace
}  // namespace perankh::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  perankh::fuzz::check_file(std::as_bytes(std::span(data, size)));
  return 0;
}
