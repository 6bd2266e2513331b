#include "bench/whole/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "bench/require.h"

namespace perankh::bench {

namespace {

using Clock = std::chrono::steady_clock;

/// Seconds that all processors of this machine have worked so far, for whomever; also for other guests of its host.
double busy_seconds() {
  std::ifstream file("/proc/stat");
  std::string word;
  file >> word;
  // user nice system idle iowait irq softirq steal
  std::array<double, 8> ticks{};
  for (double& tick : ticks) file >> tick;
  const double busy = ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7];
  return busy / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double seconds(const timeval& time) {
  constexpr double kMicrosecond = 1e-6;
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * kMicrosecond;
}

void read_lines(int from, const OnLine& on_line) {
  std::string pending;
  std::array<char, 65536> buffer{};
  for (;;) {
    const ssize_t got = ::read(from, buffer.data(), buffer.size());
    if (got <= 0) break;
    pending.append(buffer.data(), static_cast<std::size_t>(got));
    std::size_t start = 0;
    for (std::size_t end = pending.find('\n'); end != std::string::npos; end = pending.find('\n', start)) {
      on_line(std::string_view(pending).substr(start, end - start));
      start = end + 1;
    }
    pending.erase(0, start);
  }
  if (!pending.empty()) on_line(pending);
}

/// What a program says on stderr goes to a file without a name.
class ErrorLog {
 public:
  ErrorLog() : file_(std::tmpfile()) { require(file_ != nullptr, "a temporary file cannot be made"); }
  ~ErrorLog() { static_cast<void>(std::fclose(file_)); }
  ErrorLog(const ErrorLog&) = delete;
  ErrorLog& operator=(const ErrorLog&) = delete;

  [[nodiscard]] int descriptor() const { return ::fileno(file_); }
  [[nodiscard]] std::string text() const {
    std::rewind(file_);
    std::string text(4096, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file_));
    return text;
  }

 private:
  std::FILE* file_;
};

}  // namespace

Cost run(const std::vector<std::string>& command, const OnLine& on_line) {
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  std::array<int, 2> pipe{-1, -1};
  if (on_line) require(::pipe2(pipe.data(), O_CLOEXEC) == 0, "a pipe cannot be made");
  const ErrorLog log;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (on_line) {
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  } else {
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  }
  posix_spawn_file_actions_adddup2(&actions, log.descriptor(), STDERR_FILENO);

  const double busy = busy_seconds();
  const auto start = Clock::now();
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  require(failed == 0, fmt::format("{} cannot be started", words[0]));
  if (on_line) {
    ::close(pipe[1]);
    read_lines(pipe[0], on_line);
    ::close(pipe[0]);
  }
  int status = 0;
  rusage usage{};
  while (::wait4(child, &status, 0, &usage) < 0) require(errno == EINTR, "waiting for a program failed");
  Cost cost{.wall = std::chrono::duration<double>(Clock::now() - start).count(),
            .cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime),
            .peak = static_cast<double>(usage.ru_maxrss) * 1024};
  cost.others = std::max(0.0, busy_seconds() - busy - cost.cpu);
  require(WIFEXITED(status) && WEXITSTATUS(status) == 0,
          fmt::format("{} did not end well:\n{}", fmt::join(command, " "), log.text()));
  return cost;
}

std::string output_of(const std::vector<std::string>& command) {
  std::string output;
  run(command, [&output](std::string_view line) { output.append(line).append("\n"); });
  return output;
}

}  // namespace perankh::bench
