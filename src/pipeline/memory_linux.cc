#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/numbers.h"
#include "pipeline/memory.h"

namespace perankh::pipeline {

namespace {

namespace fs = std::filesystem;
using Bytes = std::optional<std::uint64_t>;

// A file that holds one number; nothing when it does not ("max" is no limit).
Bytes number_in(const fs::path& file) {
  std::ifstream stream(file);
  std::string text;
  stream >> text;
  return parse_number<std::uint64_t>(text);
}

// The number behind `name` in a file of lines "name 123" or "name: 123 kB".
Bytes field_in(const fs::path& file, std::string_view name) {
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    std::istringstream words(line);
    std::string key;
    std::string number;
    std::string unit;
    words >> key >> number >> unit;
    if (key != name) continue;
    const Bytes value = parse_number<std::uint64_t>(number);
    return value && unit == "kB" ? Bytes(*value * 1024) : value;
  }
  return std::nullopt;
}

Bytes lesser(Bytes a, Bytes b) {
  if (!a) return b;
  return b ? std::min(*a, *b) : a;
}

// Where one version of control groups keeps its numbers.
struct Accounting {
  const char* limit;
  const char* usage;
  const char* inactive_field;  // of memory.stat: file pages counted as used that would be given up at once
};

constexpr Accounting kVersion1{"memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"};
constexpr Accounting kVersion2{"memory.max", "memory.current", "inactive_file"};

Bytes left_in_group(const fs::path& group, const Accounting& names) {
  const Bytes limit = number_in(group / names.limit);
  if (!limit) return std::nullopt;
  const std::uint64_t usage = number_in(group / names.usage).value_or(0);
  const std::uint64_t inactive = field_in(group / "memory.stat", names.inactive_field).value_or(0);
  const std::uint64_t used = usage - std::min(usage, inactive);
  return *limit - std::min(*limit, used);
}

// The least that `group` and those above it leave. In a container the path may be the host's and lead nowhere below
// `mount`: then the group is what is mounted, and the walk up ends there.
Bytes left_in_groups(const fs::path& mount, const std::string& group, const Accounting& names) {
  Bytes left;
  for (fs::path path = fs::path(group).relative_path(); !path.empty(); path = path.parent_path()) {
    left = lesser(left, left_in_group(mount / path, names));
  }
  return lesser(left, left_in_group(mount, names));
}

// Each line of /proc/self/cgroup is number:controllers:path, where version 2 has number 0 and no controllers.
Bytes left_in_control_groups(const fs::path& root) {
  const fs::path mounts = root / "sys/fs/cgroup";
  Bytes left;
  std::ifstream stream(root / "proc/self/cgroup");
  for (std::string line; std::getline(stream, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    const std::string group = line.substr(second + 1);
    if (controllers == ",,") {
      left = lesser(left, left_in_groups(mounts, group, kVersion2));
    } else if (controllers.contains(",memory,")) {
      left = lesser(left, left_in_groups(mounts / "memory", group, kVersion1));
    }
  }
  return left;
}

}  // namespace

std::optional<std::uint64_t> available_memory(const fs::path& root) {
  return lesser(field_in(root / "proc/meminfo", "MemAvailable:"), left_in_control_groups(root));
}

}  // namespace perankh::pipeline
