#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "api/connection.h"

namespace perankh::api {

namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

Connection::Connection(socket_t socket, const ConnectionLimits& limits)
    : socket_(socket), limits_(limits), linger_(limits.linger), deadline_(Clock::now() + limits.head) {
  fcntl(socket_, F_SETFL, fcntl(socket_, F_GETFL) | O_NONBLOCK);
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Connection::~Connection() {
  drain();
  close(socket_);
}

// Closing a socket that holds unread bytes resets the connection, and the client may lose the answer that says why.
void Connection::drain() {
  shutdown(socket_, SHUT_WR);
  constexpr std::size_t kMost = 16U << 20U;
  std::array<char, 16384> rest{};
  const Clock::time_point until = Clock::now() + linger_;
  for (std::size_t drained = 0; drained < kMost && wait_for(POLLIN, until);) {
    const ssize_t count = recv(socket_, rest.data(), rest.size(), 0);
    if (count == 0 || (count < 0 && !would_block())) return;
    if (count > 0) drained += static_cast<std::size_t>(count);
  }
}

bool Connection::wait_for(short event, Clock::time_point until) const {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd watched{.fd = socket_, .events = event, .revents = 0};
    const int ready = poll(&watched, 1, static_cast<int>(std::clamp<long>(left, 0, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
    if (Clock::now() >= until) return false;
  }
}

ssize_t Connection::receive(char* into, std::size_t size) {
  while (true) {
    if (!wait_for(POLLIN, deadline_)) {
      too_slow_ = true;
      return -1;
    }
    const ssize_t count = recv(socket_, into, size, 0);
    if (count >= 0 || !would_block()) return count;
  }
}

Result<Head> Connection::receive_head() {
  std::array<char, 4096> bytes{};
  std::size_t end = std::string::npos;
  while (end == std::string::npos) {
    if (received_.size() > limits_.sizes.bytes) return fail("api/too-many-headers", "The headers are too large.");
    const ssize_t count = receive(bytes.data(), bytes.size());
    if (too_slow_ && !received_.empty()) return fail("api/too-slow", "The request did not come in time.");
    if (count <= 0) return fail(received_.empty() ? "" : "api/bad-request", "The request broke off.");
    const std::size_t searched = received_.size() < kHeadEnd.size() ? 0 : received_.size() - kHeadEnd.size() + 1;
    received_.append(bytes.data(), static_cast<std::size_t>(count));
    end = received_.find(kHeadEnd, searched);
  }
  return read_head(std::string_view(received_).substr(0, end + kHeadEnd.size()), limits_.sizes);
}

void Connection::expect_body(std::uint64_t bytes) {
  deadline_ = Clock::now() + limits_.body + std::chrono::milliseconds(bytes / limits_.body_bytes_per_ms);
}

bool Connection::is_gone() const {
  char byte = 0;
  const ssize_t count = recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return count == 0 || (count < 0 && !would_block());
}

bool Connection::is_readable() const { return taken_ < received_.size() || wait_for(POLLIN, deadline_); }

bool Connection::is_writable() const { return wait_for(POLLOUT, Clock::now() + limits_.write) && !is_gone(); }

ssize_t Connection::read(char* into, std::size_t size) {
  if (taken_ == received_.size()) return receive(into, size);
  const std::size_t count = std::min(size, received_.size() - taken_);
  std::memcpy(into, received_.data() + taken_, count);
  taken_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* from, std::size_t size) {
  while (true) {
    const ssize_t count = send(socket_, from, size, MSG_NOSIGNAL);
    if (count >= 0 || !would_block()) return count;
    if (!wait_for(POLLOUT, Clock::now() + limits_.write)) return -1;
  }
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip = "127.0.0.1";  // nobody else gets here
  port = 0;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const { get_remote_ip_and_port(ip, port); }

}  // namespace perankh::api
