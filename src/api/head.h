// The head of a request, looked at before anything else is done with it: a pure function over bytes.
//
// cpp-httplib reads heads without any limit and is lenient where proxies and browsers are not. What passes here it
// reads the same way as we do, so there is nothing to smuggle.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace perankh::api {

struct HeadLimits {
  std::size_t bytes = 32 << 10;  ///< of the whole head
  std::size_t headers = 64;
  std::size_t target = 4 << 10;  ///< of the path and what follows it
};

struct Head {
  std::string method;
  std::string target;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case

  /// The value of a header; nothing when there is none.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  [[nodiscard]] std::optional<std::uint64_t> content_length() const;
};

/// `bytes` ends with the empty line. Errors: api/bad-request, api/too-many-headers, api/no-length (Transfer-Encoding).
[[nodiscard]] Result<Head> read_head(std::string_view bytes, const HeadLimits& limits = {});

}  // namespace perankh::api
