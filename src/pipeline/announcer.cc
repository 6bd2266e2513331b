#include "pipeline/announcer.h"

#include <algorithm>
#include <utility>

namespace perankh::pipeline {

Announcer::Announcer(ImportReport& report, Now now, OnProgress on_progress, OnOutcome on_outcome)
    : report_(report),
      now_(std::move(now)),
      on_progress_(std::move(on_progress)),
      on_outcome_(std::move(on_outcome)),
      start_(now_()),
      last_told_(start_) {
  progress_.total_files = report.files.size();
  for (const FileOutcome& outcome : report.files) progress_.bytes_total += outcome.file.size;
  report.cancelled = report.files.size();
}

void Announcer::decided(std::size_t index, FileOutcome outcome) {
  switch (outcome.status) {
    case FileStatus::kImported:
      ++report_.imported;
      break;
    case FileStatus::kDuplicate:
      ++report_.duplicates;
      break;
    case FileStatus::kFailed:
      ++report_.failed;
      break;
    case FileStatus::kCancelled:
      return;
  }
  --report_.cancelled;
  report_.files[index] = std::move(outcome);
  if (on_outcome_) on_outcome_(report_.files[index]);
}

void Announcer::parsed(std::uint64_t files, std::uint64_t bytes) {
  progress_.parsed = std::max(progress_.parsed, files);
  progress_.bytes_parsed = std::max(progress_.bytes_parsed, bytes);
}

void Announcer::tell_now() {
  last_told_ = now_();
  if (!on_progress_) return;
  progress_.imported = report_.imported;
  progress_.duplicates = report_.duplicates;
  progress_.failed = report_.failed;
  progress_.completed = progress_.imported + progress_.duplicates + progress_.failed;
  progress_.current_file =
      progress_.completed < report_.files.size() ? report_.files[progress_.completed].file.path.string() : "";
  progress_.elapsed = last_told_ - start_;
  on_progress_(progress_);
}

void Announcer::tell_if_due() {
  if (now_() - last_told_ >= kInterval) tell_now();
}

}  // namespace perankh::pipeline
