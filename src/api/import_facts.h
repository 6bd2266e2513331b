// An import as the page sees it. The fields are those of the API; docs/api.md and web/api/openapi.json describe them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace perankh::api {

enum class ImportState : std::uint8_t {
  kReceiving,  ///< its files are being uploaded
  kQueued,
  kRunning,
  kPaused,
  kCancelling,
  kFinished,
  kCancelled,
  kFailed,  ///< the library could not go on
};

enum class Origin : std::uint8_t { kFolders, kUploads, kRetry, kCommand };

enum class Stage : std::uint8_t { kWaiting, kFinding, kReading, kWriting, kClosing, kDone };

enum class Undo : std::uint8_t { kPossible, kImpossible, kDone };

enum class OutcomeStatus : std::uint8_t { kWaiting, kImported, kDuplicate, kFailed, kCancelled };

[[nodiscard]] std::string_view name_of(ImportState state);
[[nodiscard]] std::string_view name_of(Origin origin);
[[nodiscard]] std::string_view name_of(Stage stage);
[[nodiscard]] std::string_view name_of(Undo undo);
[[nodiscard]] std::string_view name_of(OutcomeStatus status);
[[nodiscard]] std::optional<OutcomeStatus> outcome_status(std::string_view name);

struct ImportProgress {
  Stage stage = Stage::kWaiting;
  std::uint64_t total = 0;
  std::uint64_t imported = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t failed = 0;
  std::uint64_t cancelled = 0;
  std::uint64_t parsed = 0;
  std::uint64_t bytes_total = 0;
  std::uint64_t bytes_parsed = 0;
  std::uint64_t elapsed_ms = 0;
  std::optional<double> seconds_left = {};
  std::string current_file = {};

  [[nodiscard]] std::uint64_t completed() const { return imported + duplicates + failed; }
  [[nodiscard]] double saves_per_second() const {
    return elapsed_ms == 0 ? 0 : static_cast<double>(parsed) * 1000 / static_cast<double>(elapsed_ms);
  }
};

struct ImportFacts {
  std::int64_t import_id = 0;
  ImportState state = ImportState::kQueued;
  Origin origin = Origin::kFolders;
  std::string title;
  std::optional<std::int64_t> queue_position = {};
  std::string created;  ///< RFC 3339, as all times
  std::optional<std::string> started = {};
  std::optional<std::string> finished = {};
  std::optional<std::int64_t> run_id = {};
  Undo undo = Undo::kImpossible;
  ImportProgress progress = {};
  std::vector<std::string> warnings = {};
  std::optional<Error> error = {};

  [[nodiscard]] bool is_over() const { return state >= ImportState::kFinished; }
};

struct Outcome {
  std::string path;  ///< of an upload: its name
  std::uint64_t size = 0;
  OutcomeStatus status = OutcomeStatus::kWaiting;
  std::int64_t match_id = 0;
  std::string duplicate_of = {};
  std::optional<Error> error = {};
  bool uploaded = false;

  /// It came to nothing, and trying once more may help.
  [[nodiscard]] bool may_be_retried() const {
    return status == OutcomeStatus::kFailed || status == OutcomeStatus::kCancelled;
  }
};

/// Some outcomes of an import, with their positions.
struct OutcomePage {
  std::int64_t import_id = 0;
  std::uint64_t total = 0;
  std::uint64_t offset = 0;
  std::vector<std::pair<std::uint64_t, Outcome>> outcomes;
};

}  // namespace perankh::api
