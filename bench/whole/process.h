// Runs a program from start to exit and says what it cost.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace perankh::bench {

struct Cost {
  double wall = 0;    ///< seconds from before its start to its exit
  double cpu = 0;     ///< seconds of processor time, user and system, of all its threads
  double peak = 0;    ///< bytes of memory, its resident set at its largest
  double others = 0;  ///< seconds of processor time that something else on this machine took meanwhile
};

/// Called with each line of its output as it comes.
using OnLine = std::function<void(std::string_view line)>;

/// Runs `command`, the first word of which is the path of a program, and requires that it ends with 0; what it says on
/// stderr is shown only when it does not.
Cost run(const std::vector<std::string>& command, const OnLine& on_line = {});

/// The whole output of a program.
[[nodiscard]] std::string output_of(const std::vector<std::string>& command);

}  // namespace perankh::bench
