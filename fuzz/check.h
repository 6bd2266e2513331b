// What a fuzz target demands beyond not crashing.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace perankh::fuzz {

/// Ends the run as a crash would, so that the fuzzer keeps the input. `claim` says what should have been true.
inline void check(bool holds, const char* claim) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", claim);
  std::abort();
}

}  // namespace perankh::fuzz
