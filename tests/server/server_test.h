// A server in this process, on a library and a folder of saves of its own. Every answer is held against the contract.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "api/door.h"
#include "api/server.h"
#include "client.h"
#include "contract.h"
#include "files/temporary_folder.h"

namespace perankh::server_test {

class ServerTest : public testing::Test {
 protected:
  ServerTest() { std::filesystem::create_directories(saves()); }

  void SetUp() override { start(); }

  void start(api::ServerOptions options = {}) {
    options.api.usual_folders = {saves()};
    options.api.home = folder_.path();
    auto keeper = api::LibraryKeeper::open(library());
    if (!keeper) throw std::runtime_error(describe(keeper.error()));
    auto server = api::Server::start(std::move(*keeper), std::move(options));
    if (!server) throw std::runtime_error(describe(server.error()));
    server_ = std::move(*server);
    token_ = *server_->api().access().token_for(server_->api().access().key());
  }

  [[nodiscard]] std::filesystem::path library() const { return folder_.path() / "library.duckdb"; }
  [[nodiscard]] std::filesystem::path saves() const { return folder_.path() / "saves"; }
  [[nodiscard]] int port() const { return server_->port(); }
  [[nodiscard]] std::string bearer() const { return "Authorization: Bearer " + token_; }

  /// The text of a save: one of game `game_id`, played by two humans.
  static std::string save(const std::string& game_id, int turn) {
    return "<Root GameName=\"Game1\" GameId=\"" + game_id + "\" MapWidth=\"2\" MapSize=\"MAPSIZE_SMALL\" " +
           "SaveDate=\"8 November 2025\" VictoryEnabled=\"VICTORY_POINTS\"><Game><Turn>" + std::to_string(turn) +
           "</Turn></Game><Player ID=\"0\" Name=\"Ada\" Nation=\"NATION_ROME\" OnlineID=\"ada\"/>" +
           "<Player ID=\"1\" Name=\"Bea\" Nation=\"NATION_EGYPT\" OnlineID=\"bea\"/></Root>";
  }
  /// Puts saves of one game into the folder: 000.xml, 001.xml, ...
  void make_saves(int count, const std::string& game_id = "G") const {
    for (int turn = 0; turn < count; ++turn) {
      const std::string number = std::to_string(turn);
      folder_.write("saves/" + game_id + std::string(3 - number.size(), '0') + number + ".xml",
                    save(game_id, turn + 1));
    }
  }

  Reply ask(const std::string& method, const std::string& target, const std::string& body = {},
            const std::string& type = "application/json") const {
    std::vector<std::string> headers = {bearer()};
    if (!body.empty()) headers.push_back("Content-Type: " + type);
    Reply reply = exchange(port(), request_text(port(), method, target, headers, body));
    EXPECT_EQ(Contract::of_the_page().fault_of(method, target, reply), "") << method << " " << target << "\n"
                                                                           << reply.body;
    return reply;
  }
  Json get(const std::string& target) const {
    const Reply reply = ask("GET", target);
    EXPECT_EQ(reply.status, 200) << target << "\n" << reply.body;
    return reply.json();
  }
  /// Sends JSON, or nothing when `body` is null; the answer must have `status`.
  Json send(const std::string& method, const std::string& target, const Json& body = nullptr, int status = 200) const {
    const Reply reply = ask(method, target, body.is_null() ? "" : body.dump());
    EXPECT_EQ(reply.status, status) << method << " " << target << "\n" << reply.body;
    return reply.json();
  }
  Json post(const std::string& target, const Json& body = nullptr, int status = 200) const {
    return send("POST", target, body, status);
  }

  /// The next event for which `wanted` holds; all that come are held against the contract.
  static Json next_event(EventStream& events, const std::string& name, const std::function<bool(const Json&)>& wanted) {
    while (const auto event = events.next()) {
      check(*event);
      if (event->name == name && wanted(event->data)) return event->data;
    }
    ADD_FAILURE() << "the stream ended before " << name;
    return {};
  }
  static Json next_event(EventStream& events, const std::string& name) {
    return next_event(events, name, [](const Json&) { return true; });
  }

  /// Starts an import of the whole folder and waits for its end; the import as it then is.
  Json import_all() const {
    EventStream events(port(), token_);
    const Json import = post("/api/imports", {{"folders", {1}}}, 202);
    return wait_for_end(events, import["import_id"]);
  }
  static Json wait_for_end(EventStream& events, const Json& import_id) {
    return next_event(events, "import", [&](const Json& import) {
      return import["import_id"] == import_id && !import["finished"].is_null();
    });
  }

  static void check(const Event& event) {
    const Contract& contract = Contract::of_the_page();
    std::string fault;
    if (event.name == "state") fault = contract.fault_of("StateEvent", event.data);
    if (event.name == "import") fault = contract.fault_of("Import", event.data);
    if (event.name == "outcomes") fault = contract.fault_of("OutcomesEvent", event.data);
    if (event.name == "library") fault = contract.fault_of("Library", event.data);
    EXPECT_EQ(fault, "") << event.name;
  }

  files::TemporaryFolder folder_;
  std::unique_ptr<api::Server> server_;
  std::string token_;
};

}  // namespace perankh::server_test
