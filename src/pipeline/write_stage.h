// Stage 2: one writer, which appends saves to the library in the order of the input and commits them in groups.
//
// A group is closed when it is large enough, when there is something in it and nothing to do for a second, or at the
// end. What has become of a file is announced after the commit that keeps it, never before. When a group fails it is
// rolled back, and its files are read again and written one by one, each in its own transaction: so one bad save takes
// no other with it, and the price is paid only when there is one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/timer.h"
#include "pipeline/announcer.h"
#include "pipeline/import_report.h"
#include "pipeline/parse_stage.h"
#include "pipeline/save_sink.h"

namespace perankh::pipeline {

/// When a group is closed.
struct GroupLimits {
  /// A commit of 64 saves fills whole row groups of DuckDB, which go to the file at once; see docs/ARCHITECTURE.md.
  static constexpr std::size_t kAutomaticSaves = 64;

  std::size_t saves = kAutomaticSaves;
  std::size_t outcomes = 1024;                     ///< with those of files that failed or are duplicates
  std::uint64_t bytes = std::uint64_t{256} << 20;  ///< what the open group may hold in memory
  Duration idle_age = std::chrono::seconds(1);     ///< of its oldest outcome, when the writer would wait
  Duration busy_age = std::chrono::seconds(2);     ///< likewise, when it has enough to do
};

/// Threads: one, and it is the sink's.
class Writer {
 public:
  /// `files`: those of the batch, by index. `reader` reads the files of a failed group again. All references must
  /// outlive the writer.
  Writer(SaveSink& sink, SaveReader& reader, std::span<const FileOutcome> files, GroupLimits limits,
         Announcer& announcer);
  ~Writer();  ///< rolls back what was not committed
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// The next file in order. What it holds in memory is free when this returns.
  void add(Prepared prepared);

  /// Nothing to add right now: closes the group if it has waited long enough.
  void idle();

  /// Commits what is there and announces it.
  void close_group();

  /// The library can't go on: report().fatal says why, and nothing is to be added.
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  // A file of the open group.
  struct Pending {
    std::size_t index = 0;
    FileOutcome outcome;
    bool read_again = true;  // should the group fail; else its outcome stands whatever becomes of the group
  };

  Pending pending_for(const Prepared& prepared) const;
  Result<void> write(Prepared prepared, Pending& pending);
  Result<void> write_save(ParsedSave& save, Pending& pending);
  Result<void> record(const FileOutcome& outcome);
  Result<void> commit();
  void redo_group();
  void redo(Pending pending);
  Result<void> write_again(Pending& pending);
  void remember(const FileOutcome& outcome);
  void stop(Error error);
  [[nodiscard]] bool group_is_full() const;
  [[nodiscard]] bool group_is_older_than(Duration age) const;

  SaveSink& sink_;
  SaveReader& reader_;
  std::span<const FileOutcome> files_;
  GroupLimits limits_;
  Announcer& announcer_;

  std::vector<Pending> group_;
  Clock::time_point group_start_;
  bool stopped_ = false;
};

}  // namespace perankh::pipeline
