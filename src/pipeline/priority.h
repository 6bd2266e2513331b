// Who goes first when there are fewer cores than threads at work.
#pragma once

namespace perankh::pipeline {

/// Lets the calling thread, one of stage 1, run after the writer when both want the same core: saves that are parsed
/// sooner would only wait for it, and then a core would have nothing to do. Does nothing where the system cannot.
void yield_to_the_writer();

}  // namespace perankh::pipeline
