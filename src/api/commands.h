// Command lines that were typed in a terminal while the server holds the library: they run here, and what they print
// goes back over the wire, piece by piece. So they look and end as they always do.
//
// Threads: any.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "api/call.h"
#include "base/error.h"

namespace perankh::api {

class Imports;
class LibraryKeeper;

/// What a forwarded command has to work with.
struct CommandPlace {
  LibraryKeeper& keeper;
  Imports& imports;
  std::stop_token stop;
  std::function<void(bool is_error, std::string_view text)> print;  ///< to the terminal it was typed in
};

/// What a command ends with instead of an exit code when it needs more from its terminal: it is then sent once more,
/// with that (CommandRequest::answer, CommandRequest::input).
inline constexpr int kNeedsAnswer = -1;
inline constexpr int kNeedsInput = -2;

/// Runs a command line, and returns its exit code.
using RunCommand = std::function<int(const CommandRequest& request, const CommandPlace& place)>;

/// One that runs, seen from its two ends.
class RunningCommand {
 public:
  void print(bool is_error, std::string_view text);
  void finish(int exit_code);

  /// The next lines of JSON, as docs/api.md describes them; empty when none has come for `patience`, nothing at the
  /// end.
  [[nodiscard]] std::optional<std::string> next(std::chrono::milliseconds patience);

  std::int64_t command_id = 0;
  std::stop_source stop;

 private:
  static constexpr std::size_t kBacklog = 4 << 20;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable_any taken_;
  std::string lines_;
  bool finished_ = false;
};

class Commands {
 public:
  Commands(LibraryKeeper& keeper, Imports& imports, RunCommand run);
  ~Commands();  ///< stops them all and waits for them
  Commands(const Commands&) = delete;
  Commands& operator=(const Commands&) = delete;

  /// How many may run at the same time.
  static constexpr std::size_t kMost = 16;

  /// Errors: api/busy, api/ending.
  [[nodiscard]] Result<std::shared_ptr<RunningCommand>> start(const CommandRequest& request);
  /// Errors: api/not-found.
  [[nodiscard]] Result<void> stop(std::int64_t command_id);
  void end();

 private:
  struct Running {
    std::shared_ptr<RunningCommand> command;
    std::jthread thread;
    std::shared_ptr<bool> over;
  };

  LibraryKeeper& keeper_;
  Imports& imports_;
  const RunCommand run_;
  std::mutex mutex_;
  std::vector<Running> running_;
  std::int64_t last_id_ = 0;
  bool ending_ = false;
};

}  // namespace perankh::api
