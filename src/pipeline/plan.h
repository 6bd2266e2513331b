// How many saves at once: decided before the first one is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/window.h"

namespace perankh::pipeline {

/// What there is to work with.
struct Machine {
  unsigned cores = 1;
  std::optional<std::uint64_t> memory = {};  ///< available bytes; nothing when unknown

  [[nodiscard]] static Machine this_one();
};

/// What the user wants; nothing means what is best here.
struct Wishes {
  std::optional<unsigned> workers = {};
  std::optional<std::uint64_t> memory = {};  ///< the budget itself, for saves in flight
};

struct Plan {
  unsigned workers = 1;
  WindowLimits window;
  std::size_t keep_bytes = 0;  ///< that each of a worker's buffers may keep between saves
  std::vector<std::string> warnings;
};

/// A save of the middle size (12 MB of XML) in flight: its zip, its XML and what is made of it.
inline constexpr std::uint64_t kTypicalSaveBytes = std::uint64_t{26} << 20;

/// How many saves to have in flight, parsed or being parsed and not yet appended: eight times the workers, so that
/// none waits while the writer commits, as far as the memory goes; but 2 at least, or nothing would overlap, and 16 at
/// most, beyond which nothing is gained.
[[nodiscard]] std::size_t optimal_batch_size(unsigned workers, std::uint64_t memory);

/// What a save will take in flight, from the size of its file and of its XML. A plain XML file is its own XML.
[[nodiscard]] std::uint64_t cost_in_flight(std::uint64_t file_bytes, std::uint64_t xml_bytes, bool plain_xml);

[[nodiscard]] Plan plan_batch(const Machine& machine, const Wishes& wishes, std::size_t files);

}  // namespace perankh::pipeline
