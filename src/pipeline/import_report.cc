#include "pipeline/import_report.h"

#include <fmt/format.h>

namespace perankh::pipeline {

std::string_view name_of(FileStatus status) {
  switch (status) {
    case FileStatus::kImported:
      return "imported";
    case FileStatus::kDuplicate:
      return "duplicate";
    case FileStatus::kFailed:
      return "failed";
    case FileStatus::kCancelled:
      break;
  }
  return "cancelled";
}

std::string_view FileOutcome::code() const {
  switch (status) {
    case FileStatus::kImported:
      return "";
    case FileStatus::kDuplicate:
      return "pipeline/duplicate";
    case FileStatus::kFailed:
      return error.code;
    case FileStatus::kCancelled:
      break;
  }
  return "pipeline/cancelled";
}

std::string FileOutcome::message() const {
  switch (status) {
    case FileStatus::kImported:
      return "";
    case FileStatus::kDuplicate:
      return fmt::format("The same save as {} (match {}).", duplicate_of, match_id);
    case FileStatus::kFailed:
      return describe(error);
    case FileStatus::kCancelled:
      break;
  }
  return "Not done, because the import was stopped. Import it again.";
}

StageTimes& StageTimes::operator+=(const StageTimes& other) {
  open += other.open;
  read += other.read;
  hash += other.hash;
  inflate += other.inflate;
  parse += other.parse;
  insert += other.insert;
  commit += other.commit;
  return *this;
}

}  // namespace perankh::pipeline
