#include "zip/extractor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "files/file_source.h"
#include "zip/zip_builder.h"

namespace perankh::zip {
namespace {

const std::string kXml = "<?xml version=\"1.0\"?>\n<Root GameId=\"1\">" + std::string(3000, ' ') + "</Root>\n";

// Extracts into a buffer of its own.
struct Outcome {
  std::string code = {};  // empty when all went well
  std::string xml = {};
  std::string entry = {};
  std::size_t capacity = 0;
};

Outcome extract(const std::string& zip, const Limits& limits = {}) {
  Extractor extractor(limits);
  files::Buffer buffer;
  const auto result = extractor.extract(bytes_of(zip), buffer);
  if (!result) return {.code = result.error().code, .entry = result.error().entry, .capacity = buffer.capacity()};
  return {.xml = std::string(result->xml), .entry = result->entry_name, .capacity = buffer.capacity()};
}

std::string code_of(const std::string& zip, const Limits& limits = {}) { return extract(zip, limits).code; }

TEST(Extractor, GivesTheXml) {
  const Outcome outcome = extract(zip_of(kXml, "OW-Save-Auto-1.xml"));
  EXPECT_EQ(outcome.code, "");
  EXPECT_EQ(outcome.xml, kXml);
  EXPECT_EQ(outcome.entry, "OW-Save-Auto-1.xml");
  EXPECT_EQ(uncompressed_size(bytes_of(zip_of(kXml))).value(), kXml.size());
}

TEST(Extractor, IsReusable) {
  Extractor extractor;
  files::Buffer buffer;
  for (const std::string& xml : {kXml, std::string("<a/>"), kXml + kXml, std::string("<b/>")}) {
    const std::string zip = zip_of(xml);
    const auto result = extractor.extract(bytes_of(zip), buffer);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->xml, xml);
    EXPECT_EQ(result->xml.data()[xml.size()], '\0') << "the parser relies on it";
    EXPECT_FALSE(extractor.extract(bytes_of("no zip"), buffer));
  }
}

struct Named {
  const char* what;
  std::string zip;
};

TEST(Extractor, AcceptsEveryWayToZipOneFile) {
  const ZipEntry save{.name = "save.xml", .content = kXml};
  std::vector<Named> zips;
  const auto with = [&](const char* what, auto change) {
    ZipEntry entry = save;
    change(entry);
    zips.push_back({what, build_zip({entry})});
  };
  with("stored", [](ZipEntry& entry) { entry.method = 0; });
  with("data descriptor", [](ZipEntry& entry) { entry.data_descriptor = true; });
  with("zip64", [](ZipEntry& entry) { entry.zip64 = true; });
  with("upper case", [](ZipEntry& entry) { entry.name = "SAVE.XML"; });
  with("folder", [](ZipEntry& entry) { entry.name = "Saves/Auto/save.xml"; });
  with("a name that leads elsewhere", [](ZipEntry& entry) { entry.name = "../../etc/save.xml"; });
  with("an absolute name", [](ZipEntry& entry) { entry.name = "/etc/save.xml"; });
  with("Windows' slashes", [](ZipEntry& entry) { entry.name = "C:\\Saves\\save.xml"; });
  with("UTF-8 name", [](ZipEntry& entry) {
    entry.name = "Ägypten 埃及.xml";
    entry.flags = 0x800;
  });
  with("a link's attributes", [](ZipEntry& entry) { entry.external_attributes = 0xa1ffU << 16U; });
  zips.push_back({"64-bit end", build_zip({save}, {.zip64_end = true})});
  zips.push_back({"comment", build_zip({save}, {.comment = "a comment"})});
  zips.push_back({"an end record in the comment", build_zip({save}, {.comment = "PK\5\6" + std::string(40, '!')})});
  zips.push_back({"a tail", build_zip({save}) + std::string(1000, '\n')});
  zips.push_back({"what macOS adds", build_zip({{.name = "__MACOSX/", .content = "", .method = 0},
                                                {.name = "__MACOSX/._save.xml", .content = "\0\5\26\7"},
                                                {.name = "._save.xml", .content = "\0\5\26\7"},
                                                {.name = "folder.xml/", .content = "", .method = 0},
                                                {.name = "readme.txt", .content = "hello"},
                                                save})});
  for (const auto& [what, zip] : zips) {
    const Outcome outcome = extract(zip);
    EXPECT_EQ(outcome.code, "") << what;
    EXPECT_EQ(outcome.xml, kXml) << what;
    EXPECT_EQ(uncompressed_size(bytes_of(zip)).value_or(0), kXml.size()) << what;
  }
}

TEST(Extractor, KnowsWhatIsNoSave) {
  EXPECT_EQ(code_of(""), "zip/not-a-zip");
  EXPECT_EQ(code_of("hello"), "zip/not-a-zip");
  EXPECT_EQ(code_of(std::string(100'000, '\0')), "zip/not-a-zip");
  EXPECT_EQ(code_of("Rar!\x1a\x07" + std::string(1000, 'x')), "zip/not-a-zip");
  EXPECT_EQ(code_of(build_zip({})), "zip/no-xml");
  EXPECT_EQ(code_of(build_zip({{.name = "a.txt"}, {.name = "xml"}, {.name = "a.xml/"}})), "zip/no-xml");
  EXPECT_EQ(code_of(build_zip({{.name = "a.xml"}, {.name = "b.XML"}})), "zip/several-xml");
  EXPECT_EQ(code_of(build_zip({{.name = "a.xml"}, {.name = "a.xml"}})), "zip/several-xml");
  EXPECT_EQ(code_of(build_zip({{.content = ""}})), "zip/empty");
  EXPECT_EQ(code_of(build_zip({{.flags = 1}})), "zip/encrypted");
  EXPECT_EQ(code_of(build_zip({{.method = 12}})), "zip/unsupported");
  EXPECT_EQ(code_of(build_zip({{.method = 9}})), "zip/unsupported");
}

TEST(Extractor, NamesTheEntryOnceItIsKnown) {
  EXPECT_EQ(extract(build_zip({{.name = "a.xml", .flags = 1}})).entry, "a.xml");
  EXPECT_EQ(extract(build_zip({{.name = "a.xml", .content = ""}})).entry, "a.xml");
  EXPECT_EQ(extract(build_zip({{.name = "a.xml", .crc = 1}})).entry, "a.xml");
}

TEST(Extractor, NoticesDamage) {
  const auto size = kXml.size();
  EXPECT_EQ(code_of(build_zip({{.content = kXml, .crc = 12345}})), "zip/crc");
  EXPECT_EQ(code_of(build_zip({{.content = kXml, .method = 0, .crc = 12345}})), "zip/crc");
  EXPECT_EQ(code_of(build_zip({{.content = kXml, .size = size - 1}})), "zip/damaged");
  EXPECT_EQ(code_of(build_zip({{.content = kXml, .size = size + 1}})), "zip/damaged");
  EXPECT_EQ(code_of(build_zip({{.content = kXml, .method = 0, .size = size + 1}})), "zip/damaged");
  EXPECT_EQ(code_of(build_zip({{.content = kXml, .compressed_size = 5}})), "zip/damaged");
  EXPECT_EQ(code_of(build_zip({{.content = kXml, .compressed_size = 1'000'000}})), "zip/damaged");
  EXPECT_EQ(code_of(build_zip({{.content = kXml, .offset = 3}})), "zip/damaged");
  EXPECT_EQ(code_of(build_zip({{.content = kXml, .offset = 0xfffffff0}})), "zip/damaged");
  EXPECT_EQ(code_of(build_zip({{}}, {.entries = 5})), "zip/damaged");
  EXPECT_EQ(code_of("prefix" + zip_of(kXml)), "zip/damaged");
}

TEST(Extractor, RespectsLimitsBeforeTakingMemory) {
  const auto limited = [](const std::string& zip, const Limits& limits) {
    const Outcome outcome = extract(zip, limits);
    EXPECT_EQ(outcome.capacity, 0U);
    const auto size = uncompressed_size(bytes_of(zip), limits);
    EXPECT_EQ(size ? "" : size.error().code, outcome.code);
    return outcome.code;
  };
  EXPECT_EQ(limited(zip_of(kXml), {.max_xml_bytes = kXml.size() - 1}), "zip/too-large");
  EXPECT_EQ(code_of(zip_of(kXml), {.max_xml_bytes = kXml.size()}), "");
  EXPECT_EQ(limited(build_zip({{.size = 0x70000000}}), {}), "zip/too-large");
  EXPECT_EQ(limited(build_zip({{.zip64 = true, .size = std::uint64_t{1} << 60U}}), {}), "zip/too-large");
  EXPECT_EQ(limited(build_zip({{.size = 500U << 20U}}), {}), "zip/ratio");
  EXPECT_EQ(limited(zip_of(std::string(20U << 20U, ' ')), {}), "zip/ratio") << "a bomb";
  EXPECT_EQ(limited(zip_of(kXml), {.max_ratio = 10, .ratio_free_bytes = 1000}), "zip/ratio");
  EXPECT_EQ(code_of(zip_of(kXml), {.max_ratio = 10}), "");

  std::vector<ZipEntry> entries;
  for (int entry = 0; entry < 65; ++entry) entries.push_back({.name = std::to_string(entry) + ".txt"});
  EXPECT_EQ(limited(build_zip(entries), {}), "zip/too-many-entries");
  EXPECT_EQ(limited(build_zip(entries, {.zip64_end = true}), {}), "zip/too-many-entries");
  EXPECT_EQ(limited(build_zip({{}}, {.entries = 65'000}), {}), "zip/too-many-entries");
  EXPECT_EQ(limited(build_zip({{}}, {.zip64_end = true, .zip64_entries = std::uint64_t{1} << 40U}), {}),
            "zip/too-many-entries");
  EXPECT_EQ(limited(build_zip(entries, {.entries = 1}), {.max_directory_bytes = 1000}), "zip/too-many-entries")
      << "the table is larger than its number of entries says";
}

TEST(Extractor, KnowsATruncatedZip) {
  const std::string zip = build_zip({{.content = kXml}}, {.comment = "comment"});
  for (std::size_t size = 4; size + 7 < zip.size(); ++size) {
    EXPECT_EQ(code_of(zip.substr(0, size)), "zip/truncated") << size;
  }
}

// Whatever is damaged, the outcome is an error or the right content. Under AddressSanitizer this also shows that
// nothing is read or written where it should not be.
TEST(Extractor, SurvivesEveryChangedByte) {
  const std::vector<std::string> zips = {zip_of("<Root>some content, some more content</Root>"),
                                         build_zip({{.method = 0, .data_descriptor = true}}, {.comment = "comment"}),
                                         build_zip({{.zip64 = true}, {.name = "a.txt"}}, {.zip64_end = true})};
  for (const std::string& good : zips) {
    const std::string content = extract(good).xml;
    ASSERT_FALSE(content.empty());
    for (std::size_t at = 0; at < good.size(); ++at) {
      for (const int change : {0x01, 0x80, 0xff}) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ change);
        const Outcome outcome = extract(bad);
        if (outcome.code.empty()) {
          EXPECT_EQ(outcome.xml, content) << at;
        } else {
          EXPECT_TRUE(outcome.code.starts_with("zip/")) << outcome.code;
        }
      }
    }
  }
}

TEST(Extractor, SurvivesNoise) {
  std::mt19937 random(42);
  for (int round = 0; round < 2000; ++round) {
    std::string noise(random() % 300, '\0');
    std::ranges::generate(noise, [&] { return static_cast<char>(random()); });
    if (round % 2 == 0) noise = "PK\3\4" + noise;
    if (round % 3 == 0) noise += "PK\5\6" + std::string(18, static_cast<char>(random() % 3));
    EXPECT_TRUE(code_of(noise).starts_with("zip/"));
  }
}

TEST(IsXml, LooksAtTheContent) {
  for (const std::string& yes : {std::string("<Root/>"), std::string("\xef\xbb\xbf<?xml?>"), std::string("\r\n <a/>"),
                                 std::string("\xff\xfe<\0", 4), std::string("\xfe\xff\0<", 4)}) {
    EXPECT_TRUE(is_xml(bytes_of(yes))) << yes;
  }
  for (const std::string& no : {std::string(), std::string("PK\3\4<"), std::string("\xef\xbb\xbf"), std::string("Root"),
                                std::string("   "), zip_of(kXml)}) {
    EXPECT_FALSE(is_xml(bytes_of(no))) << no;
  }
}

// The zips of real saves lie beside their XML.
TEST(RealSaves, HoldTheXmlBesideThem) {
  const char* const folder = std::getenv("PER_ANKH_REAL_SAVES");
  if (folder == nullptr) GTEST_SKIP() << "PER_ANKH_REAL_SAVES is not set";
  const files::RealFiles source;
  Extractor extractor;
  files::Buffer zip;
  files::Buffer xml;
  files::Buffer beside;
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::filesystem::path path = entry.path();
    if (path.extension() != ".zip") continue;
    ASSERT_TRUE(source.read(path, zip));
    const auto extracted = extractor.extract(zip.bytes(), xml);
    ASSERT_TRUE(extracted) << path << extracted.error().message;
    if (!source.read(path.replace_extension(".xml"), beside)) continue;
    EXPECT_TRUE(extracted->xml == beside.text()) << path;
    EXPECT_TRUE(is_xml(beside.bytes())) << path;
    ++compared;
  }
  EXPECT_GT(compared, 0);
}

}  // namespace
}  // namespace perankh::zip
