// `per-ankh import`: what it puts into the library, what it says, and how it ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <map>

#include "library_test.h"
#include "store/library.h"
#include "zip/zip_builder.h"

namespace perankh::cli_test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Key;
using testing::Not;

class ImportTest : public LibraryTest {};

TEST_F(ImportTest, PutsEverySaveIntoTheLibraryOnce) {
  const auto saves = make_saves("saves", 20);
  const Finished first = import(saves);
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("20 files in "));
  EXPECT_THAT(first.out, testing::ContainsRegex("imported +20\n"));
  EXPECT_THAT(first.out, HasSubstr("Library: " + library().string()));
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM matches"), 20);

  const Finished again = import(saves);
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.out, testing::ContainsRegex("imported +0\n"));
  EXPECT_THAT(again.out, testing::ContainsRegex("already known +20\n"));
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM matches"), 20);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM import_runs"), 2);
}

TEST_F(ImportTest, UsesThePlatformsLibraryUnlessTold) {
  const auto saves = make_saves("saves", 1);
  const Finished done = per_ankh({"import", saves.string()}, {.environment = {"XDG_DATA_HOME=" + at("data").string()}});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_TRUE(std::filesystem::exists(at("data/per-ankh/library.duckdb")));
}

TEST_F(ImportTest, TakesFilesFoldersAndPatterns) {
  const auto saves = make_saves("a folder", 3);
  make_saves("other", 2, {"--size", "tiny", "--seed", "99", "--plain-xml"});
  const auto one = files_in(saves, ".zip").front();
  const Finished done = per_ankh(
      {"import", one.string(), saves.string(), at("oth*/*.xml").string(), "--json", "--db", library().string()});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(summary_of(done)["imported"], 5);
  EXPECT_EQ(summary_of(done)["files"][0]["path"], one.string());
}

TEST_F(ImportTest, KnowsTheSameSaveInAnotherShape) {
  make_saves("zips", 2);
  make_saves("plain", 2, {"--size", "tiny", "--plain-xml"});
  EXPECT_EQ(import(at("zips")).exit_code, 0);
  const Json summary = summary_of(import(at("plain"), {"--json"}));
  EXPECT_EQ(summary["duplicates"], 2);
  EXPECT_EQ(summary["files"][0]["status"], "duplicate");
  EXPECT_EQ(summary["files"][0]["code"], "pipeline/duplicate");
  EXPECT_EQ(summary["files"][0]["match_id"], 1);
  EXPECT_THAT(summary["files"][0]["message"], HasSubstr(".zip"));
}

TEST_F(ImportTest, JsonIsALineForEachEventAndTheSummaryLast) {
  const auto saves = make_saves("saves", 20);
  const Finished done = import(saves, {"--json", "--commit-every", "3"});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_EQ(done.err, "");
  const std::vector<std::string> lines = lines_of(done.out);
  ASSERT_GT(lines.size(), 2U);

  std::map<std::string, std::int64_t> before;
  for (const std::string& line : std::span(lines).first(lines.size() - 1)) {
    const Json event = Json::parse(line, nullptr, false);
    ASSERT_TRUE(event.is_object()) << line;
    EXPECT_EQ(event["event"], "progress");
    EXPECT_EQ(event["total"], 20);
    EXPECT_TRUE(event["current_file"].is_string());
    EXPECT_LE(event["imported"], event["completed"]);
    EXPECT_LE(event["completed"], event["total"]);
    EXPECT_LE(event["parsed"], event["total"]);
    for (const char* const counter : {"completed", "imported", "failed", "parsed"}) {
      EXPECT_GE(event[counter].get<std::int64_t>(), before[counter]) << line;
      before[counter] = event[counter];
    }
  }
  EXPECT_EQ(before["imported"], 20);

  const Json summary = summary_of(done);
  EXPECT_EQ(summary["total"], 20);
  EXPECT_EQ(summary["imported"], 20);
  EXPECT_EQ(summary["duplicates"], 0);
  EXPECT_EQ(summary["failed"], 0);
  EXPECT_TRUE(summary["warnings"].is_array());
  EXPECT_GT(summary["elapsed_ms"], 0);
  ASSERT_EQ(summary["files"].size(), 20U);
  for (std::size_t position = 0; position < 20; ++position) {
    const Json& file = summary["files"][position];
    EXPECT_EQ(file["status"], "imported");
    EXPECT_EQ(file["match_id"], position + 1);
    EXPECT_TRUE(file["code"].is_null());
    EXPECT_TRUE(file["message"].is_null());
  }
}

