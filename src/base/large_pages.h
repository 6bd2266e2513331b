// Pages of two megabytes instead of four kilobytes, where the system has them.
#pragma once

#include <cstddef>

namespace perankh {

/// Asks for them below memory that nobody has touched yet. The first touch of each page is most of what new memory
/// costs, and the XML of one save lies on three thousand small ones (docs/PERFORMANCE.md). Advice: the memory is the
/// same without. Threads: any.
void prefer_large_pages(void* memory, std::size_t size);

}  // namespace perankh
