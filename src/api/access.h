// Who may talk to the server: host, origin, tokens. docs/api.md says why each of these.
//
// Threads: any.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "api/call.h"
#include "api/head.h"
#include "base/error.h"

namespace perankh::api {

/// Text that nobody can guess: 256 bits from the system, in hexadecimal digits.
[[nodiscard]] std::string make_secret();

class Access {
 public:
  explicit Access(int port);

  /// The request is meant for this server and comes from its own page or from no page at all. Errors: api/foreign-host,
  /// api/foreign-origin.
  [[nodiscard]] Result<void> check_origin(const Head& head, bool is_api) const;

  /// The request carries the token that the role takes. Errors: api/no-token, api/wrong-token.
  [[nodiscard]] Result<void> check_token(const Head& head, Role role) const;

  /// The page's token for a key. A key of make_key_for_one_use() is then used up. Errors: api/bad-key.
  [[nodiscard]] Result<std::string> token_for(std::string_view key);

  /// The key in the printed link, good as long as the server runs; and one for a link that others may see.
  [[nodiscard]] const std::string& key() const { return key_; }
  [[nodiscard]] std::string make_key_for_one_use();

  [[nodiscard]] const std::string& command_token() const { return command_token_; }

  /// "http://127.0.0.1:7450".
  [[nodiscard]] const std::string& address() const { return addresses_.front(); }

 private:
  const std::vector<std::string> addresses_;
  const std::string key_ = make_secret();
  const std::string page_token_ = make_secret();
  const std::string command_token_ = make_secret();

  std::mutex mutex_;
  std::vector<std::string> keys_for_one_use_;
};

}  // namespace perankh::api
