#pragma once

// Decides what a campaign is before its first turn: players, map, rules, and how it will end.

#include <cstdint>

#include "model.h"

namespace perankh::savegen {

Settings make_settings(Size size, Format format, std::uint64_t seed);

// When the save of this turn was made: later turns are later.
SaveTime save_time(const Settings& settings, int turn);

}  // namespace perankh::savegen
