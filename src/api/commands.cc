#include "api/commands.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "api/imports.h"
#include "api/problem.h"

namespace perankh::api {

void RunningCommand::print(bool is_error, std::string_view text) {
  // Bytes that are no UTF-8 were made harmless by whoever printed them.
  const std::string line = to_text({{is_error ? "err" : "out", text}}) + '\n';
  std::unique_lock lock(mutex_);
  // Whoever prints faster than the terminal takes it waits, unless nobody is there any more.
  taken_.wait(lock, stop.get_token(), [this] { return lines_.size() < kBacklog; });
  lines_ += line;
  changed_.notify_one();
}

void RunningCommand::finish(int exit_code) {
  const std::string line = to_text({{"exit", exit_code}}) + '\n';
  const std::lock_guard lock(mutex_);
  lines_ += line;
  finished_ = true;
  changed_.notify_one();
}

std::optional<std::string> RunningCommand::next(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, patience, [this] { return finished_ || !lines_.empty(); })) return "";
  if (lines_.empty()) return std::nullopt;
  taken_.notify_one();
  return std::exchange(lines_, {});
}

Commands::Commands(LibraryKeeper& keeper, Imports& imports, RunCommand run)
    : keeper_(keeper), imports_(imports), run_(std::move(run)) {}

Commands::~Commands() { end(); }

Result<std::shared_ptr<RunningCommand>> Commands::start(const CommandRequest& request) {
  const std::lock_guard lock(mutex_);
  if (ending_ || !run_) return fail("api/ending", "The server is ending.");
  std::erase_if(running_, [](const Running& one) { return *one.over; });
  if (running_.size() >= kMost) return fail("api/busy", "Too many commands are running.");
  auto command = std::make_shared<RunningCommand>();
  command->command_id = ++last_id_;
  auto over = std::make_shared<bool>(false);
  std::jthread thread([this, request, command, over] {
    int exit_code = 3;
    try {
      exit_code =
          run_(request, {.keeper = keeper_,
                         .imports = imports_,
                         .stop = command->stop.get_token(),
                         .print = [&](bool is_error, std::string_view text) { command->print(is_error, text); }});
    } catch (const std::exception& exception) {
      command->print(true, std::string("per-ankh: cannot go on: ") + exception.what() + '\n');
    }
    command->finish(exit_code);
    const std::lock_guard done(mutex_);
    *over = true;
  });
  running_.push_back({.command = command, .thread = std::move(thread), .over = over});
  return command;
}

Result<void> Commands::stop(std::int64_t command_id) {
  const std::lock_guard lock(mutex_);
  for (const Running& one : running_) {
    if (one.command->command_id != command_id) continue;
    one.command->stop.request_stop();
    return {};
  }
  return fail("api/not-found", "There is no such command.");
}

void Commands::end() {
  std::vector<Running> ended;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    for (const Running& one : running_) one.command->stop.request_stop();
    ended.swap(running_);
  }
}  // the threads join

}  // namespace perankh::api
