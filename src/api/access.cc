#include "api/access.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace perankh::api {

namespace {

// In a time that says nothing about where they differ.
bool same_secret(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  unsigned difference = 0;
  for (std::size_t at = 0; at < one.size(); ++at) {
    difference |= static_cast<unsigned>(one[at] != other[at]);
  }
  return difference == 0;
}

std::string_view token_of(const Head& head) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view value = head.header("authorization").value_or("");
  return value.starts_with(kScheme) ? value.substr(kScheme.size()) : std::string_view();
}

}  // namespace

std::string make_secret() {
  std::random_device system;
  std::string secret;
  for (int part = 0; part < 8; ++part) secret += fmt::format("{:08x}", system());
  return secret;
}

Access::Access(int port)
    : addresses_{fmt::format("http://127.0.0.1:{}", port), fmt::format("http://localhost:{}", port)} {}

Result<void> Access::check_origin(const Head& head, bool is_api) const {
  const std::string address = fmt::format("http://{}", head.header("host").value_or(""));
  if (std::ranges::find(addresses_, address) == addresses_.end()) {
    return fail("api/foreign-host", "This server does not go by that name.");
  }
  const auto origin = head.header("origin");
  if (origin && *origin != address) return fail("api/foreign-origin", "Only Per-Ankh's own page may ask this server.");
  // A link on another site may lead here, to the page; its scripts may not ask for anything.
  const std::string_view site = head.header("sec-fetch-site").value_or("none");
  if (is_api && site != "none" && site != "same-origin") {
    return fail("api/foreign-origin", "Only Per-Ankh's own page may ask this server.");
  }
  return {};
}

Result<void> Access::check_token(const Head& head, Role role) const {
  if (role == Role::kAnybody) return {};
  const std::string_view token = token_of(head);
  const bool page = same_secret(token, page_token_);
  const bool command = same_secret(token, command_token_);
  if (!page && !command) return fail("api/no-token", "This request carries no token of this server.");
  if (page != (role == Role::kPage)) return fail("api/wrong-token", "This token is for other requests.");
  return {};
}

Result<std::string> Access::token_for(std::string_view key) {
  if (same_secret(key, key_)) return page_token_;
  const std::lock_guard lock(mutex_);
  const auto used = std::ranges::find_if(keys_for_one_use_, [&](const auto& one) { return same_secret(key, one); });
  if (used == keys_for_one_use_.end()) return fail("api/bad-key", "This link is not (or no longer) good.");
  keys_for_one_use_.erase(used);
  return page_token_;
}

std::string Access::make_key_for_one_use() {
  const std::lock_guard lock(mutex_);
  return keys_for_one_use_.emplace_back(make_secret());
}

}  // namespace perankh::api
