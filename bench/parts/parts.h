// The parts of an import, measured one by one with Google Benchmark.
#pragma once

namespace perankh::bench {

void register_reading();   ///< hash, inflate, scan
void register_decoding();  ///< a whole save, and each concept
void register_memory();    ///< what a decoded save holds, and how often memory was asked for
void register_writing();   ///< append by table and by save, commit by size of the group
void register_library();   ///< opening and closing

}  // namespace perankh::bench
