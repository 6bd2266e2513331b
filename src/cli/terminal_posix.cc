#include <pthread.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "cli/terminal.h"

namespace perankh::cli {

namespace {

constexpr std::size_t kUsualWidth = 80;

int descriptor_of(Stream stream) { return stream == Stream::kOut ? STDOUT_FILENO : STDERR_FILENO; }

bool is_ignored(int signal_number) {
  struct sigaction action = {};
  return sigaction(signal_number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

// The ways in which people and systems ask a program to stop.
sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP}) {
    sigaddset(&signals, signal_number);
  }
  return signals;
}

// As if nobody had caught the signal, so that the shell sees what ended the program.
void end_by(int signal_number) {
  struct sigaction action = {};
  action.sa_handler = SIG_DFL;
  sigaction(signal_number, &action, nullptr);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal_number);
  pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
  kill(getpid(), signal_number);
}

}  // namespace

bool is_terminal(Stream stream) {
  const char* const kind = std::getenv("TERM");
  const bool dumb = kind != nullptr && std::string_view(kind) == "dumb";
  return !dumb && isatty(descriptor_of(stream)) == 1;
}

bool can_ask() { return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1; }

std::size_t terminal_width(Stream stream) {
  winsize size = {};
  if (ioctl(descriptor_of(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsualWidth;
  return size.ws_col;
}

struct Interrupts::State {
  sigset_t signals = stop_signals();
  sigset_t signals_before = {};
  std::stop_source stop;
  std::atomic<bool> over = false;
  std::thread watcher;

  void watch() {
    for (int signal_number = 0; sigwait(&signals, &signal_number) == 0 && !over;) {
      if (is_ignored(signal_number)) continue;
      if (stop.stop_requested()) return end_by(signal_number);
      stop.request_stop();
    }
  }
};

Interrupts::Interrupts() : state_(std::make_unique<State>()) {
  pthread_sigmask(SIG_BLOCK, &state_->signals, &state_->signals_before);
  state_->watcher = std::thread([state = state_.get()] { state->watch(); });
}

Interrupts::~Interrupts() {
  state_->over = true;
  pthread_kill(state_->watcher.native_handle(), SIGTERM);  // to this thread only: it wakes up, and sees that it is over
  state_->watcher.join();
  pthread_sigmask(SIG_SETMASK, &state_->signals_before, nullptr);
}

std::stop_token Interrupts::token() const { return state_->stop.get_token(); }

}  // namespace perankh::cli
