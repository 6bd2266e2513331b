#include "cli/hand_over.h"

#include <httplib.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string_view>
#include <utility>

#include "api/commands.h"
#include "cli/json.h"
#include "cli/message.h"
#include "cli/workplace.h"

namespace perankh::cli {

namespace {

// A command may wait for others, and say nothing meanwhile.
constexpr std::chrono::hours kPatience(24 * 7);

class HandedOver {
 public:
  explicit HandedOver(const api::Door& door) : door_(door), client_("127.0.0.1", door.port) {
    client_.set_read_timeout(kPatience);
    client_.set_write_timeout(std::chrono::minutes(1));
  }

  /// Sends it once; the exit code, or what it needs to go on (api::kNeedsAnswer). Nothing when the server went away.
  std::optional<int> run(const Json& request) {
    httplib::Request message;
    message.method = "POST";
    message.path = "/api/commands";
    message.headers = headers();
    message.headers.emplace("Content-Type", "application/json");
    message.body = to_line(request);
    exit_code_.reset();
    rest_.clear();
    message.content_receiver = [this](const char* bytes, std::size_t size, std::uint64_t, std::uint64_t) {
      rest_.append(bytes, size);
      take_lines();
      return true;
    };
    static_cast<void>(client_.send(message));
    return exit_code_;
  }

  /// From any thread.
  void stop() const {
    const std::int64_t id = command_id_;
    if (id == 0) return;
    httplib::Client client("127.0.0.1", door_.port);
    static_cast<void>(client.Post("/api/commands/" + std::to_string(id) + "/stop", headers(), "", ""));
  }

  [[nodiscard]] const std::string& rest() const { return rest_; }

 private:
  [[nodiscard]] httplib::Headers headers() const { return {{"Authorization", "Bearer " + door_.token}}; }

  void take_lines() {
    for (std::size_t end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n')) {
      take(Json::parse(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false));
      rest_.erase(0, end + 1);
    }
  }

  void take(const Json& line) {
    if (!line.is_object()) return;
    if (line.contains("command_id")) command_id_ = line["command_id"].get<std::int64_t>();
    if (line.contains("out")) put(Stream::kOut, line["out"].get_ref<const std::string&>());
    if (line.contains("err")) put(Stream::kErr, line["err"].get_ref<const std::string&>());
    if (line.contains("exit")) exit_code_ = line["exit"].get<int>();
  }

  static void put(Stream stream, const std::string& text) {
    console().print(stream, text);
    console().flush(stream);
  }

  const api::Door& door_;
  httplib::Client client_;
  std::string rest_;
  std::optional<int> exit_code_;
  std::atomic<std::int64_t> command_id_ = 0;
};

Json request_for(const std::vector<std::string>& arguments, const std::filesystem::path& library) {
  return {{"arguments", arguments},
          {"folder", std::filesystem::current_path().string()},
          {"library", library.string()},
          {"out_is_terminal", console().is_terminal(Stream::kOut)},
          {"err_is_terminal", console().is_terminal(Stream::kErr)},
          {"out_colours", console().wants_colour(Stream::kOut)},
          {"err_colours", console().wants_colour(Stream::kErr)},
          {"can_ask", console().can_ask()},
          {"out_columns", console().width(Stream::kOut)},
          {"err_columns", console().width(Stream::kErr)}};
}

// The server refused, or went away in the middle.
ExitCode give_up_on(const HandedOver& command) {
  const Json refusal = Json::parse(command.rest(), nullptr, /*allow_exceptions=*/false);
  if (refusal.is_object() && refusal.contains("code") && refusal.contains("message")) {
    return give_up({.code = refusal["code"].get<std::string>(), .message = refusal["message"].get<std::string>()});
  }
  return give_up({.code = "api/ending",
                  .message = "the server that holds the library ended before the command did; run it once more"});
}

}  // namespace

ExitCode hand_over(const api::Door& door, const std::vector<std::string>& arguments,
                   const std::filesystem::path& library) {
  const Workplace::Interruptible interruptible = workplace().interruptible();
  HandedOver command(door);
  const std::stop_callback on_stop(interruptible.token, [&] { command.stop(); });
  Json request = request_for(arguments, library);
  while (true) {
    const std::optional<int> exit_code = command.run(request);
    if (!exit_code) return give_up_on(command);
    if (*exit_code == api::kNeedsAnswer) {
      request["answer"] = console().ask("");
    } else if (*exit_code == api::kNeedsInput) {
      request["input"] = console().input();
    } else {
      return static_cast<ExitCode>(*exit_code);
    }
  }
}

}  // namespace perankh::cli
