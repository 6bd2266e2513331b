#include "files/glob.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <system_error>

namespace perankh::files {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNowhere = std::string_view::npos;

// The end of the character of UTF-8 that starts at `at`.
std::size_t next_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

struct Set {
  bool contains = false;
  std::size_t end = 0;  // behind the ']'
};

// Reads the set that starts with the '[' at `at`; nothing when it has no ']' (then the bracket stands for itself).
std::optional<Set> match_set(std::string_view pattern, std::size_t at, char character) {
  std::size_t in = at + 1;
  const bool negated = in < pattern.size() && (pattern[in] == '!' || pattern[in] == '^');
  if (negated) ++in;
  bool found = false;
  for (const std::size_t first = in; in < pattern.size(); ++in) {
    if (pattern[in] == ']' && in != first) return Set{.contains = found != negated, .end = in + 1};
    const char low = pattern[in];
    char high = low;
    if (in + 2 < pattern.size() && pattern[in + 1] == '-' && pattern[in + 2] != ']') {
      in += 2;
      high = pattern[in];
    }
    found |= low <= character && character <= high;
  }
  return std::nullopt;
}

struct Step {
  std::size_t pattern = kNowhere;
  std::size_t name = kNowhere;
};

// One element of the pattern (not `*`) against one character of the name.
std::optional<Step> match_one(std::string_view pattern, std::size_t p, std::string_view name, std::size_t n) {
  if (p >= pattern.size()) return std::nullopt;
  if (pattern[p] == '?') return Step{p + 1, next_character(name, n)};
  if (pattern[p] == '[') {
    if (const auto set = match_set(pattern, p, name[n])) {
      if (!set->contains) return std::nullopt;
      return Step{set->end, n + 1};
    }
  }
  if (pattern[p] != name[n]) return std::nullopt;
  return Step{p + 1, n + 1};
}

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> names;
  std::error_code error;
  for (fs::directory_iterator it(folder.empty() ? fs::path(".") : folder, error), end; !error && it != end;
       it.increment(error)) {
    names.push_back(it->path().filename());
  }
  std::ranges::sort(names);
  return names;
}

void expand(const fs::path& folder, fs::path::const_iterator part, fs::path::const_iterator end,
            std::vector<fs::path>& found) {
  std::error_code ignored;
  if (part == end) {
    if (fs::exists(folder, ignored)) found.push_back(folder);
    return;
  }
  const std::string pattern = part->string();
  const auto rest = std::next(part);
  if (!is_pattern(pattern)) return expand(folder / *part, rest, end, found);
  for (const fs::path& name : sorted_entries(folder)) {
    const std::string text = name.string();
    if (text.starts_with('.') && !pattern.starts_with('.')) continue;
    if (!matches_pattern(pattern, text)) continue;
    if (rest != end && !fs::is_directory(folder / name, ignored)) continue;
    expand(folder / name, rest, end, found);
  }
}

}  // namespace

bool is_pattern(std::string_view text) { return text.find_first_of("*?[") != kNowhere; }

bool matches_pattern(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  Step retry;  // behind the last `*`, and what it has swallowed so far; earlier ones never need another try
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      retry = {++p, n};
    } else if (const auto step = match_one(pattern, p, name, n)) {
      p = step->pattern;
      n = step->name;
    } else if (retry.pattern != kNowhere) {
      retry.name = next_character(name, retry.name);
      p = retry.pattern;
      n = retry.name;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == kNowhere;
}

std::vector<fs::path> expand_pattern(const fs::path& pattern) {
  std::vector<fs::path> found;
  expand({}, pattern.begin(), pattern.end(), found);
  std::ranges::sort(found);
  return found;
}

}  // namespace perankh::files
