// How an import is shown while it runs.
#pragma once

#include <memory>
#include <string_view>

#include "pipeline/import_report.h"

namespace perankh::cli {

/// Threads: one. What is on the screen is gone after finish().
class ProgressView {
 public:
  virtual ~ProgressView() = default;

  /// May be called at any rate.
  virtual void show(const pipeline::BatchProgress& progress) = 0;

  /// What goes on when the files are through: "closing the library".
  virtual void note(std::string_view) {}

  virtual void finish() {}
};

/// JSON lines for programs on stdout; nothing when `quiet`; a bar on stderr for people with a terminal, and a line now
/// and then for those without.
[[nodiscard]] std::unique_ptr<ProgressView> make_progress_view(bool json, bool quiet);

}  // namespace perankh::cli
