#include "api/server.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace perankh::api {

namespace {

// Threads for connections; when too many wait, one more is sent away instead of waiting, too.
class Pool final : public httplib::TaskQueue {
 public:
  Pool(std::size_t threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
    for (std::size_t at = 0; at < threads; ++at) {
      threads_.emplace_back([this] { work(); });
    }
  }

  void enqueue(std::function<void()> task) override {
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.size() < most_waiting_) {
        waiting_.push_back(std::move(task));
        changed_.notify_one();
        return;
      }
    }
    full() = true;
    task();
    full() = false;
  }

  void shutdown() override {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
      changed_.notify_all();
    }
    for (std::thread& thread : threads_) thread.join();
  }

  /// Whether the task that runs on this thread is one too many.
  static bool& full() {
    thread_local bool is_full = false;
    return is_full;
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      const std::function<void()> task = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      task();
      lock.lock();
    }
  }

  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

// What every answer says, whatever it is.
void add_common_headers(httplib::Response& response) {
  response.set_header("Content-Security-Policy", std::string(Page::kPolicy));
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("X-Frame-Options", "DENY");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cross-Origin-Opener-Policy", "same-origin");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
}

void put(Answer answer, httplib::Response& response) {
  response.status = answer.status;
  response.set_header("Cache-Control", "no-store");
  for (const auto& [name, value] : answer.headers) response.set_header(name, value);
  if (!answer.next_piece) {
    if (!answer.type.empty()) response.set_content(answer.body, answer.type);
    return;
  }
  response.set_chunked_content_provider(
      answer.type,
      [next = std::move(answer.next_piece)](std::size_t, httplib::DataSink& sink) mutable {
        const auto piece = next();
        if (!piece) {
          sink.done();
          return true;
        }
        return piece->empty() || sink.write(piece->data(), piece->size());  // between two pieces it sees who has gone
      },
      [gone = std::move(answer.gone)](bool) {
        if (gone) gone();
      });
}

}  // namespace

// cpp-httplib's server with our connections in place of its own.
class Server::Listener final : public httplib::Server {
 public:
  Listener(const ServerOptions& options) : limits_(options.limits) {
    // Without SO_REUSEPORT, which it sets by default: a second server must not share the port unseen.
    set_socket_options([](socket_t socket) {
      const int on = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    new_task_queue = [threads = options.threads, waiting = options.waiting] { return new Pool(threads, waiting); };
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      return answer_without_body(request, response);
    });
    const auto with_body = [this](const httplib::Request&, httplib::Response& response,
                                  const httplib::ContentReader& reader) { answer_with_body(response, reader); };
    Post("/.*", with_body);
    Put("/.*", with_body);
    set_exception_handler([](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
      put(answer_with({.code = "api/internal", .message = "Per-Ankh made a mistake."}), response);
    });
  }

  /// The port, or nothing when it is taken.
  std::optional<int> bind(int port) {
    const int bound = port == 0 ? bind_to_any_port("127.0.0.1") : bind_to_port("127.0.0.1", port) ? port : -1;
    if (bound < 0) return std::nullopt;
    listen_with_longer_queue();
    return bound;
  }

  void serve(Api& api) {
    api_ = &api;
    listen_after_bind();
  }

 private:
  // A request under way on this thread. cpp-httplib's handlers are given its own idea of the request only.
  struct Request {
    Connection& connection;
    const Head& head;
    Call call = {};
    std::string etag = {};
  };

  static Request*& current() {
    thread_local Request* request = nullptr;
    return request;
  }

