#include "pipeline/import_batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <new>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "files/fake_files.h"
#include "files/temporary_folder.h"
#include "pipeline/gate.h"
#include "pipeline/memory.h"
#include "pipeline/recording_sink.h"
#include "zip/zip_builder.h"

namespace perankh::pipeline {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::uint64_t kMega = 1 << 20;

Error error_of(std::string_view code) { return {.code = std::string(code), .message = "Because of the test."}; }

/// Some files, a library, and an import that can be run several times.
class ImportBatch : public testing::Test {
 protected:
  ImportBatch() {
    options_.machine = Machine{.cores = 2, .memory = 4096 * kMega};
    options_.parse = [this](std::string_view xml, SymbolCache&) { return parse(xml); };
  }

  // XML that mentions one of these words does what it says when parsed.
  Result<std::unique_ptr<model::GameData>> parse(std::string_view xml) {
    ++parses_;
    if (before_parse_) before_parse_(xml);
    if (xml.contains("malformed")) return std::unexpected(error_of("xml/malformed"));
    if (xml.contains("memory")) throw std::bad_alloc();
    if (xml.contains("mistake")) throw std::logic_error("a mistake");
    auto game = std::make_unique<model::GameData>();
    game->texts = xml;
    return game;
  }

  void add(const std::string& path, std::string_view content) { files_.add(path, content); }
  void add_zip(const std::string& path, std::string_view xml) { files_.add(path, zip::zip_of(xml)); }

  // 01.zip, 02.zip, ... each with XML of its own.
  void add_zips(int count) {
    for (int number = 1; number <= count; ++number) add_zip(name(number), "<Root>" + name(number) + "</Root>");
  }
  static std::string name(int number) { return (number < 10 ? "0" : "") + std::to_string(number) + ".zip"; }

  ImportReport run() { return import_batch(files_.all(), files_, symbols_, sink_, options_); }

  // Status, id and code of each file: what must not depend on the number of workers.
  static std::vector<std::string> lines(const ImportReport& report) {
    std::vector<std::string> lines;
    for (const FileOutcome& outcome : report.files) {
      lines.push_back(outcome.file.path.string() + ' ' + std::string(name_of(outcome.status)) + ' ' +
                      std::to_string(outcome.match_id) + ' ' + std::string(outcome.code()) + ' ' +
                      outcome.duplicate_of);
    }
    return lines;
  }

  std::vector<std::string> stored_paths() const {
    std::vector<std::string> paths;
    for (const auto& save : sink_.saves) paths.push_back(save.path);
    return paths;
  }

