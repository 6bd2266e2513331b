#include "program.h"

#include <fcntl.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <span>
#include <stdexcept>
#include <utility>

namespace perankh::cli_test {

namespace {

// One end of a pipe or terminal.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

struct Channel {
  Descriptor ours;
  Descriptor theirs;
};

Channel make_pipe(bool we_read) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return we_read ? Channel{Descriptor(ends[0]), Descriptor(ends[1])}
                 : Channel{Descriptor(ends[1]), Descriptor(ends[0])};
}

Channel make_terminal(int columns) {
  winsize size = {};
  size.ws_row = 24;
  size.ws_col = static_cast<unsigned short>(columns);
  int master = -1;
  int slave = -1;
  if (openpty(&master, &slave, nullptr, nullptr, &size) != 0) throw std::runtime_error("no terminal");
  fcntl(master, F_SETFD, FD_CLOEXEC);
  fcntl(slave, F_SETFD, FD_CLOEXEC);
  return {Descriptor(master), Descriptor(slave)};
}

void limit_files(std::uint64_t bytes) {
  signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{.rlim_cur = bytes, .rlim_max = bytes};
  setrlimit(RLIMIT_FSIZE, &limit);
}

void become_nobody() {
  constexpr id_t kNobody = 65534;
  if (setgroups(0, nullptr) != 0 || setgid(kNobody) != 0 || setuid(kNobody) != 0) _exit(126);
}

// In the child, between fork and exec: signals as a shell leaves them, the three streams, the environment.
[[noreturn]] void become(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                         const RunOptions& options, int in, int out, int err) {
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) signal(signal_number, SIG_DFL);
  dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  if (options.file_limit) limit_files(*options.file_limit);
  if (options.as_nobody) become_nobody();
  for (const char* const name : {"NO_COLOR", "TERM"}) unsetenv(name);
  for (const std::string& variable : options.environment) putenv(const_cast<char*>(variable.c_str()));
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execv(program.c_str(), argv.data());
  _exit(127);
}

// Adds what there is to `text`; false at the end.
bool read_some(const Descriptor& from, std::string& text) {
  std::array<char, 65536> bytes{};
  const ssize_t count = read(from.number(), bytes.data(), bytes.size());
  if (count <= 0) return false;
  text.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

// Hands whole lines behind `told` to the listener.
void tell_lines(const std::string& text, std::size_t& told, const RunOptions& options, pid_t child) {
  if (!options.on_line) return;
  for (std::size_t end = text.find('\n', told); end != std::string::npos; end = text.find('\n', told)) {
    const int signal_number = options.on_line(std::string_view(text).substr(told, end - told));
    if (signal_number != 0) kill(child, signal_number);
    told = end + 1;
  }
}

using Clock = std::chrono::steady_clock;

// Waits for output; false when `deadline` has come first.
bool wait_for_output(std::span<pollfd> watched, Clock::time_point deadline) {
  const auto left = std::max(Clock::duration(0), deadline - Clock::now());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
  const timespec rest{.tv_sec = seconds.count(), .tv_nsec = std::chrono::nanoseconds(left - seconds).count()};
  return ppoll(watched.data(), watched.size(), &rest, nullptr) != 0;
}

void write_all(const Descriptor& to, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(to.number(), text.data(), text.size());
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

Finished run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                     const RunOptions& options) {
  signal(SIGPIPE, SIG_IGN);  // a program that does not read its input is not our end
  const bool terminal = options.terminal_columns > 0;
  Channel in = make_pipe(false);
  Channel out = terminal ? make_terminal(options.terminal_columns) : make_pipe(true);
  Channel err = make_pipe(true);
  constexpr auto kNever = std::chrono::hours(24);
  auto deadline = Clock::now() + options.kill_after.value_or(kNever);
  const pid_t child = fork();
  if (child == 0) {
    become(program, arguments, options, terminal ? out.theirs.number() : in.theirs.number(), out.theirs.number(),
           terminal ? out.theirs.number() : err.theirs.number());
  }
  in.theirs.close();
  out.theirs.close();
  err.theirs.close();
  write_all(terminal ? out.ours : in.ours, options.input);  // tests write less than a pipe holds
  in.ours.close();

  Finished finished;
  std::size_t told = 0;
  std::array<pollfd, 2> watched{pollfd{out.ours.number(), POLLIN, 0}, pollfd{err.ours.number(), POLLIN, 0}};
  while (watched[0].fd >= 0 || watched[1].fd >= 0) {
    if (!wait_for_output(watched, deadline)) {
      kill(child, SIGKILL);
      deadline += kNever;
      continue;
    }
    if (watched[0].revents != 0 && !read_some(out.ours, finished.out)) watched[0].fd = -1;
    if (watched[1].revents != 0 && !read_some(err.ours, finished.err)) watched[1].fd = -1;
    tell_lines(finished.out, told, options, child);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  finished.peak_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  for (const timeval& time : {usage.ru_utime, usage.ru_stime}) {
    finished.processor_time += std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
  }
  if (WIFEXITED(status)) finished.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) finished.signal = WTERMSIG(status);
  return finished;
}

Finished per_ankh(const std::vector<std::string>& arguments, const RunOptions& options) {
  return run_program(PER_ANKH_PROGRAM, arguments, options);
}

Finished savegen(const std::vector<std::string>& arguments) { return run_program(SAVEGEN_PROGRAM, arguments); }

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Json ask(const std::filesystem::path& library, const std::string& sql) {
  const Finished answer = per_ankh({"sql", "--db", library.string(), "--format", "json", sql});
  EXPECT_EQ(answer.exit_code, 0) << sql << "\n" << answer.err;
  Json rows = Json::parse(answer.out, nullptr, false);
  EXPECT_TRUE(rows.is_array()) << answer.out;
  return rows;
}

Json ask_value(const std::filesystem::path& library, const std::string& sql) {
  const Json rows = ask(library, sql);
  if (!rows.is_array() || rows.empty()) return {};
  return *rows.front().begin();
}

Json summary_of(const Finished& finished) {
  const std::vector<std::string> lines = lines_of(finished.out);
  Json summary = lines.empty() ? Json() : Json::parse(lines.back(), nullptr, false);
  EXPECT_TRUE(summary.is_object() && summary.value("event", "") == "summary") << finished.out << finished.err;
  return summary.is_object() ? summary : Json::object();
}

}  // namespace perankh::cli_test
