// Sizes, times and counts, as people read and type them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/timer.h"

namespace perankh::cli {

/// "64MB", "1.5 GB", "512KiB", "1000000": bytes. K, M, G, T are powers of 1,024 however they are spelled. Nothing when
/// it is not a size, is not positive or does not fit.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

/// "812 bytes", "2.6 MB".
[[nodiscard]] std::string format_size(std::uint64_t bytes);

/// "0.42 s", "12.3 s", "3 min 20 s", "1 h 5 min".
[[nodiscard]] std::string format_duration(Duration duration);

/// Whole milliseconds.
[[nodiscard]] std::int64_t milliseconds(Duration duration);
/// With fraction.
[[nodiscard]] double seconds(Duration duration);

/// "1 file", "1,904 files".
[[nodiscard]] std::string format_count(std::uint64_t count, std::string_view thing);
/// "1,904".
[[nodiscard]] std::string format_number(std::uint64_t number);

}  // namespace perankh::cli
