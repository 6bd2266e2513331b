// What became of the files of one import, while it runs and when it is over.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/hash.h"
#include "base/timer.h"
#include "files/save_file.h"

namespace perankh::pipeline {

enum class FileStatus : std::uint8_t {
  kCancelled,  ///< not done: the run was stopped, by the user or by a fatal error, before this file's turn was over
  kImported,
  kDuplicate,  ///< the same save is in the library already, or came earlier in this batch
  kFailed,
};

/// "imported", "duplicate", "failed", "cancelled": for programs to read.
[[nodiscard]] std::string_view name_of(FileStatus status);

struct FileOutcome {
  files::SaveFile file;
  FileStatus status = FileStatus::kCancelled;
  std::int64_t match_id = 0;      ///< imported: its own; duplicate: that of the save it equals; otherwise 0
  std::string duplicate_of = {};  ///< duplicate: the path of the save it equals
  ContentHash file_hash = {};     ///< zero when the file could not be read
  Error error = {};               ///< failed: why; Error::file is the path

  /// A stable code when the file was not imported: the error's, pipeline/duplicate or pipeline/cancelled.
  [[nodiscard]] std::string_view code() const;
  /// A sentence for people when the file was not imported.
  [[nodiscard]] std::string message() const;
};

/// Time spent in each stage. Of all workers together: with several of them it may exceed the time that passed.
struct StageTimes {
  Duration open = {};  ///< of the sink, while stage 1 works already
  Duration read = {};
  Duration hash = {};
  Duration inflate = {};
  Duration parse = {};
  Duration insert = {};
  Duration commit = {};

  StageTimes& operator+=(const StageTimes& other);
};

/// A batch under way. No number ever goes back.
struct BatchProgress {
  std::uint64_t total_files = 0;
  std::uint64_t completed = 0;  ///< outcome known and kept: imported + duplicates + failed
  std::uint64_t imported = 0;   ///< committed, not merely appended
  std::uint64_t duplicates = 0;
  std::uint64_t failed = 0;
  std::uint64_t parsed = 0;  ///< through stage 1; what moves a bar
  std::uint64_t bytes_total = 0;
  std::uint64_t bytes_parsed = 0;
  std::string current_file = {};  ///< the first one whose outcome is not known; empty at the end
  Duration elapsed = {};
};

/// The result of a batch.
struct ImportReport {
  std::vector<FileOutcome> files;  ///< every file of the input, in its order, what could not be found first
  std::uint64_t imported = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t failed = 0;
  std::uint64_t cancelled = 0;
  std::vector<std::string> warnings;
  std::optional<Error> fatal;  ///< why the run ended early, if the library could not go on
  StageTimes times;
  Duration elapsed = {};
  std::uint64_t window_files = 0;  ///< the most saves that were in flight at the same time,
  std::uint64_t window_bytes = 0;  ///< and the most memory counted for them
};

}  // namespace perankh::pipeline
