#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "cli/browser.h"

namespace perankh::cli {

// Signals are blocked here while the server runs, and would stay so in the browser.
bool open_in_browser(const std::string& address) {
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  std::string program = "xdg-open";
  std::string argument = address;
  std::array<char*, 3> arguments = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  const bool spawned = posix_spawnp(&child, program.c_str(), nullptr, &attributes, arguments.data(), environ) == 0;
  posix_spawnattr_destroy(&attributes);
  if (!spawned) return false;
  int status = 0;
  waitpid(child, &status, 0);  // it hands the address over and ends
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace perankh::cli
