// A client that sends exactly the bytes it is told to, and reads what comes back until the server closes.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perankh::server_test {

using Json = nlohmann::json;

struct Reply {
  int status = 0;                              ///< 0: the server said nothing
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;

  [[nodiscard]] Json json() const { return Json::parse(body, nullptr, /*allow_exceptions=*/false); }
  [[nodiscard]] std::string code() const { return json().value("code", ""); }
};

class Socket {
 public:
  explicit Socket(int port, const char* address = "127.0.0.1");
  ~Socket();
  Socket(Socket&& other) noexcept;
  Socket& operator=(Socket&&) = delete;

  /// False when the server has closed its side.
  bool send(std::string_view bytes) const;
  /// No more will be sent.
  void finish() const;
  /// What has come, waiting for something; empty at the end.
  [[nodiscard]] std::string receive() const;
  [[nodiscard]] Reply reply() const;

 private:
  int descriptor_ = -1;
};

/// A request as text: `headers` are whole lines without their ends. Host is added when none of them gives it, and
/// Content-Length when there is a body.
[[nodiscard]] std::string request_text(int port, std::string_view method, std::string_view target,
                                       const std::vector<std::string>& headers = {}, std::string_view body = {});

/// Sends it on a connection of its own.
[[nodiscard]] Reply exchange(int port, const std::string& request);

struct Event {
  std::string name;
  Json data;
};

/// An open stream of server-sent events.
class EventStream {
 public:
  EventStream(int port, const std::string& token);

  /// The next event, waiting for it; nothing at the end of the stream. Comments are counted, not given.
  [[nodiscard]] std::optional<Event> next();
  [[nodiscard]] int comments() const { return comments_; }

 private:
  bool read_chunk();
  bool more();

  Socket socket_;
  std::string raw_;
  std::string text_;
  int comments_ = 0;
};

}  // namespace perankh::server_test
