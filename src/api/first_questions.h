// The questions of a game's first page, asked in the background as soon as a library is open.
//
// DuckDB reads what the file says of a table's row groups when the table is first asked for: of 266 saves the first
// overview takes 165 to 300 ms, the next 60 (docs/PERFORMANCE.md).
#pragma once

#include <thread>

#include "api/library_keeper.h"

namespace perankh::api {

class FirstQuestions {
 public:
  /// `keeper` must live longer.
  explicit FirstQuestions(LibraryKeeper& keeper);

  /// Asks no more, and waits for the one that is being asked.
  void end();

 private:
  std::jthread thread_;
};

}  // namespace perankh::api
