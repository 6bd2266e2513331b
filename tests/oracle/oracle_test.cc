// What the importer put into the library against what a second reading finds in the XML (oracle.h): row counts and
// checksums of every relation, on real and on generated saves of every format.
#include "oracle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "imported_save.h"
#include "model/account.h"
#include "model/game_data.h"
#include "model/parse.h"

namespace perankh {
namespace {

using tests::ImportedSave;

std::string listed(const std::vector<oracle::Row>& rows) {
  std::ostringstream out;
  for (std::size_t at = 0; at < std::min<std::size_t>(rows.size(), 5); ++at) {
    out << "    ";
    for (const std::string& cell : rows[at]) out << cell << " | ";
    out << '\n';
  }
  return out.str();
}

void expect_equal(const oracle::Relation& relation, std::vector<oracle::Row> in_sql) {
  if (oracle::checksum(relation.rows) == oracle::checksum(in_sql)) return;
  std::vector<oracle::Row> in_xml = relation.rows;
  std::ranges::sort(in_xml);
  std::ranges::sort(in_sql);
  std::vector<oracle::Row> only_xml;
  std::vector<oracle::Row> only_sql;
  std::ranges::set_difference(in_xml, in_sql, std::back_inserter(only_xml));
  std::ranges::set_difference(in_sql, in_xml, std::back_inserter(only_sql));
  std::ostringstream columns;
  for (const std::string& column : relation.columns) columns << column << " | ";
  ADD_FAILURE() << relation.name << ": " << in_xml.size() << " rows in the XML, " << in_sql.size()
                << " in SQL\n  columns: " << columns.str() << "\n  only in the XML (" << only_xml.size() << "):\n"
                << listed(only_xml) << "  only in SQL (" << only_sql.size() << "):\n"
                << listed(only_sql);
}

void expect_agreement(const std::string& xml, ImportedSave& save) {
  const oracle::Reading reading = oracle::read(xml);
  for (const oracle::Relation& relation : reading.relations) {
    std::string sql = "SELECT ";
    for (const std::string& column : relation.columns) sql += (sql.size() > 7 ? ", " : "") + column;
    expect_equal(relation, save.rows(sql + " FROM " + relation.name + " WHERE match_id = 1"));
  }
}

/// Every leaf of the file has a home: the account adds up, knows every path, and nothing to speak of was left out.
void expect_whole_account(const std::string& xml, ImportedSave& save) {
  SymbolTable table;
  SymbolCache symbols(table);
  const auto game = model::parse_game(xml, symbols);
  ASSERT_TRUE(game.has_value()) << describe(game.error());
  const model::AccountSummary summary = model::summarize((*game)->account);
  EXPECT_EQ(summary.leaf_values, oracle::read(xml).leaf_values);
  EXPECT_EQ(summary.unknown_paths, 0U) << (*game)->account.unknown.begin()->first;
  EXPECT_EQ(summary.unknown_values, 0U);
  EXPECT_GE(summary.stored_values * 100, summary.leaf_values * 98);
  for (const model::Note& note : (*game)->notes) {
    // Stories that befall somebody twice are twice in the map: the last counts.
    EXPECT_EQ(note.code, "save/repeated") << " at " << note.element << ": " << note.text;
  }
  EXPECT_EQ(save.cell("SELECT sum(leaf_values) FROM save_coverage WHERE stored"),
            std::to_string(summary.stored_values));
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The real saves: NAME.xml beside NAME.zip.
class RealSaves : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const char* const folder = std::getenv("PER_ANKH_REAL_SAVES");
    if (folder == nullptr) GTEST_SKIP() << "PER_ANKH_REAL_SAVES names no folder of real saves, so this was not tested";
    const std::filesystem::path name = std::filesystem::path(folder) / GetParam();
    if (!std::filesystem::exists(name.string() + ".zip")) GTEST_SKIP() << "there is no " << name << ".zip";
    xml_ = content_of(name.string() + ".xml");
    save_ = ImportedSave::of_file(name.string() + ".zip");
  }
  std::string xml_;
  ImportedSave save_;
};

TEST_P(RealSaves, AgreeWithASecondReading) { expect_agreement(xml_, save_); }
TEST_P(RealSaves, AreReadWhole) { expect_whole_account(xml_, save_); }

INSTANTIATE_TEST_SUITE_P(Files, RealSaves, testing::Values("OW-Persia-Year69-2025-09-20-09-47-27", "GallicWars1Map"),
                         [](const auto& test) { return test.param.starts_with("OW") ? "Persia" : "GallicWars"; });

struct Sample {
  savegen::Format format;
  savegen::Size size;
  std::uint64_t seed = 1;
};

class GeneratedSaves : public testing::TestWithParam<Sample> {
 protected:
  void SetUp() override {
    xml_ = tests::generated(GetParam().format, GetParam().size, GetParam().seed).xml;
    save_ = ImportedSave::of_xml(xml_);
  }
  std::string xml_;
  ImportedSave save_;
};

TEST_P(GeneratedSaves, AgreeWithASecondReading) {
  expect_agreement(xml_, save_);
  expect_whole_account(xml_, save_);
}

INSTANTIATE_TEST_SUITE_P(Formats, GeneratedSaves, testing::ValuesIn([] {
                           using enum savegen::Format;
                           using enum savegen::Size;
                           std::vector<Sample> samples;
                           for (const auto format : {k2022, k2024, k2025, k2026}) {
                             for (const std::uint64_t seed : {1U, 2U, 3U}) samples.push_back({format, kTiny, seed});
                             samples.push_back({format, kDuel, 7});
                           }
                           samples.push_back({k2026, kStandard, 1});
                           return samples;
                         }()),
                         [](const auto& test) {
                           return std::string(tests::name_of(test.param.format)) + "_" +
                                  std::string(tests::name_of(test.param.size)) + "_" + std::to_string(test.param.seed);
                         });

}  // namespace
}  // namespace perankh
