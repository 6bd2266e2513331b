// How the allocators below DuckDB treat memory.
#pragma once

namespace perankh::store {

/// Makes them keep what was freed for a while, and lay new memory on large pages: a third of a question's time and up
/// to a fifth of an import's went into pages that were given back and asked for anew (docs/PERFORMANCE.md). Once for
/// the program, before the first database is opened; later calls do nothing. Threads: any.
void tune_allocator();

}  // namespace perankh::store
