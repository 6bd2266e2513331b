// Archives: bombs, lies, tricks, and what is none.
#include <cstdint>
#include <utility>

#include "hostile_file.h"
#include "zip/zip_builder.h"

namespace perankh::hostile {

namespace {

using zip::build_zip;
using zip::zip_of;
using zip::ZipEntry;
using zip::ZipOptions;

constexpr std::uint32_t kSymbolicLink = 0xa1ffU << 16U;

// A zip of one good save, changed.
template <class Change>
std::function<std::string()> save_zip(std::string_view name, Change change) {
  return [name = std::string(name), change] {
    ZipEntry entry{.content = good_save(name)};
    change(entry);
    return build_zip({entry});
  };
}

std::function<std::string()> many(std::size_t count, const std::string& ending, const ZipOptions& options = {}) {
  return [=] {
    std::vector<ZipEntry> entries;
    for (std::size_t at = 0; at < count; ++at) entries.push_back({.name = std::to_string(at) + ending});
    return build_zip(entries, options);
  };
}

// An end record of 22 bytes. Its two counts of entries contradict each other, so it is none; but libzip looks at it.
std::string false_end() { return std::string("PK\5\6\0\0\0\0\1\0\2\0", 12) + std::string(10, '\0'); }

// The 64-bit record counts, even where the 32-bit one after it is nonsense.
std::string hidden_64_bit_end() {
  std::string zip = build_zip({{.content = good_save("hidden")}}, {.zip64_end = true, .zip64_entries = 1ULL << 40U});
  const std::size_t end = zip.rfind("PK\5\6");
  zip[end + 8] = 1;
  zip[end + 9] = 0;
  return zip + build_zip({});
}

std::vector<HostileFile> bombs() {
  return {
      {"ratio_of_spaces", "zip/ratio", [] { return zip_of(std::string(20U << 20U, ' ')); }},
      {"ratio_of_elements", "zip/ratio", [] { return zip_of(save_of(repeated("<a/>", 2'000'000))); }},
      {"claims_500_megabytes", "zip/ratio", [] { return build_zip({{.size = 500U << 20U}}); }},
      {"claims_2_gigabytes", "zip/too-large", [] { return build_zip({{.size = 0x7fffffff}}); }},
      {"zip64_claims_an_exabyte", "zip/too-large", [] { return build_zip({{.zip64 = true, .size = 1ULL << 60U}}); }},
      {"zip64_claims_all_there_is", "zip/too-large", [] { return build_zip({{.zip64 = true, .size = ~0ULL}}); }},
      {"65_entries", "zip/too-many-entries", many(65, ".txt")},
      {"20000_entries", "zip/too-many-entries", many(20'000, "")},
      {"claims_65000_entries", "zip/too-many-entries",
       [] { return build_zip({{.content = good_save("a")}}, {.entries = 65'000}); }},
      {"zip64_claims_a_trillion_entries", "zip/too-many-entries",
       [] { return build_zip({{}}, {.zip64_end = true, .zip64_entries = 1ULL << 40U}); }},
      {"zip64_end_behind_nonsense", "zip/too-many-entries", hidden_64_bit_end},
      {"nested", "zip/no-xml",
       [] { return build_zip({{.name = "save.zip", .content = zip_of(good_save("nested")), .method = 0}}); }},
      {"nested_as_xml", "xml/malformed", [] { return zip_of(zip_of(good_save("nested"))); }},
  };
}

std::vector<HostileFile> lies() {
  const auto lie = [](const std::string& name, std::string code, auto change) {
    return HostileFile{name, std::move(code), save_zip(name, change)};
  };
  return {
      lie("size_too_small", "zip/damaged", [](ZipEntry& entry) { entry.size = entry.content.size() - 1; }),
      lie("size_too_large", "zip/damaged", [](ZipEntry& entry) { entry.size = entry.content.size() + 1; }),
      lie("size_zero", "zip/empty", [](ZipEntry& entry) { entry.size = 0; }),
      lie("compressed_size_too_small", "zip/damaged", [](ZipEntry& entry) { entry.compressed_size = 5; }),
      lie("compressed_size_too_large", "zip/damaged", [](ZipEntry& entry) { entry.compressed_size = 1'000'000; }),
      lie("data_runs_into_the_directory", "zip/damaged",
          [](ZipEntry& entry) { entry.compressed_size = zip::deflate(entry.content).size() + 100; }),
      lie("stored_size_differs", "zip/damaged",
          [](ZipEntry& entry) {
            entry.method = 0;
            entry.size = entry.content.size() + 1;
          }),
      lie("wrong_crc", "zip/crc", [](ZipEntry& entry) { entry.crc = 12345; }),
      lie("wrong_crc_stored", "zip/crc",
          [](ZipEntry& entry) {
            entry.method = 0;
            entry.crc = 12345;
          }),
      lie("offset_inside", "zip/damaged", [](ZipEntry& entry) { entry.offset = 3; }),
      lie("offset_beyond", "zip/damaged", [](ZipEntry& entry) { entry.offset = 0xfffffff0; }),
      lie("encrypted", "zip/encrypted", [](ZipEntry& entry) { entry.flags = 1; }),
      lie("encrypted_strongly", "zip/encrypted", [](ZipEntry& entry) { entry.flags = 0x41; }),
      lie("method_deflate64", "zip/unsupported", [](ZipEntry& entry) { entry.method = 9; }),
      lie("method_lzma", "zip/unsupported", [](ZipEntry& entry) { entry.method = 14; }),
      lie("name_is_no_utf8", "zip/damaged",
          [](ZipEntry& entry) {
            entry.name = "\xff\xfe.xml";
            entry.flags = 0x800;
          }),
      {"more_entries_than_there_are", "zip/damaged",
       [] { return build_zip({{.content = good_save("a")}}, {.entries = 5}); }},
      {"entries_that_are_one", "zip/several-xml",
       [] { return build_zip({{.name = "a.xml", .content = good_save("a")}, {.name = "b.xml", .offset = 0}}); }},
      {"garbage_in_place_of_deflate", "zip/damaged",
       [] {
         std::string zip = zip_of(good_save("garbage"));
         zip.replace(38 + 4, 20, std::string(20, '\xff'));
         return zip;
       }},
      {"before_the_zip", "zip/damaged", [] { return "#!/bin/sh\n" + zip_of(good_save("sfx")); }},
      {"ends_without_end", "zip/damaged",
       [] {
         std::string comment;
         for (int at = 0; at < 2900; ++at) comment += false_end();
         return build_zip({{.content = good_save("ends")}}, {.comment = comment});
       }},
  };
}

std::vector<HostileFile> no_zips() {
  const auto cut = [](std::size_t part) {
    return [part] {
      const std::string zip = zip_of(good_save("cut"));
      return zip.substr(0, zip.size() * part / 4);
    };
  };
  return {
      {"text", "zip/not-a-zip", [] { return "hello"; }},
      {"zeros", "zip/not-a-zip", [] { return std::string(1'000'000, '\0'); }},
      {"picture", "zip/not-a-zip", [] { return "\x89PNG\r\n\x1a\n" + std::string(1000, '\0'); }},
      {"rar", "zip/not-a-zip", [] { return "Rar!\x1a\x07" + std::string(1000, 'x'); }},
      {"cut_at_a_quarter", "zip/truncated", cut(1)},
      {"cut_in_the_middle", "zip/truncated", cut(2)},
      {"cut_near_the_end", "zip/truncated", cut(3)},
      {"no_entries", "zip/no-xml", [] { return build_zip({}); }},
      {"no_xml", "zip/no-xml", [] { return build_zip({{.name = "readme.txt"}, {.name = "folder.xml/"}}); }},
      {"zero_in_the_name", "zip/no-xml", [] { return build_zip({{.name = std::string("a.xml\0.txt", 10)}}); }},
      {"two_saves", "zip/several-xml", [] { return build_zip({{.name = "a.xml"}, {.name = "b.XML"}}); }},
      {"sixty_saves", "zip/several-xml", many(60, ".xml")},
      {"empty_save", "zip/empty", [] { return build_zip({{.content = ""}}); }},
      {"a_link_to_a_file", "xml/malformed",  // its target is a text like any other, and nothing is opened
       [] { return build_zip({{.content = "/etc/passwd", .method = 0, .external_attributes = kSymbolicLink}}); }},
  };
}

std::vector<HostileFile> odd_but_good() {
  const auto odd = [](const std::string& name, auto change) { return HostileFile{name, "", save_zip(name, change)}; };
  const auto with = [](const std::string& name, const ZipOptions& options, const std::string& tail = {}) {
    return HostileFile{name, "", [=] { return build_zip({{.content = good_save(name)}}, options) + tail; }};
  };
  return {
      odd("stored", [](ZipEntry& entry) { entry.method = 0; }),
      odd("data_descriptor", [](ZipEntry& entry) { entry.data_descriptor = true; }),
      odd("zip64_sizes", [](ZipEntry& entry) { entry.zip64 = true; }),
      odd("path_traversal", [](ZipEntry& entry) { entry.name = "../../../../tmp/per_ankh_was_here.xml"; }),
      odd("absolute_path", [](ZipEntry& entry) { entry.name = "/tmp/per_ankh_was_here.xml"; }),
      odd("drive_letter", [](ZipEntry& entry) { entry.name = "C:\\Windows\\per_ankh_was_here.xml"; }),
      odd("device_name", [](ZipEntry& entry) { entry.name = "CON.xml"; }),
      odd("control_characters_in_the_name", [](ZipEntry& entry) { entry.name = "\x1b[2J\r\n\t.xml"; }),
      odd("name_of_60000_letters", [](ZipEntry& entry) { entry.name = std::string(60'000, 'n') + ".xml"; }),
      odd("name_in_latin_1", [](ZipEntry& entry) { entry.name = "\xc4gypten.xml"; }),
      odd("attributes_of_a_link", [](ZipEntry& entry) { entry.external_attributes = kSymbolicLink; }),
      with("zip64_end", {.zip64_end = true}),
      with("comment_of_64_kilobytes", {.comment = std::string(0xffff, 'c')}),
      with("comment_with_an_end", {.comment = "PK\5\6" + std::string(40, '!')}),
      with("comment_with_a_zip", {.comment = zip_of("<no save/>")}),
      with("tail", {}, std::string(1000, '\n')),
      {"overlapping_another_file", "",  // both entries are the same bytes; one of them is a save
       [] {
         const std::string save = good_save("overlapping_another_file");
         return build_zip({{.name = "a.txt", .content = save}, {.content = save, .offset = 0}});
       }},
      {"macos", "",
       [] {
         return build_zip({{.name = "__MACOSX/._save.xml", .content = "\5\26\7"}, {.content = good_save("macos")}});
       }},
      {"xml_without_a_zip", "", [] { return good_save("xml_without_a_zip"); }},
  };
}

}  // namespace

std::vector<HostileFile> zips() {
  std::vector<HostileFile> files;
  for (auto make : {bombs, lies, no_zips, odd_but_good}) {
    for (HostileFile& file : make()) files.push_back({"zip_" + file.name, file.expected, file.content});
  }
  return files;
}

}  // namespace perankh::hostile
