// What the program tells whoever started it.
#pragma once

namespace perankh::cli {

enum class ExitCode : int {
  kOk = 0,
  kSomeFailed = 1,  ///< some files failed, or the import was stopped before all were done
  kUsage = 2,       ///< the command line, or the SQL on it, makes no sense
  kCannotRun = 3,   ///< the library is locked, damaged, not there; the disk is full
};

}  // namespace perankh::cli
