#include "bench/whole/machine.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/utsname.h>

#include <chrono>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <thread>

namespace perankh::bench {

namespace {

/// What stands behind `name` and a colon in a file of /proc.
std::string value_in(const char* path, std::string_view name) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(name)) continue;
    const std::size_t start = line.find_first_not_of(" \t:", name.size());
    return start == std::string::npos ? std::string() : line.substr(start);
  }
  return "unknown";
}

std::string memory() {
  constexpr double kKilobytesInGigabyte = 1e6 / 1.024;
  const std::string kilobytes = value_in("/proc/meminfo", "MemTotal");
  if (kilobytes.empty() || kilobytes.find_first_of("0123456789") != 0) return "unknown";
  return fmt::format("{:.0f} GB", static_cast<double>(std::stoull(kilobytes)) / kKilobytesInGigabyte);
}

}  // namespace

unsigned cores() { return std::max(1U, std::thread::hardware_concurrency()); }

std::vector<std::string> describe_machine() {
  utsname system{};
  ::uname(&system);
  std::string distribution = value_in("/etc/os-release", "PRETTY_NAME=");
  std::erase(distribution, '"');
#if defined(__clang__)
  constexpr std::string_view kCompiler = "clang " __clang_version__;
#else
  constexpr std::string_view kCompiler = "g++ " __VERSION__;
#endif
  return {fmt::format("Processor: {}, {} cores", value_in("/proc/cpuinfo", "model name"), cores()),
          fmt::format("Memory: {}", memory()),
          fmt::format("System: {} {}, {}, {}", system.sysname, system.release, system.machine, distribution),
          fmt::format("Compiler: {}", kCompiler)};
}

double load_average() {
  double load = 0;
  std::ifstream("/proc/loadavg") >> load;
  return load;
}

std::string now_as_text() {
  return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(std::chrono::system_clock::now()));
}

}  // namespace perankh::bench
