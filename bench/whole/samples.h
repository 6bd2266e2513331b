// A few measurements of the same thing.
#pragma once

#include <vector>

namespace perankh::bench {

using Samples = std::vector<double>;

/// The middle one, or what is halfway between the two in the middle. None is 0.
[[nodiscard]] double median(Samples samples);

/// Pair by pair: what was measured in the same round under the same disturbance.
[[nodiscard]] Samples ratios(const Samples& numerators, const Samples& denominators);

}  // namespace perankh::bench
