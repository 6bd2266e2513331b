// Runs a program the way a shell does, and keeps what it says.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perankh::cli_test {

using Json = nlohmann::json;

/// Sanitizers hold memory of their own, so with them there is none to measure.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

struct Finished {
  int exit_code = -1;  ///< -1 when a signal ended it
  int signal = 0;
  std::string out;  ///< stdout, and of a terminal both
  std::string err;
  std::uint64_t peak_bytes = 0;                       ///< the most memory it held at once
  std::chrono::duration<double> processor_time = {};  ///< of all its threads
};

struct RunOptions {
  std::string input = {};
  std::vector<std::string> environment = {};  ///< "NAME=value", beside that of the test
  int terminal_columns = 0;                   ///< more than 0: all three streams are a terminal of that width
  /// Called with each line of stdout as it comes; returns a signal to send, or 0.
  std::function<int(std::string_view line)> on_line = {};
  std::optional<std::uint64_t> file_limit = {};  ///< bytes a file may grow to; beyond, writing fails as on a full disk
  bool as_nobody = false;                        ///< without root's rights; only root can ask for it
  /// SIGKILL that long after the start, should it still be running.
  std::optional<std::chrono::microseconds> kill_after = {};
};

[[nodiscard]] Finished run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                                   const RunOptions& options = {});

/// The programs of this build.
[[nodiscard]] Finished per_ankh(const std::vector<std::string>& arguments, const RunOptions& options = {});
[[nodiscard]] Finished savegen(const std::vector<std::string>& arguments);

/// Lines of `text` without their ends.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

/// The answer of `per-ankh sql --format json`; fails the test when there is none.
[[nodiscard]] Json ask(const std::filesystem::path& library, const std::string& sql);
/// The first value of the first row.
[[nodiscard]] Json ask_value(const std::filesystem::path& library, const std::string& sql);

/// The last line of an `import --json`; fails the test when it is no summary.
[[nodiscard]] Json summary_of(const Finished& finished);

}  // namespace perankh::cli_test
