#include "client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace perankh::server_test {

namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

std::string unchunked(std::string_view body) {
  std::string whole;
  while (!body.empty()) {
    std::size_t size = 0;
    const std::size_t end = body.find("\r\n");
    if (end == std::string_view::npos) break;
    std::from_chars(body.data(), body.data() + end, size, 16);
    if (size == 0 || end + 2 + size > body.size()) break;
    whole += body.substr(end + 2, size);
    body.remove_prefix(std::min(body.size(), end + 2 + size + 2));
  }
  return whole;
}

Reply parse(const std::string& text) {
  Reply reply;
  const std::size_t end = text.find(kHeadEnd);
  if (end == std::string::npos) return reply;
  std::string_view head = std::string_view(text).substr(0, end + 2);
  std::from_chars(text.data() + 9, text.data() + 12, reply.status);
  for (head.remove_prefix(head.find("\r\n") + 2); !head.empty(); head.remove_prefix(head.find("\r\n") + 2)) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    std::string name(line.substr(0, line.find(':')));
    std::ranges::transform(name, name.begin(), [](char letter) { return static_cast<char>(std::tolower(letter)); });
    reply.headers[name] = line.substr(std::min(line.size(), line.find(':') + 2));
  }
  reply.body = text.substr(end + kHeadEnd.size());
  if (reply.headers["transfer-encoding"] == "chunked") reply.body = unchunked(reply.body);
  return reply;
}

}  // namespace

Socket::Socket(int port, const char* address_text) : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  // Nothing here takes long; a test that would wait for ever fails instead.
  const timeval patience{.tv_sec = 60, .tv_usec = 0};
  setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  inet_pton(AF_INET, address_text, &address.sin_addr);
  if (connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("no connection");
  }
}

Socket::Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Socket::~Socket() {
  if (descriptor_ >= 0) close(descriptor_);
}

bool Socket::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void Socket::finish() const { shutdown(descriptor_, SHUT_WR); }

std::string Socket::receive() const {
  std::array<char, 65536> bytes{};
  const ssize_t count = recv(descriptor_, bytes.data(), bytes.size(), 0);
  return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(0, count))};
}

Reply Socket::reply() const {
  std::string text;
  for (std::string more = receive(); !more.empty(); more = receive()) text += more;
  return parse(text);
}

std::string request_text(int port, std::string_view method, std::string_view target,
                         const std::vector<std::string>& headers, std::string_view body) {
  std::string text = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
  bool has_host = false;
  bool has_length = false;
  for (const std::string& header : headers) {
    text += header + "\r\n";
    has_host |= header.starts_with("Host:");
    has_length |= header.starts_with("Content-Length:");
  }
  if (!has_host) text += "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
  if (!has_length && !body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + std::string(body);
}

Reply exchange(int port, const std::string& request) {
  const Socket socket(port);
  socket.send(request);
  return socket.reply();
}

EventStream::EventStream(int port, const std::string& token) : socket_(port) {
  socket_.send(request_text(port, "GET", "/api/events", {"Authorization: Bearer " + token}));
  while (raw_.find(kHeadEnd) == std::string::npos && more()) {
  }
  raw_.erase(0, raw_.find(kHeadEnd) + kHeadEnd.size());
}

bool EventStream::more() {
  const std::string bytes = socket_.receive();
  raw_ += bytes;
  return !bytes.empty();
}

bool EventStream::read_chunk() {
  while (raw_.find("\r\n") == std::string::npos) {
    if (!more()) return false;
  }
  std::size_t size = 0;
  std::from_chars(raw_.data(), raw_.data() + raw_.size(), size, 16);
  const std::size_t start = raw_.find("\r\n") + 2;
  while (raw_.size() < start + size + 2) {
    if (!more()) return false;
  }
  text_ += raw_.substr(start, size);
  raw_.erase(0, start + size + 2);
  return size > 0;
}

std::optional<Event> EventStream::next() {
  while (true) {
    const std::size_t end = text_.find("\n\n");
    if (end == std::string::npos) {
      if (!read_chunk()) return std::nullopt;
      continue;
    }
    const std::string block = text_.substr(0, end);
    text_.erase(0, end + 2);
    if (block.starts_with(':')) {
      ++comments_;
      continue;
    }
    const std::size_t name = block.find("event: ") + 7;
    const std::size_t data = block.find("data: ") + 6;
    return Event{.name = block.substr(name, block.find('\n', name) - name),
                 .data = Json::parse(block.substr(data), nullptr, /*allow_exceptions=*/false)};
  }
}

}  // namespace perankh::server_test
