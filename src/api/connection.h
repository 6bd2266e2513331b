// One connection of a client, as cpp-httplib reads and writes it, with what cpp-httplib leaves out: a deadline for the
// whole of a request, not only for each read; a limit of the head before it is kept; an end that lets the client read
// the answer.
//
// Threads: one.
#pragma once

#include <httplib.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/head.h"
#include "base/error.h"

namespace perankh::api {

struct ConnectionLimits {
  std::chrono::milliseconds head{10'000};   ///< until the head must be there,
  std::chrono::milliseconds body{30'000};   ///< and a body beyond what its size allows
  std::uint64_t body_bytes_per_ms = 100;    ///< what a body must bring at least
  std::chrono::milliseconds write{30'000};  ///< until the client must take more of the answer
  std::chrono::milliseconds linger{2'000};  ///< for reading on what the client still sends after the answer
  HeadLimits sizes = {};
};

class Connection final : public httplib::Stream {
 public:
  /// Owns the socket.
  Connection(socket_t socket, const ConnectionLimits& limits);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Reads a request's head; read() then gives it again, and what follows. Errors: those of read_head(), api/too-slow;
  /// an empty code when the client said nothing at all.
  [[nodiscard]] Result<Head> receive_head();

  /// The client has this long, and what its size takes, to bring a body of so many bytes.
  void expect_body(std::uint64_t bytes);

  /// The client did not bring what it had to in time.
  [[nodiscard]] bool was_too_slow() const { return too_slow_; }

  /// At the end nobody waits for the client: what it has sent so far is taken, and that is it.
  void do_not_linger() { linger_ = {}; }

  /// Whether the client has gone.
  [[nodiscard]] bool is_gone() const;

  [[nodiscard]] bool is_readable() const override;
  [[nodiscard]] bool is_writable() const override;
  ssize_t read(char* into, std::size_t size) override;
  ssize_t write(const char* from, std::size_t size) override;
  using Stream::write;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  [[nodiscard]] socket_t socket() const override { return socket_; }

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] bool wait_for(short event, Clock::time_point until) const;
  ssize_t receive(char* into, std::size_t size);
  void drain();

  const socket_t socket_;
  const ConnectionLimits& limits_;
  std::chrono::milliseconds linger_;
  std::string received_;   // what was read of the socket and not yet by read()
  std::size_t taken_ = 0;  // of it
  Clock::time_point deadline_;
  bool too_slow_ = false;
};

}  // namespace perankh::api