  // It asks for room for 5 connections that nobody has taken yet; a page opens more at once.
  void listen_with_longer_queue() { ::listen(svr_sock_, 512); }

  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket, limits_);
    if (Pool::full()) {
      connection.do_not_linger();  // this is the thread that accepts connections
      return send_away(connection, {.code = "api/busy", .message = "Too many requests at once."});
    }
    const auto head = connection.receive_head();
    if (!head) return head.error().code.empty() ? false : send_away(connection, head.error());
    connection.expect_body(head->content_length().value_or(0));
    Request request{.connection = connection, .head = *head};
    current() = &request;
    bool closed = true;
    const bool processed = process_request(connection, /*close_connection=*/true, closed, [](httplib::Request& parsed) {
      parsed.ranges.clear();  // nothing here is large enough to be fetched in parts
      // Else it compresses with all that Brotli can: a map half a second, to spare a loopback that takes 1 ms.
      parsed.headers.erase("Accept-Encoding");
    });
    current() = nullptr;
    return processed;
  }

  // An answer to something that is no request, written without cpp-httplib.
  static bool send_away(Connection& connection, const Error& error) {
    const Answer answer = answer_with(error);
    const std::string text = fmt::format(
        "HTTP/1.1 {} Refused\r\nContent-Type: application/json\r\nContent-Length: {}\r\nCache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\nConnection: close\r\n{}\r\n{}",
        answer.status, answer.body.size(), answer.headers.empty() ? "" : "Retry-After: 1\r\n", answer.body);
    std::string_view rest = text;
    while (!rest.empty()) {
      const ssize_t count = connection.write(rest.data(), rest.size());
      if (count <= 0) return false;
      rest.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  // Everything but a body that is still to be read.
  HandlerResponse answer_without_body(const httplib::Request&, httplib::Response& response) {
    add_common_headers(response);
    Request& request = *current();
    auto answer = begin(request);
    if (!answer) return HandlerResponse::Unhandled;
    put(std::move(*answer), response);
    if (!request.etag.empty()) {
      response.headers.erase("Cache-Control");
      response.set_header("Cache-Control", request.call.name);
      response.set_header("ETag", request.etag);
    }
    return HandlerResponse::Handled;
  }

  // Nothing when a body has to be read first.
  std::optional<Answer> begin(Request& request) {
    const auto target = read_target(request.head.target);
    if (!target) return answer_with(target.error());
    if (auto fine = api_->access().check_origin(request.head, target->is_api()); !fine)
      return answer_with(fine.error());
    if (!target->is_api()) return answer_with_page(request, *target);
    auto call = read_address(request.head.method, *target);
    if (!call) return answer_without_route(call.error());
    const Route& route = *call->route;
    if (auto fine = api_->access().check_token(request.head, route.role); !fine) return answer_with(fine.error());
    if (auto fine = check_body_head(route, request.head); !fine) return answer_with(fine.error());
    request.call = std::move(*call);
    if (route.body != BodyKind::kNone) return std::nullopt;
    return api_->answer(request.call, {});
  }

  static Answer answer_without_route(const NoRoute& no_route) {
    Answer answer = answer_with(no_route.error);
    if (!no_route.allowed.empty()) answer.headers.emplace_back("Allow", no_route.allowed);
    return answer;
  }

  Answer answer_with_page(Request& request, const Target& target) const {
    if (request.head.method != "GET" && request.head.method != "HEAD") {
      return answer_without_route(
          {.error = {.code = "api/bad-method", .message = "The page can only be read."}, .allowed = "GET, HEAD"});
    }
    const PageFile* const file = api_->page().find(target);
    if (file == nullptr) return answer_with({.code = "api/not-found", .message = "The page has no such file."});
    request.etag = file->etag;
    request.call.name = file->lasting ? "public, max-age=31536000, immutable" : "no-cache";
    if (request.head.header("if-none-match") == file->etag) return {.status = 304, .type = ""};
    const int status = api_->page().is_built() ? 200 : 503;
    return {.status = status, .type = file->type, .body = file->content};
  }

  void answer_with_body(httplib::Response& response, const httplib::ContentReader& reader) {
    Request& request = *current();
    const Body body = [&](const std::function<bool(std::string_view)>& take) {
      return reader([&](const char* bytes, std::size_t size) { return take({bytes, size}); });
    };
    put(answer_body(request, body), response);
  }

  Answer answer_body(Request& request, const Body& body) {
    Answer answer;
    if (request.call.route->body == BodyKind::kFile) {
      answer = api_->answer(request.call, body);
    } else {
      std::string text;
      const bool whole = body([&](std::string_view piece) {
        text += piece;
        return text.size() <= kMaxJson;
      });
      const auto read = whole ? read_body(request.call, text) : fail("api/bad-request", "The body did not come whole.");
      answer = read ? api_->answer(request.call, {}) : answer_with(read.error());
    }
    if (!request.connection.was_too_slow()) return answer;
    return answer_with({.code = "api/too-slow", .message = "The body did not come in time."});
  }

  const ConnectionLimits limits_;
  Api* api_ = nullptr;
};

Server::Server() = default;

Result<std::unique_ptr<Server>> Server::start(std::unique_ptr<LibraryKeeper> keeper, ServerOptions options) {
  std::unique_ptr<Server> server(new Server);
  server->listener_ = std::make_unique<Listener>(options);
  const auto port = server->listener_->bind(options.port);
  if (!port) {
    return fail("api/port-taken",
                fmt::format("port {} is taken, perhaps by another 'per-ankh serve'; name another one with --port",
                            options.port));
  }
  server->port_ = *port;
  server->api_ = std::make_unique<Api>(std::move(keeper), *port, std::move(options.api));
  server->thread_ = std::thread([&listener = *server->listener_, &api = *server->api_] { listener.serve(api); });
  while (!server->listener_->is_running()) std::this_thread::yield();
  return server;
}

Server::~Server() { stop(); }

void Server::stop() {
  if (!thread_.joinable()) return;
  api_->end();
  listener_->stop();
  thread_.join();
}

}  // namespace perankh::api
