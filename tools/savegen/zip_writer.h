#pragma once

// A zip container with a single deflated entry, as the game makes it.

#include <string>
#include <string_view>

namespace perankh::savegen {

// Local wall-clock time of the save; also the entry's time stamp, so that a zip depends on its save alone.
struct SaveTime {
  int year = 2025;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

// The whole archive as bytes, or an empty string when memory for the compressor is refused.
std::string make_zip(std::string_view entry_name, std::string_view data, const SaveTime& time);

}  // namespace perankh::savegen
