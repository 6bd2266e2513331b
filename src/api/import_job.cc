#include "api/import_job.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>

namespace perankh::api {

namespace {

constexpr Duration kBetweenTellings = std::chrono::milliseconds(100);

OutcomeStatus status_of(pipeline::FileStatus status) {
  switch (status) {
    case pipeline::FileStatus::kImported:
      return OutcomeStatus::kImported;
    case pipeline::FileStatus::kDuplicate:
      return OutcomeStatus::kDuplicate;
    case pipeline::FileStatus::kFailed:
      return OutcomeStatus::kFailed;
    case pipeline::FileStatus::kCancelled:
      break;
  }
  return OutcomeStatus::kCancelled;
}

// What the page calls a file: an upload has a name and no path.
std::string shown(const std::string& path, bool uploaded) {
  return uploaded ? path.substr(Uploads::kPrefix.size()) : path;
}

Outcome outcome_of(const pipeline::FileOutcome& file) {
  const std::string path = file.file.path.string();
  const bool uploaded = path.starts_with(Uploads::kPrefix);
  Outcome outcome{.path = shown(path, uploaded),
                  .size = file.file.size,
                  .status = status_of(file.status),
                  .match_id = file.match_id,
                  .duplicate_of = shown(file.duplicate_of, file.duplicate_of.starts_with(Uploads::kPrefix)),
                  .uploaded = uploaded};
  if (file.status == pipeline::FileStatus::kFailed) {
    outcome.error = file.error;
    outcome.error->file = outcome.path;
  }
  return outcome;
}

}  // namespace

std::string now_as_text() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

ImportJob::ImportJob(std::int64_t import_id, Origin origin, std::string title, bool paused)
    : facts{.import_id = import_id, .origin = origin, .title = std::move(title), .created = now_as_text()} {
  if (paused) hold.close();
}

void ImportJob::begin() {
  started_ = Clock::now();
  facts.started = now_as_text();
  facts.queue_position = std::nullopt;
  facts.state = hold.is_closed() ? ImportState::kPaused : ImportState::kRunning;
  facts.progress.stage = Stage::kFinding;
  if (hold.is_closed()) paused_since_ = started_;
}

void ImportJob::set_files(const files::FoundSaves& found) {
  outcomes.clear();
  for (const Error& problem : found.problems) outcomes.push_back({.path = problem.file});
  for (const files::SaveFile& file : found.files) {
    const std::string path = file.path.string();
    const bool uploaded = path.starts_with(Uploads::kPrefix);
    outcomes.push_back({.path = shown(path, uploaded), .size = file.size, .uploaded = uploaded});
    facts.progress.bytes_total += file.size;
  }
  facts.progress.total = outcomes.size();
  facts.progress.stage = Stage::kReading;
}

void ImportJob::pause() {
  hold.close();
  if (facts.state != ImportState::kRunning) return;
  facts.state = ImportState::kPaused;
  paused_since_ = Clock::now();
  update_time();
}

void ImportJob::resume() {
  hold.open();
  if (facts.state != ImportState::kPaused) return;
  facts.state = ImportState::kRunning;
  if (paused_since_) paused_for_ += Clock::now() - *std::exchange(paused_since_, std::nullopt);
}

Duration ImportJob::active_time() const { return paused_since_.value_or(Clock::now()) - started_ - paused_for_; }

void ImportJob::update_time() {
  ImportProgress& progress = facts.progress;
  if (!facts.started) return;
  const Duration active = active_time();
  progress.elapsed_ms =
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(active).count());
  progress.seconds_left = std::nullopt;
  if (facts.state != ImportState::kRunning || progress.bytes_total == 0) return;
  // By bytes, since saves grow with the turns. Nothing while there is too little to judge by.
  const double done = static_cast<double>(progress.bytes_parsed) / static_cast<double>(progress.bytes_total);
  if (done < 0.01 || progress.elapsed_ms < 300) return;
  progress.seconds_left = static_cast<double>(progress.elapsed_ms) / 1000 * (1 - done) / done;
}

void ImportJob::note(const pipeline::BatchProgress& batch) {
  ImportProgress& progress = facts.progress;
  progress.parsed = batch.parsed;
  progress.bytes_parsed = batch.bytes_parsed;
  progress.current_file = shown(batch.current_file, batch.current_file.starts_with(Uploads::kPrefix));
  if (progress.parsed == progress.total && progress.stage == Stage::kReading) progress.stage = Stage::kWriting;
  update_time();
}

void ImportJob::note(const pipeline::FileOutcome& outcome) {
  ImportProgress& progress = facts.progress;
  if (next_ >= outcomes.size()) return;
  decided_.push_back(next_);
  Outcome& mine = outcomes[next_++];
  mine = outcome_of(outcome);
  if (mine.status == OutcomeStatus::kImported) ++progress.imported;
  if (mine.status == OutcomeStatus::kDuplicate) ++progress.duplicates;
  if (mine.status == OutcomeStatus::kFailed) ++progress.failed;
}

void ImportJob::end(const pipeline::ImportReport& report) {
  resume();
  update_time();
  for (std::uint64_t at = next_; at < outcomes.size(); ++at) {
    outcomes[at].status = OutcomeStatus::kCancelled;
    decided_.push_back(at);
  }
  ImportProgress& progress = facts.progress;
  progress.cancelled = outcomes.size() - next_;
  progress.stage = Stage::kDone;
  progress.current_file.clear();
  progress.seconds_left = std::nullopt;
  facts.warnings = report.warnings;
  facts.error = report.fatal;
  facts.queue_position = std::nullopt;
  facts.finished = now_as_text();
  facts.undo = progress.imported > 0 && facts.run_id ? Undo::kPossible : Undo::kImpossible;
  facts.state = report.fatal             ? ImportState::kFailed
                : stop.stop_requested()  ? ImportState::kCancelled
                : progress.cancelled > 0 ? ImportState::kCancelled
                                         : ImportState::kFinished;
}

bool ImportJob::is_worth_telling() {
  const std::pair counts{facts.progress.parsed, facts.progress.completed()};
  const Clock::time_point now = Clock::now();
  if (now - told_ < kBetweenTellings) return false;
  if (facts.state == ImportState::kPaused && counts == told_counts_ && decided_.empty()) return false;
  told_ = now;
  told_counts_ = counts;
  return true;
}

}  // namespace perankh::api
