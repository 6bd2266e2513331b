// How much memory there is to work with.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace perankh::pipeline {

/// Bytes that this process may take without pushing anything out: what the system has available, or what is left of
/// the limit of a control group (containers), whichever is less. Nothing when the system does not say.
///
/// Linux reads /proc/meminfo and the groups of /proc/self/cgroup (versions 1 and 2, with all groups above) in
/// /sys/fs/cgroup; `root` stands for `/`, so that tests can bring a system of their own.
[[nodiscard]] std::optional<std::uint64_t> available_memory(const std::filesystem::path& root = "/");

}  // namespace perankh::pipeline
