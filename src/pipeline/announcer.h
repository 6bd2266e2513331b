// Tells the caller how an import goes, and keeps the books from which the report is made.
#pragma once

#include <cstdint>
#include <functional>

#include "base/timer.h"
#include "pipeline/import_report.h"

namespace perankh::pipeline {

/// Threads: the writer's only. Callbacks are called on it.
class Announcer {
 public:
  using Now = std::function<Clock::time_point()>;
  using OnProgress = std::function<void(const BatchProgress&)>;
  using OnOutcome = std::function<void(const FileOutcome&)>;

  /// Progress is told at most this often while nothing is decided.
  static constexpr Duration kInterval = std::chrono::milliseconds(100);

  /// `report` lists all files of the batch as cancelled; whoever has an outcome is not any more.
  Announcer(ImportReport& report, Now now, OnProgress on_progress, OnOutcome on_outcome);

  /// The final outcome of one file. They come in the order of the input.
  void decided(std::size_t index, FileOutcome outcome);

  /// How far stage 1 is, in all.
  void parsed(std::uint64_t files, std::uint64_t bytes);

  /// Tells how far things are: now, or when it is time to.
  void tell_now();
  void tell_if_due();

  [[nodiscard]] Clock::time_point now() const { return now_(); }
  [[nodiscard]] Duration elapsed() const { return now_() - start_; }
  [[nodiscard]] ImportReport& report() { return report_; }

 private:
  ImportReport& report_;
  Now now_;
  OnProgress on_progress_;
  OnOutcome on_outcome_;
  Clock::time_point start_;
  Clock::time_point last_told_;
  BatchProgress progress_;
};

}  // namespace perankh::pipeline
