// The HTTP server: sockets, limits and headers around api::Api.
//
// Each connection carries one request. It is held against its limits, its head against HTTP and against who may ask,
// before a byte of a body is read.
//
// Threads: any, once it has been made.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "api/api.h"
#include "api/connection.h"
#include "base/error.h"

namespace perankh::api {

struct ServerOptions {
  int port = 0;  ///< 0: any that is free
  std::size_t threads = 80;
  std::size_t waiting = 400;  ///< connections; more are sent away
  ConnectionLimits limits = {};
  Api::Options api = {};
};

class Server {
 public:
  /// Binds the port and begins to answer. Errors: api/port-taken.
  [[nodiscard]] static Result<std::unique_ptr<Server>> start(std::unique_ptr<LibraryKeeper> keeper,
                                                             ServerOptions options);
  /// As stop().
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] Api& api() { return *api_; }

  /// Says goodbye to everybody, cancels what runs, and returns when it is over.
  void stop();

 private:
  class Listener;

  Server();

  int port_ = 0;
  std::unique_ptr<Api> api_;
  std::unique_ptr<Listener> listener_;
  std::thread thread_;
};

}  // namespace perankh::api
