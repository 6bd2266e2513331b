#include "bench/require.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace perankh::bench {

void give_up(std::string_view what) {
  std::fflush(stdout);
  fmt::print(stderr, "bench: {}\n", what);
  std::exit(1);
}

}  // namespace perankh::bench