TEST_F(ImportTest, QuietSaysNothingUnlessSomethingFails) {
  const auto saves = make_saves("saves", 2);
  const Finished good = import(saves, {"--quiet"});
  EXPECT_EQ(good.exit_code, 0);
  EXPECT_EQ(good.out + good.err, "");

  const auto broken = folder_.write("broken.zip", "no zip at all");
  const Finished bad = import(broken, {"--quiet"});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_EQ(bad.out, "");
  EXPECT_THAT(bad.err, HasSubstr(broken.string()));
  EXPECT_THAT(bad.err, HasSubstr("zip/not-a-zip"));

  EXPECT_EQ(lines_of(import(saves, {"--quiet", "--json"}).out).size(), 1U);
}

TEST_F(ImportTest, TimingsNameEachStage) {
  const auto saves = make_saves("saves", 3);
  const Finished text = import(saves, {"--timings"});
  for (const char* const stage : {"open", "read", "hash", "inflate", "parse", "insert", "commit", "close", "elapsed"}) {
    EXPECT_THAT(text.out, testing::ContainsRegex(std::string("\n") + stage + " +[0-9.]+ ms +[0-9.]+ ms\n"));
  }
  std::filesystem::remove(library());
  const Json timings = summary_of(import(saves, {"--timings", "--json"}))["timings"];
  for (const char* const stage :
       {"open_ms", "read_ms", "hash_ms", "inflate_ms", "parse_ms", "insert_ms", "commit_ms", "close_ms"}) {
    EXPECT_TRUE(timings[stage].is_number()) << stage;
  }
}

// One bad file of each kind among good ones: each is reported under its own code, and the good ones are all there.
TEST_F(ImportTest, BadFilesDoNotHoldUpTheOthers) {
  const auto saves = make_saves("saves", 4);
  const std::string good = content_of(files_in(saves, ".zip").front());
  make_saves("plain", 1, {"--size", "tiny", "--seed", "5", "--plain-xml"});
  const std::string xml = content_of(files_in(at("plain"), ".xml").front());
  // Savegen's saves begin with "OW-"; these sort before, among and after them.
  folder_.write("saves/A-no-zip.zip", "this is no zip");
  folder_.write("saves/B-empty.zip", "");
  folder_.write("saves/OW-C-truncated.zip", std::string_view(good).substr(0, good.size() / 2));
  folder_.write("saves/OW-D-truncated.xml", std::string_view(xml).substr(0, xml.size() / 2));
  folder_.write("saves/OW-E-other.xml", "<?xml version=\"1.0\"?><html><body/></html>");
  folder_.write("saves/F-crc.zip", zip::build_zip({{.content = xml, .crc = 12345}}));
  folder_.write("saves/G-no-xml.zip", zip::build_zip({{.name = "readme.txt", .content = "nothing here"}}));
  folder_.write("saves/H-two-xml.zip", zip::build_zip({{.name = "a.xml"}, {.name = "b.xml"}}));
  folder_.write("saves/I-encrypted.zip", zip::build_zip({{.flags = 1}}));
  folder_.write("saves/Z-bomb.zip", zip::build_zip({{.size = std::uint64_t{1} << 31U}}));
  std::filesystem::create_directories(at("folder.zip"));

  const Finished done = per_ankh({"import", saves.string(), at("folder.zip").string(), at("missing.zip").string(),
                                  "--json", "--db", library().string()});
  EXPECT_EQ(done.exit_code, 1);
  const Json summary = summary_of(done);
  std::map<std::string, std::string> codes;
  for (const Json& file : summary["files"]) {
    if (file["status"] != "failed") continue;
    codes[std::filesystem::path(file["path"].get<std::string>()).filename()] = file["code"];
    EXPECT_FALSE(file["message"].get<std::string>().empty());
    EXPECT_TRUE(file["match_id"].is_null());
  }
  const std::map<std::string, std::string> expected = {
      {"A-no-zip.zip", "zip/not-a-zip"},       {"B-empty.zip", "files/empty"},
      {"OW-C-truncated.zip", "zip/truncated"}, {"OW-D-truncated.xml", "xml/truncated"},
      {"OW-E-other.xml", "save/not-a-save"},   {"F-crc.zip", "zip/crc"},
      {"G-no-xml.zip", "zip/no-xml"},          {"H-two-xml.zip", "zip/several-xml"},
      {"I-encrypted.zip", "zip/encrypted"},    {"Z-bomb.zip", "zip/too-large"},
      {"folder.zip", "files/no-saves"},        {"missing.zip", "files/not-found"}};
  EXPECT_EQ(codes, expected);
  EXPECT_EQ(summary["imported"], 4);
  EXPECT_EQ(summary["failed"], expected.size());
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM matches"), 4);
  EXPECT_EQ(ask_value(library(), "SELECT count(DISTINCT match_id) FROM tiles"), 4);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM import_files WHERE status = 'failed'"), expected.size());

  const Finished text = import(saves);
  EXPECT_EQ(text.exit_code, 1);
  for (const auto& [name, code] : expected) {
    if (name == "folder.zip" || name == "missing.zip") continue;
    EXPECT_THAT(text.out, HasSubstr(name));
    EXPECT_THAT(text.out, HasSubstr(code));
  }
}

