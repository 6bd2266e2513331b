// One import, while it waits, runs and is over. Belongs to Imports, whose lock guards it; the hold and the stop are
// safe by themselves.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "api/held_files.h"
#include "api/import_facts.h"
#include "api/uploads.h"
#include "base/timer.h"
#include "files/find_saves.h"
#include "pipeline/import_report.h"

namespace perankh::api {

class ImportJob {
 public:
  ImportJob(std::int64_t import_id, Origin origin, std::string title, bool paused);

  ImportFacts facts;
  Hold hold;
  std::stop_source stop;
  std::vector<Outcome> outcomes;

  std::function<files::FoundSaves()> find = {};
  std::shared_ptr<Uploads> uploads = {};        ///< null when its files have paths; who writes into it keeps it
  std::uint64_t uploading = 0;                  ///< uploads under way
  bool by_command = false;                      ///< runs on a command's thread, which waits for
  bool its_turn = false;                        ///< this
  bool over = false;                            ///< and this is what the worker then waits for
  std::optional<std::int64_t> removal_id = {};  ///< of its undo

  /// It runs from now on.
  void begin();
  /// Its files are known.
  void set_files(const files::FoundSaves& found);
  void pause();
  void resume();
  void note(const pipeline::BatchProgress& progress);
  void note(const pipeline::FileOutcome& outcome);
  void end(const pipeline::ImportReport& report);

  /// Whether there is something to tell by now: at most ten times a second, and not of the time that passes in a pause.
  [[nodiscard]] bool is_worth_telling();
  /// Positions decided since this was called last.
  [[nodiscard]] std::vector<std::uint64_t> take_decided() { return std::exchange(decided_, {}); }

 private:
  [[nodiscard]] Duration active_time() const;
  void update_time();

  Clock::time_point started_ = {};
  Duration paused_for_ = {};
  std::optional<Clock::time_point> paused_since_ = {};
  std::vector<std::uint64_t> decided_;
  std::uint64_t next_ = 0;  // outcomes come in order
  Clock::time_point told_ = {};
  std::pair<std::uint64_t, std::uint64_t> told_counts_ = {};
};

/// "2026-11-23T18:40:00Z".
[[nodiscard]] std::string now_as_text();

}  // namespace perankh::api
