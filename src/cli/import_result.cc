#include "cli/import_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "cli/console.h"
#include "cli/message.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "cli/units.h"

namespace perankh::cli {

namespace {

using pipeline::FileOutcome;
using pipeline::FileStatus;
using pipeline::ImportReport;

struct Stage {
  std::string_view name;
  Duration time;
};

std::array<Stage, 8> stages_of(const ImportResult& result) {
  const pipeline::StageTimes& times = result.report.times;
  return {Stage{"open", result.open + times.open}, Stage{"read", times.read},   Stage{"hash", times.hash},
          Stage{"inflate", times.inflate},         Stage{"parse", times.parse}, Stage{"insert", times.insert},
          Stage{"commit", times.commit},           Stage{"close", result.close}};
}

Json file_of(const FileOutcome& outcome) {
  return {{"path", outcome.file.path.string()},
          {"status", pipeline::name_of(outcome.status)},
          {"match_id", outcome.match_id == 0 ? Json() : Json(outcome.match_id)},
          {"code", text_or_null(outcome.code())},
          {"message", text_or_null(outcome.message())}};
}

Json timings_of(const ImportResult& result) {
  Json timings = Json::object();
  for (const Stage& stage : stages_of(result)) {
    timings[std::string(stage.name) + "_ms"] = seconds(stage.time) * 1000;
  }
  return timings;
}

void print_counts(const ImportResult& result, const Paint& paint) {
  const ImportReport& report = result.report;
  const double passed = seconds(result.elapsed);
  say("{} in {}", format_count(report.files.size(), "file"), format_duration(result.elapsed));
  if (passed > 0 && report.imported > 0) {
    say(" ({:.1f} files/s)", static_cast<double>(report.files.size()) / passed);
  }
  say("\n");
  const auto line = [&paint](std::string_view what, std::uint64_t count, Colour colour) {
    say("  {:<13}{}\n", what, paint.in(count == 0 ? Colour::kPlain : colour, pad_left(format_number(count), 7)));
  };
  line("imported", report.imported, Colour::kGreen);
  line("already known", report.duplicates, Colour::kPlain);
  line("failed", report.failed, Colour::kRed);
  if (report.cancelled > 0) line("not done", report.cancelled, Colour::kYellow);
}

void print_failures(const ImportReport& report, const Paint& paint) {
  if (report.failed == 0) return;
  say("\n{}\n", paint.in(Colour::kBold, "Failed:"));
  for (const FileOutcome& outcome : report.files) {
    if (outcome.status != FileStatus::kFailed) continue;
    say("  {}\n    {}: {}\n", printable(outcome.file.path.string()), paint.in(Colour::kRed, printable(outcome.code())),
        printable(outcome.message()));
  }
}

void print_end(const ImportResult& result, const Paint& paint) {
  const ImportReport& report = result.report;
  if (report.fatal) {
    say("\n{} {} [{}]\n", paint.in(Colour::kRed, "The import could not go on:"), printable(describe(*report.fatal)),
        printable(report.fatal->code));
    if (report.cancelled > 0) say("Run the same command again for the rest.\n");
  } else if (report.cancelled > 0) {
    say("\n{} What was imported before is kept. Run the same command again for the rest.\n",
        paint.in(Colour::kYellow, "The import was cancelled."));
  }
}

void print_library(const ImportResult& result) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(result.library, error);
  if (!result.library_opened || error) return;
  say("\nLibrary: {} ({})\n", printable(result.library.string()), format_size(bytes));
}

}  // namespace

ExitCode exit_code_of(const ImportReport& report) {
  if (report.fatal) return ExitCode::kCannotRun;
  return report.failed + report.cancelled == 0 ? ExitCode::kOk : ExitCode::kSomeFailed;
}

Json summary_of(const ImportResult& result, bool with_timings) {
  const ImportReport& report = result.report;
  Json summary = {{"event", "summary"},
                  {"total", report.files.size()},
                  {"imported", report.imported},
                  {"duplicates", report.duplicates},
                  {"failed", report.failed},
                  {"cancelled", report.cancelled},
                  {"warnings", report.warnings},
                  {"elapsed_ms", milliseconds(result.elapsed)},
                  {"library", result.library.string()}};
  if (report.fatal) {
    summary["fatal"] = {{"code", report.fatal->code}, {"message", describe(*report.fatal)}};
  }
  if (with_timings) summary["timings"] = timings_of(result);
  summary["files"] = Json::array();
  for (const FileOutcome& outcome : report.files) summary["files"].push_back(file_of(outcome));
  return summary;
}

void print_summary(const ImportResult& result) {
  const Paint paint(Stream::kOut);
  print_counts(result, paint);
  for (const std::string& warning : result.report.warnings) {
    say("\n{} {}\n", paint.in(Colour::kYellow, "Warning:"), printable(warning));
  }
  print_failures(result.report, paint);
  print_end(result, paint);
  print_library(result);
}

void print_timings(const ImportResult& result) {
  const double saves = static_cast<double>(std::max<std::uint64_t>(1, result.report.imported));
  Table table({{"Stage"}, {"Total", Align::kRight}, {"Per save", Align::kRight}});
  const auto add = [&](std::string_view name, Duration time) {
    const double total_ms = seconds(time) * 1000;
    table.add({std::string(name), fmt::format("{:.1f} ms", total_ms), fmt::format("{:.2f} ms", total_ms / saves)});
  };
  for (const Stage& stage : stages_of(result)) add(stage.name, stage.time);
  add("elapsed", result.elapsed);
  say("\nTime by stage. Stages overlap, and read to parse add up all workers, so the sum can exceed what elapsed.\n");
  say("At most {} were in flight, counted as {}.\n\n", format_count(result.report.window_files, "save"),
      format_size(result.report.window_bytes));
  print_table(table);
}

void complain_about_failures(const ImportResult& result) {
  for (const FileOutcome& outcome : result.report.files) {
    if (outcome.status == FileStatus::kFailed) complain(outcome.error);
  }
  for (const std::string& warning : result.report.warnings) complain(printable(warning));
  if (result.report.fatal) {
    complain(*result.report.fatal);
  } else if (result.report.cancelled > 0) {
    complain("the import was cancelled; {} were not done", format_count(result.report.cancelled, "file"));
  }
}

}  // namespace perankh::cli