TEST_F(ImportTest, NothingToImportIsAFailureOfThePath) {
  const Finished done = import(at("nowhere"), {"--json"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_EQ(summary_of(done)["files"][0]["code"], "files/not-found");
  EXPECT_FALSE(std::filesystem::exists(library()));
}

TEST_F(ImportTest, ALockedLibraryCannotBeUsed) {
  const auto saves = make_saves("saves", 1);
  const auto holder = store::Library::open(library());
  ASSERT_TRUE(holder) << holder.error().message;
  const Finished text = import(saves);
  EXPECT_EQ(text.exit_code, 3);
  EXPECT_THAT(text.err, HasSubstr("store/locked"));
  const Finished json = import(saves, {"--json"});
  EXPECT_EQ(json.exit_code, 3);
  EXPECT_EQ(summary_of(json)["fatal"]["code"], "store/locked");
  EXPECT_EQ(summary_of(json)["files"][0]["status"], "cancelled");
  EXPECT_EQ(per_ankh({"games", "--db", library().string()}).exit_code, 3);
  EXPECT_EQ(per_ankh({"sql", "SELECT 1", "--db", library().string()}).exit_code, 3);
}

TEST_F(ImportTest, AFullDiskEndsTheImportAndKeepsWhatWasCommitted) {
  const auto saves = make_saves("saves", 20);
  // Files may grow to 3 MB, and beyond that writing fails as on a full disk instead of ending the program.
  const Finished done =
      run_program("/bin/sh", {"-c", "trap '' XFSZ; ulimit -f 6000; exec \"$0\" \"$@\"", PER_ANKH_PROGRAM, "import",
                              saves.string(), "--json", "--commit-every", "2", "--db", library().string()});
  EXPECT_EQ(done.exit_code, 3);
  const Json summary = summary_of(done);
  EXPECT_EQ(summary["fatal"]["code"], "store/no-space");
  EXPECT_GT(summary["imported"], 0);
  EXPECT_EQ(summary["imported"].get<int>() + summary["cancelled"].get<int>(), 20);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM matches"), summary["imported"]);
  EXPECT_EQ(import(saves).exit_code, 0);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM matches"), 20);
  // DuckDB 1.4 garbles texts that are written after a commit failed; nothing may be.
  EXPECT_EQ(ask_value(library(),
                      "SELECT count(*) FROM matches WHERE length(file_hash) <> 32 OR file_name NOT LIKE 'OW-%.zip'"),
            0);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM import_files WHERE status NOT IN ('imported', 'duplicate')"), 0);
}

TEST_F(ImportTest, ALibraryThatIsNoneIsLeftAlone) {
  const auto saves = make_saves("saves", 1);
  const auto other = folder_.write("library.duckdb", "my diary, and no database");
  const Finished done = import(saves);
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_EQ(content_of(other), "my diary, and no database");
}

TEST_F(ImportTest, NamesMayBeAnyBytes) {
  make_saves("saves", 1);
  const auto save = files_in(at("saves"), ".zip").front();
  std::filesystem::rename(save, at("saves/\xFF\x1B[31mred\n.zip"));
  folder_.write("saves/bad\x1B]0;title\x07.zip", "no zip");
  const Finished json = import(at("saves"), {"--json"});
  EXPECT_EQ(summary_of(json)["imported"], 1);
  EXPECT_THAT(json.out, HasSubstr("\xEF\xBF\xBD"));
  for (const std::string& line : lines_of(json.out)) EXPECT_TRUE(Json::accept(line)) << line;

  const Finished text = import(at("saves"));
  EXPECT_THAT(text.out + text.err, Not(HasSubstr("\x1B")));
  EXPECT_THAT(text.out, HasSubstr("\\x1B]0;title\\x07"));
}

TEST_F(ImportTest, WithoutATerminalThereIsALineNowAndThen) {
  const auto saves = make_saves("saves", 20);
  const Finished done = import(saves);
  const std::vector<std::string> lines = lines_of(done.err);
  EXPECT_GE(lines.size(), 1U);
  EXPECT_LE(lines.size(), 11U);
  for (const std::string& line : lines)
    EXPECT_THAT(line, testing::ContainsRegex("^[0-9]+ of 20 files \\([0-9]+ %\\), "));
}

TEST_F(ImportTest, ATerminalGetsABarThatIsGoneAtTheEnd) {
  const auto saves = make_saves("saves", 30);
  folder_.write("saves/A\x1B[2J-broken.zip", "no zip");
  constexpr int kColumns = 70;
  const Finished done =
      import(saves, {"--commit-every", "1"}, {.environment = {"TERM=xterm"}, .terminal_columns = kColumns});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, HasSubstr("/31 "));
  EXPECT_THAT(done.out, HasSubstr("files/s"));
  EXPECT_THAT(done.out, HasSubstr("1 failed"));
  EXPECT_THAT(done.out, HasSubstr("\r\x1B[K31 files in "));  // cleared before the summary
  EXPECT_THAT(done.out, HasSubstr("\x1B[31m"));              // red, for what failed
  EXPECT_THAT(done.out, Not(HasSubstr("\x1B[2J")));

  const Finished plain = import(saves, {}, {.environment = {"TERM=xterm", "NO_COLOR=1"}, .terminal_columns = kColumns});
  EXPECT_THAT(plain.out, Not(HasSubstr("\x1B[31m")));
  const Finished dumb = import(saves, {}, {.environment = {"TERM=dumb"}, .terminal_columns = kColumns});
  EXPECT_THAT(dumb.out, Not(HasSubstr("\x1B")));
}

TEST_F(ImportTest, CtrlCKeepsWhatWasCommitted) {
  const auto saves = make_saves("saves", 120);
  bool sent = false;
  const auto interrupt_once = [&sent](std::string_view line) {
    const Json event = Json::parse(line, nullptr, false);
    if (sent || event.value("imported", 0) < 3) return 0;
    sent = true;
    return SIGINT;
  };
  const Finished done = import(saves, {"--json", "--commit-every", "1", "--jobs", "1"}, {.on_line = interrupt_once});
  EXPECT_EQ(done.exit_code, 1);
  const Json summary = summary_of(done);
  EXPECT_GE(summary["imported"], 3);
  EXPECT_LT(summary["imported"], 120);
  EXPECT_EQ(summary["imported"].get<int>() + summary["cancelled"].get<int>(), 120);
  EXPECT_EQ(summary["files"].back()["status"], "cancelled");
  EXPECT_EQ(summary["files"].back()["code"], "pipeline/cancelled");
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM matches"), summary["imported"]);
  EXPECT_EQ(import(saves).exit_code, 0);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM matches"), 120);
}

TEST_F(ImportTest, TheSecondCtrlCEndsItAtOnce) {
  const auto saves = make_saves("saves", 120);
  const auto interrupt_always = [](std::string_view) { return SIGINT; };
  const Finished done = import(saves, {"--json", "--commit-every", "1"}, {.on_line = interrupt_always});
  EXPECT_EQ(done.signal, SIGINT);
  const Json kept = ask_value(library(), "SELECT count(*) FROM matches");
  EXPECT_EQ(ask_value(library(), "SELECT count(DISTINCT match_id) FROM tiles"), kept);
  EXPECT_EQ(import(saves).exit_code, 0);
}

}  // namespace
}  // namespace perankh::cli_test
