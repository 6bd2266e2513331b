// Patterns for file names.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace perankh::files {

/// Whether `text` holds a character that means something in a pattern.
[[nodiscard]] bool is_pattern(std::string_view text);

/// Whether the whole of `name` fits `pattern`: `*` any characters, `?` one (of UTF-8), `[abc]`, `[a-z]`, `[!a-z]` one
/// of or none of a set of bytes, anything else itself. Takes time proportional to both lengths multiplied, never more.
[[nodiscard]] bool matches_pattern(std::string_view pattern, std::string_view name);

/// The paths that exist and fit a pattern, sorted. As in a shell, no `*` crosses a `/`, and names that begin with a dot
/// need a pattern that does. Folders that cannot be listed match nothing.
[[nodiscard]] std::vector<std::filesystem::path> expand_pattern(const std::filesystem::path& pattern);

}  // namespace perankh::files
