#include <sys/resource.h>
#include <unistd.h>

#include "pipeline/priority.h"

namespace perankh::pipeline {

// On Linux a "process" of setpriority is a thread. Lowering one's own priority is always allowed.
void yield_to_the_writer() { static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 10)); }

}  // namespace perankh::pipeline