  files::FakeFiles files_;
  SymbolTable symbols_;
  RecordingSink sink_;
  ImportOptions options_;
  std::atomic<int> parses_ = 0;
  std::function<void(std::string_view xml)> before_parse_;
};

TEST_F(ImportBatch, OfNothingIsDone) {
  const ImportReport report = run();
  EXPECT_THAT(report.files, IsEmpty());
  EXPECT_FALSE(report.fatal);
  EXPECT_EQ(sink_.finishes, 1);
  EXPECT_THAT(sink_.groups, IsEmpty());
}

TEST_F(ImportBatch, ImportsZipsAndXml) {
  add_zip("a.zip", "<a/>");
  add("b.xml", "\xef\xbb\xbf<b/>");
  add("really-xml.zip", "<c/>");
  add_zip("really-a-zip.xml", "<d/>");
  const ImportReport report = run();
  EXPECT_EQ(report.imported, 4U);
  ASSERT_THAT(sink_.saves, SizeIs(4));
  EXPECT_EQ(sink_.saves[0].content, "<a/>");
  EXPECT_EQ(sink_.saves[1].content, "\xef\xbb\xbf<b/>");
  EXPECT_EQ(sink_.saves[2].content, "<c/>");
  EXPECT_EQ(sink_.saves[3].content, "<d/>");
  EXPECT_EQ(sink_.saves[1].file_hash, sink_.saves[1].xml_hash);
  EXPECT_FALSE(sink_.saves[0].file_hash == sink_.saves[0].xml_hash);
}

TEST_F(ImportBatch, GivesTheParserAZeroBehindTheXml) {
  add_zip("a.zip", "<a/>");
  add("b.xml", "<b/>");
  before_parse_ = [](std::string_view xml) { EXPECT_EQ(xml.data()[xml.size()], '\0'); };
  EXPECT_EQ(run().imported, 2U);
}

// One of each kind that ends differently, between good ones.
void add_mixture(files::FakeFiles& files) {
  for (int number = 1; number <= 40; ++number) {
    const std::string path = "good" + std::to_string(number) + ".zip";
    files.add(path, zip::zip_of("<Root>" + path + "</Root>"));
    switch (number) {
      case 3:
        files.add("malformed.zip", zip::zip_of("<malformed"));
        break;
      case 5:
        files.add("no.zip", "no zip at all");
        break;
      case 7:
        files.add("same-file.zip", zip::zip_of("<Root>good2.zip</Root>"));
        break;
      case 9:
        files.add("same-xml.xml", "<Root>good9.zip</Root>");
        break;
      case 11:
        files.add_failing("gone.zip", error_of("files/not-found"));
        break;
      case 13:
        files.add("crc.zip", zip::build_zip({{.crc = 5}}));
        break;
      case 15:
        files.add("memory.xml", "<memory/>");
        break;
      case 17:
        files.add("mistake.xml", "<mistake/>");
        break;
      case 19:
        files.add("refused.xml", "<refused/>");
        break;
      case 38:
        files.add("same-xml-late.zip", zip::zip_of("<Root>good1.zip</Root>", "other.xml"));
        break;
      default:
        break;
    }
  }
}

TEST_F(ImportBatch, IsTheSameWithAnyNumberOfWorkers) {
  add_mixture(files_);
  const auto refuse = [](const ParsedSave& save) -> std::optional<Error> {
    if (save.file.path == "refused.xml") return error_of("save/refused");
    return std::nullopt;
  };
  sink_.fail_append = refuse;
  options_.sequential = true;
  const ImportReport sequential = run();
  const auto expected_saves = std::move(sink_.saves);
  const auto expected_records = std::move(sink_.records);
  EXPECT_EQ(sequential.imported, 40U);
  EXPECT_EQ(sequential.duplicates, 3U);
  EXPECT_EQ(sequential.failed, 7U);
  EXPECT_THAT(lines(sequential),
              testing::IsSupersetOf(
                  {"good3.zip imported 3  ", "malformed.zip failed 0 xml/malformed ", "no.zip failed 0 zip/not-a-zip ",
                   "gone.zip failed 0 files/not-found ", "same-file.zip duplicate 2 pipeline/duplicate good2.zip",
                   "same-xml.xml duplicate 9 pipeline/duplicate good9.zip",
                   "same-xml-late.zip duplicate 1 pipeline/duplicate good1.zip", "crc.zip failed 0 zip/crc ",
                   "refused.xml failed 0 save/refused ", "memory.xml failed 0 pipeline/out-of-memory ",
                   "mistake.xml failed 0 pipeline/internal "}));

  for (const unsigned jobs : {1U, 2U, 8U}) {
    for (const std::size_t commit_every : {1U, 7U, 64U}) {
      sink_.saves.clear();
      sink_.records.clear();
      options_.sequential = false;
      options_.jobs = jobs;
      options_.commit_every = commit_every;
      const ImportReport report = run();
      EXPECT_EQ(lines(report), lines(sequential)) << jobs << ' ' << commit_every;
      EXPECT_EQ(sink_.saves, expected_saves) << jobs << ' ' << commit_every;
      EXPECT_EQ(sink_.records, expected_records) << jobs << ' ' << commit_every;
      EXPECT_EQ(sink_.rollbacks, 0);
    }
  }
}

TEST_F(ImportBatch, KeepsTheOrderWhenTheFirstIsTheSlowest) {
  add_zips(3);
  options_.jobs = 2;
  Gate second_parsed;
  before_parse_ = [&](std::string_view xml) { xml.contains("01.zip") ? second_parsed.wait() : second_parsed.open(); };
  run();
  EXPECT_THAT(stored_paths(), ElementsAre("01.zip", "02.zip", "03.zip"));
}

TEST_F(ImportBatch, SaysWhereAFailureHappened) {
  files_.add("saves/bad.zip", zip::zip_of("<malformed", "inside.xml"));
  const ImportReport report = run();
  ASSERT_THAT(report.files, SizeIs(1));
  EXPECT_EQ(report.files[0].error.file, "saves/bad.zip");
  EXPECT_EQ(report.files[0].error.entry, "inside.xml");
  EXPECT_EQ(report.files[0].message(), "Because of the test.");
  EXPECT_FALSE(report.files[0].file_hash == ContentHash{});
}

TEST_F(ImportBatch, ListsWhatWasNotFoundAsFailed) {
  add_zip("a.zip", "<a/>");
  files::FoundSaves found = files_.all();
  found.problems.push_back({.code = "files/not-found", .message = "No.", .file = "missing.zip"});
  const ImportReport report = import_batch(found, files_, symbols_, sink_, options_);
  EXPECT_THAT(lines(report), ElementsAre("missing.zip failed 0 files/not-found ", "a.zip imported 1  "));
  EXPECT_THAT(sink_.records,
              ElementsAre(RecordingSink::Recorded{"missing.zip", FileStatus::kFailed, "files/not-found"}));
}

// --- duplicates ---

TEST_F(ImportBatch, KnowsSavesOfTheLibraryBeforeParsingThem) {
  add_zips(5);
  run();
  EXPECT_EQ(parses_, 5);
  add("plain.xml", "<Root>01.zip</Root>");
  const ImportReport again = run();
  EXPECT_EQ(parses_, 5);
  EXPECT_EQ(again.duplicates, 6U);
  EXPECT_EQ(again.files[5].message(), "The same save as 01.zip (match 1).");
  EXPECT_THAT(sink_.saves, SizeIs(5));
}

TEST_F(ImportBatch, OfEqualSavesTheFirstWins) {
  add("b.xml", "<a/>");
  add_zip("a.zip", "<a/>");
  add("c.xml", "<a/>");
  for (const std::size_t commit_every : {1U, 64U}) {
    sink_.saves.clear();
    options_.commit_every = commit_every;
    EXPECT_THAT(lines(run()), ElementsAre("b.xml imported 1  ", "a.zip duplicate 1 pipeline/duplicate b.xml",
                                          "c.xml duplicate 1 pipeline/duplicate b.xml"));
  }
}

// --- groups ---

TEST_F(ImportBatch, CommitsInGroups) {
  add_zips(7);
  options_.commit_every = 3;
  run();
  EXPECT_THAT(sink_.groups, ElementsAre(ElementsAre("01.zip", "02.zip", "03.zip"),
                                        ElementsAre("04.zip", "05.zip", "06.zip"), ElementsAre("07.zip")));
}

TEST_F(ImportBatch, CommitsWhenTheGroupHoldsMuch) {
  add_zips(5);
  options_.group.bytes = 200;  // the sink says 100 a save
  run();
  EXPECT_THAT(sink_.groups, ElementsAre(SizeIs(2), SizeIs(2), SizeIs(1)));
}

TEST_F(ImportBatch, SequentialCommitsEachSave) {
  add_zips(3);
  options_.sequential = true;
  run();
  EXPECT_THAT(sink_.groups, ElementsAre(SizeIs(1), SizeIs(1), SizeIs(1)));
}

// Each look at the clock takes 200 ms, so a writer that waits sees the time pass.
TEST_F(ImportBatch, CommitsWhatHasWaitedWhileTheNextSaveTakesLong) {
  add_zips(2);
  Gate first_committed;
  before_parse_ = [&](std::string_view xml) {
    if (xml.contains("02.zip")) first_committed.wait();
  };
  options_.now = [time = Clock::time_point()]() mutable { return time += std::chrono::milliseconds(200); };
  options_.on_progress = [&](const BatchProgress& progress) {
    if (progress.imported == 1) first_committed.open();
  };
  run();
  EXPECT_THAT(sink_.groups, ElementsAre(ElementsAre("01.zip"), ElementsAre("02.zip")));
}

TEST_F(ImportBatch, CommitsAfterTwoSecondsAlsoWhenThereIsEnoughToDo) {
  add_zips(20);
  options_.sequential = false;
  options_.group.idle_age = std::chrono::hours(1);
  options_.now = [time = Clock::time_point()]() mutable { return time += std::chrono::milliseconds(200); };
  run();
  EXPECT_GE(sink_.groups.size(), 2U);
}

TEST_F(ImportBatch, ASaveThatSpoilsItsGroupTakesNoOtherWithIt) {
  add_zips(10);
  sink_.fail_append = [](const ParsedSave& save) -> std::optional<Error> {
    if (save.file.path == "06.zip") return error_of("store/constraint");
    return std::nullopt;
  };
  const ImportReport report = run();
  EXPECT_EQ(report.imported, 9U);
  EXPECT_EQ(report.files[5].status, FileStatus::kFailed);
  EXPECT_EQ(report.files[5].error.code, "store/constraint");
  EXPECT_EQ(report.files[5].error.file, "06.zip");
  EXPECT_EQ(report.files[6].match_id, 6);
  EXPECT_FALSE(report.fatal);
  EXPECT_THAT(sink_.saves, SizeIs(9));
  EXPECT_THAT(sink_.records, ElementsAre(RecordingSink::Recorded{"06.zip", FileStatus::kFailed, "store/constraint"}));
  EXPECT_EQ(sink_.groups.front(), std::vector<std::string>{"01.zip"}) << "one by one";
  EXPECT_THAT(sink_.groups.back(), SizeIs(4)) << "and in groups again";
}

TEST_F(ImportBatch, AGroupThatCannotBeCommittedIsWrittenOneByOne) {
  add_zips(6);
  add("bad.xml", "<malformed");
  add("same.xml", "<Root>02.zip</Root>");
  sink_.fail_commit = [](const std::vector<RecordingSink::Stored>& group) -> std::optional<Error> {
    for (const auto& save : group) {
      if (save.path == "03.zip") return error_of("store/commit");
    }
    return std::nullopt;
  };
  const ImportReport report = run();
  EXPECT_THAT(lines(report),
              ElementsAre("01.zip imported 1  ", "02.zip imported 2  ", "03.zip failed 0 store/commit ",
                          "04.zip imported 3  ", "05.zip imported 4  ", "06.zip imported 5  ",
                          "bad.xml failed 0 xml/malformed ", "same.xml duplicate 2 pipeline/duplicate 02.zip"));
  EXPECT_THAT(sink_.records, SizeIs(3));
}

TEST_F(ImportBatch, AFailureThatCannotBeRememberedIsStillReported) {
  add("bad.xml", "<malformed");
  add_zips(1);
  sink_.fail_record = [](const FileOutcome&) { return error_of("store/constraint"); };
  const ImportReport report = run();
  EXPECT_THAT(lines(report), ElementsAre("bad.xml failed 0 xml/malformed ", "01.zip imported 1  "));
  EXPECT_THAT(report.warnings, ElementsAre(HasSubstr("bad.xml")));
}

TEST_F(ImportBatch, ALibraryWithoutMemoryIsTriedAgainOneByOne) {
  add_zips(3);
  sink_.on_append = [thrown = false](const ParsedSave& save) mutable {
    if (save.file.path == "02.zip" && !std::exchange(thrown, true)) throw std::bad_alloc();
  };
  EXPECT_EQ(run().imported, 3U);
  EXPECT_EQ(sink_.rollbacks, 1);
}

TEST_F(ImportBatch, StopsWhenTheLibraryCannotGoOn) {
  add_zips(30);
  options_.commit_every = 10;
  sink_.fail_commit = [this](const std::vector<RecordingSink::Stored>& group) -> std::optional<Error> {
    if (sink_.saves.size() + group.size() > 14) return error_of("store/full");
    return std::nullopt;
  };
  const ImportReport report = run();
  ASSERT_TRUE(report.fatal);
  EXPECT_EQ(report.fatal->code, "store/full");
  EXPECT_EQ(report.imported, 14U);
  EXPECT_EQ(report.failed, 0U);
  EXPECT_EQ(report.cancelled, 16U);
  EXPECT_EQ(report.files[14].code(), "pipeline/cancelled");
  EXPECT_THAT(sink_.saves, SizeIs(14));
  EXPECT_EQ(sink_.finishes, 1);
}

TEST_F(ImportBatch, AnEndThatFailsIsReported) {
  sink_.finish_error = error_of("store/run");
  EXPECT_THAT(run().warnings, ElementsAre("Because of the test."));
  sink_.finish_error = error_of("store/full");
  EXPECT_TRUE(run().fatal);
}

// --- stopping ---

TEST_F(ImportBatch, KeepsWhatWasAppendedWhenItIsStopped) {
  add_zips(50);
  std::stop_source source;
  options_.stop = source.get_token();
  sink_.on_append = [&](const ParsedSave& save) {
    if (save.file.path == "07.zip") source.request_stop();
  };
  const ImportReport report = run();
  EXPECT_EQ(report.imported, 7U);
  EXPECT_EQ(report.cancelled, 43U);
  EXPECT_FALSE(report.fatal);
  EXPECT_THAT(sink_.saves, SizeIs(7));
  EXPECT_EQ(report.files[7].status, FileStatus::kCancelled);
  EXPECT_EQ(sink_.finishes, 1);
}

TEST_F(ImportBatch, DoesNothingWhenItIsStoppedBefore) {
  add_zips(5);
  std::stop_source source;
  source.request_stop();
  options_.stop = source.get_token();
  for (const bool sequential : {false, true}) {
    options_.sequential = sequential;
    EXPECT_EQ(run().cancelled, 5U);
    EXPECT_THAT(sink_.saves, IsEmpty());
  }
}

TEST_F(ImportBatch, CanBeStoppedWhileTheWriterWaits) {
  add_zips(5);
  std::stop_source source;
  options_.stop = source.get_token();
  before_parse_ = [&](std::string_view xml) {
    if (xml.contains("03.zip")) source.request_stop();
  };
  const ImportReport report = run();
  EXPECT_LE(report.imported, 2U);
  EXPECT_EQ(report.imported + report.cancelled, 5U);
  EXPECT_EQ(sink_.saves.size(), report.imported);
}

// Who holds a file up lets it go with an error when the import is stopped. That error can be there before the window
// knows of the stop: here for certain, since the last who asked to be told of a stop is told first and keeps the others
// waiting.
TEST_F(ImportBatch, AFileWhoseReadingWasStoppedHasNotFailed) {
  files_.add_failing("held.zip", error_of("pipeline/cancelled"));
  for (const bool sequential : {false, true}) {
    options_.sequential = sequential;
    std::stop_source source;
    options_.stop = source.get_token();
    Gate stopped;
    Gate over;
    std::optional<std::stop_callback<std::function<void()>>> told;
    std::jthread stopper;
    files_.set_before_read([&](const std::filesystem::path&) {
      told.emplace(source.get_token(), [&] {
        stopped.open();
        over.wait();
      });
      stopper = std::jthread([&] { source.request_stop(); });
      stopped.wait();
    });
    const ImportReport report = run();
    over.open();
    EXPECT_EQ(report.failed, 0U);
    EXPECT_EQ(report.files[0].status, FileStatus::kCancelled);
    EXPECT_THAT(sink_.records, IsEmpty());
  }
}

TEST_F(ImportBatch, ACallbackThatThrowsEndsIt) {
  add_zips(20);
  options_.commit_every = 2;
  options_.on_outcome = [](const FileOutcome& outcome) {
    if (outcome.match_id == 3) throw std::runtime_error("enough");
  };
  EXPECT_THROW(run(), std::runtime_error);
  EXPECT_THAT(sink_.saves, SizeIs(4));
}

// --- progress ---

TEST_F(ImportBatch, TellsHowItGoes) {
  add_mixture(files_);
  options_.commit_every = 4;
  std::vector<BatchProgress> told;
  std::vector<std::string> decided;
  options_.on_progress = [&](const BatchProgress& progress) {
    EXPECT_EQ(progress.imported, sink_.saves.size()) << "imported means committed";
    EXPECT_EQ(progress.completed, progress.imported + progress.duplicates + progress.failed);
    EXPECT_EQ(progress.completed, decided.size());
    EXPECT_LE(progress.completed, progress.parsed);
    EXPECT_LE(progress.bytes_parsed, progress.bytes_total);
    if (!told.empty()) {
      EXPECT_GE(progress.completed, told.back().completed);
      EXPECT_GE(progress.parsed, told.back().parsed);
      EXPECT_GE(progress.bytes_parsed, told.back().bytes_parsed);
      EXPECT_GE(progress.elapsed, told.back().elapsed);
    }
    told.push_back(progress);
  };
  options_.on_outcome = [&](const FileOutcome& outcome) { decided.push_back(outcome.file.path.string()); };
  const ImportReport report = run();
  ASSERT_GE(told.size(), 3U);
  EXPECT_EQ(told.front().completed, 0U);
  EXPECT_EQ(told.front().total_files, report.files.size());
  EXPECT_EQ(told.front().current_file, "good1.zip");
  EXPECT_EQ(told.back().completed, report.files.size());
  EXPECT_EQ(told.back().parsed, report.files.size());
  EXPECT_EQ(told.back().bytes_parsed, told.back().bytes_total);
  EXPECT_EQ(told.back().current_file, "");
  std::vector<std::string> in_order;
  for (const FileOutcome& outcome : report.files) in_order.push_back(outcome.file.path.string());
  EXPECT_EQ(decided, in_order);
}

// The bar moves although nothing is decided: a worker is through while the writer waits for the first.
TEST_F(ImportBatch, TellsOfParsedSavesWhileTheWriterWaits) {
  add_zips(2);
  Gate second_told;
  before_parse_ = [&](std::string_view xml) {
    if (xml.contains("01.zip")) second_told.wait();
  };
  options_.on_progress = [&](const BatchProgress& progress) {
    if (progress.parsed == 1 && progress.completed == 0) second_told.open();
  };
  EXPECT_EQ(run().imported, 2U);
}

// --- memory ---

TEST_F(ImportBatch, HoldsNoMoreSavesThanTheWindow) {
  add_zips(60);
  options_.jobs = 8;
  options_.memory = 3 * kTypicalSaveBytes;
  std::atomic<int> in_flight = 0;
  std::atomic<int> most = 0;
  before_parse_ = [&](std::string_view) {
    const int now = ++in_flight;
    int before = most;
    while (now > before && !most.compare_exchange_weak(before, now)) {
    }
  };
  sink_.on_append = [&](const ParsedSave&) { --in_flight; };
  const ImportReport report = run();
  EXPECT_LE(most, 3);
  EXPECT_LE(report.window_files, 3U);
  EXPECT_LE(report.window_bytes, *options_.memory);
  EXPECT_THAT(report.warnings, IsEmpty());
}

TEST_F(ImportBatch, AHugeSaveAmongSmallOnesIsImported) {
  add_zips(5);
  add("huge.xml", "<huge>" + std::string(3'000'000, ' ') + "</huge>");
  for (int number = 6; number <= 9; ++number) add_zip(name(number), "<Root>" + name(number) + "</Root>");
  options_.jobs = 4;
  options_.memory = 1'000'000;
  const ImportReport report = run();
  EXPECT_EQ(report.imported, 10U);
  EXPECT_THAT(report.warnings, ElementsAre(AllOf(HasSubstr("one at a time"), HasSubstr("--memory"))));
}

TEST_F(ImportBatch, WorksWithoutAnyMemoryToSpeakOf) {
  add_zips(10);
  options_.memory = 1;
  const ImportReport report = run();
  EXPECT_EQ(report.imported, 10U);
  EXPECT_THAT(report.warnings, SizeIs(1));
}

TEST_F(ImportBatch, WarnsWhenTheComputerHasLittleMemory) {
  add_zips(3);
  options_.machine = Machine{.cores = 4, .memory = 1000 * kMega};
  const ImportReport report = run();
  EXPECT_EQ(report.imported, 3U);
  EXPECT_THAT(report.warnings, ElementsAre(HasSubstr("1000 MB")));
}

// Containers: the limits of control groups, read where Linux keeps them.
TEST_F(ImportBatch, KeepsToTheLimitOfAControlGroup) {
  const std::pair<const char*, std::vector<std::pair<const char*, const char*>>> systems[] = {
      {"version 2",
       {{"proc/self/cgroup", "0::/box\n"},
        {"sys/fs/cgroup/box/memory.max", "104857600\n"},
        {"sys/fs/cgroup/box/memory.current", "41943040\n"}}},
      {"version 1",
       {{"proc/self/cgroup", "4:memory:/box\n"},
        {"sys/fs/cgroup/memory/box/memory.limit_in_bytes", "104857600\n"},
        {"sys/fs/cgroup/memory/box/memory.usage_in_bytes", "41943040\n"}}}};
  add_zips(10);
  for (const auto& [name, system] : systems) {
    files::TemporaryFolder root;
    for (const auto& [path, content] : system) root.write(path, content);
    options_.machine = Machine{.cores = 4, .memory = available_memory(root.path())};
    const ImportReport report = run();
    EXPECT_EQ(report.imported + report.duplicates, 10U) << name;
    EXPECT_LE(report.window_files, 2U) << name;
    EXPECT_LE(report.window_bytes, 15 * kMega) << name;
    EXPECT_THAT(report.warnings, testing::Contains(HasSubstr("60 MB"))) << name;
  }
}

TEST_F(ImportBatch, OfManyFilesStreamsThroughTheWindow) {
  for (int number = 0; number < 3000; ++number)
    add(std::to_string(number), "<Root>" + std::to_string(number) + "</Root>");
  options_.jobs = 8;
  const ImportReport report = run();
  EXPECT_EQ(report.imported, 3000U);
  EXPECT_LE(report.window_files, 16U);
  for (std::size_t at = 0; at < report.files.size(); ++at) {
    ASSERT_EQ(report.files[at].match_id, static_cast<std::int64_t>(at + 1));
  }
}

// --- for real ---

TEST_F(ImportBatch, ParsesWithTheModelUnlessToldOtherwise) {
  add("a.xml", "this is not XML, but begins with <");
  add("b.xml", "<NotASave/>");
  options_.parse = {};
  const ImportReport report = run();
  EXPECT_EQ(report.failed, 2U);
  EXPECT_EQ(report.files[0].error.code, "zip/not-a-zip");
  EXPECT_THAT(report.files[1].error.code, HasSubstr("/"));
}

}  // namespace
}  // namespace perankh::pipeline
