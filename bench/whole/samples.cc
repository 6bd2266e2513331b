#include "bench/whole/samples.h"

#include <algorithm>

namespace perankh::bench {

double median(Samples samples) {
  if (samples.empty()) return 0;
  std::ranges::sort(samples);
  const std::size_t half = samples.size() / 2;
  return samples.size() % 2 == 1 ? samples[half] : (samples[half - 1] + samples[half]) / 2;
}

Samples ratios(const Samples& numerators, const Samples& denominators) {
  Samples result;
  for (std::size_t at = 0; at < std::min(numerators.size(), denominators.size()); ++at) {
    result.push_back(numerators[at] / denominators[at]);
  }
  return result;
}

}  // namespace perankh::bench
