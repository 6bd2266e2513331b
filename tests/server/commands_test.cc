// The command line while a server holds the library: the same words, the same exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <optional>
#include <regex>
#include <sstream>
#include <thread>

#include "cli/server_workplace.h"
#include "program.h"
#include "server_test.h"

namespace perankh::server_test {
namespace {

using cli_test::Finished;
using cli_test::per_ankh;
using testing::HasSubstr;

// What takes time takes another one each time, and how often progress is told depends on it.
std::string without_times(std::string text) {
  text = std::regex_replace(text, std::regex("[0-9,]+ of [0-9,]+ files [^\n]*\n"), "");
  text = std::regex_replace(text, std::regex("[0-9.]+ (s|ms|files/s)\\b"), "# $1");
  text = std::regex_replace(text, std::regex("\"([a-z]+_ms)\":[0-9.e+-]+"), "\"$1\":#");
  text = std::regex_replace(text, std::regex("\\([0-9.]+ (KB|MB)\\)"), "(# $1)");  // of the file, log or no log
  text = std::regex_replace(text, std::regex("\"started\": \"[^\"]*\""), "\"started\": #");
  return std::regex_replace(text, std::regex("begun [0-9: -]+ UTC"), "begun # UTC");
}

class CommandsTest : public ServerTest {
 protected:
  void SetUp() override { make_saves(3); }

  void serve() {
    start({.api = {.run_command = cli::run_handed_over}});
    auto sign = api::DoorSign::put_up(library(), {.port = port(), .token = server_->api().access().command_token()});
    ASSERT_TRUE(sign) << sign.error().message;
    sign_.emplace(std::move(*sign));
  }
  void stop_serving() {
    sign_.reset();
    server_.reset();
  }
  [[nodiscard]] std::filesystem::path sign_path() const { return library().string() + ".server"; }

  Finished run(std::vector<std::string> arguments, const cli_test::RunOptions& options = {}) const {
    arguments.insert(arguments.end(), {"--db", library().string()});
    return per_ankh(arguments, options);
  }

  // Runs the commands one after another, without a server or with one, on a library of their own.
  std::vector<Finished> run_all(const std::vector<std::vector<std::string>>& commands, bool with_server) {
    stop_serving();
    for (const char* const ending : {"", ".wal"}) std::filesystem::remove(library().string() + ending);
    if (with_server) serve();
    std::vector<Finished> finished;
    for (const auto& command : commands) finished.push_back(run(command));
    stop_serving();
    return finished;
  }

  std::optional<api::DoorSign> sign_;
};

TEST_F(CommandsTest, SayAndReturnTheSameWithAServerAndWithout) {
  folder_.write("saves/bad.xml", "<Root><Game>");
  const std::vector<std::vector<std::string>> commands = {
      {"import", saves().string()},
      {"import", saves().string(), "--json", "--quiet"},
      {"import", saves().string(), "--quiet"},
      {"import", (folder_.path() / "none").string()},
      {"games"},
      {"games", "--json"},
      {"sql", "SELECT match_id, game_id, total_turns FROM matches ORDER BY match_id"},
      {"sql", "SELECT match_id, save_date, game_name FROM matches ORDER BY match_id", "--format", "csv"},
      {"sql", "SELECT * FROM players ORDER BY match_id, player_id", "--format", "json"},
      {"sql", "SELECT nonsense"},
      {"sql", "DELETE FROM data.match"},
      {"sql", "CREATE TABLE t (x INTEGER)"},
      {"sql", "DROP VIEW matches"},
      {"sql", "SELECT * FROM read_text('/etc/passwd')"},
      {"sql", "COPY (SELECT 1) TO '/tmp/per_ankh_x.csv'"},
      {"sql", "ATTACH '/tmp/per_ankh_x.duckdb'"},
      {"sql", "SET threads = 1"},
      {"sql", "INSTALL httpfs"},
      {"remove", "2", "--yes"},
      {"remove", "99", "--yes"},
      {"remove", "1"},
      {"retry"},
      {"reparse"},
      {"undo"},
      {"undo", "--json"},
      {"games"},
      {"games", "--nonsense"},
  };
  const std::vector<Finished> alone = run_all(commands, false);
  const std::vector<Finished> served = run_all(commands, true);
  for (std::size_t at = 0; at < commands.size(); ++at) {
    const std::string name = testing::PrintToString(commands[at]);
    EXPECT_EQ(served[at].exit_code, alone[at].exit_code) << name << served[at].err;
    EXPECT_EQ(without_times(served[at].out), without_times(alone[at].out)) << name;
    EXPECT_EQ(without_times(served[at].err), without_times(alone[at].err)) << name;
  }
}

TEST_F(CommandsTest, ShowPathsAsTheyWereTyped) {
  const auto import_from_there = [this] {
    return cli_test::run_program("/usr/bin/env", {"-C", folder_.path().string(), PER_ANKH_PROGRAM, "import", "saves",
                                                  "--json", "--db", library().string()});
  };
  serve();  // in another folder than the one in which the command is typed
  const Json in_server = cli_test::summary_of(import_from_there());
  stop_serving();
  const Json alone = cli_test::summary_of(import_from_there());
  EXPECT_EQ(in_server["imported"], 3);
  EXPECT_EQ(alone["duplicates"], 3);
  for (std::size_t at = 0; at < 3; ++at) {
    EXPECT_EQ(in_server["files"][at]["path"], alone["files"][at]["path"]);
    // What is recorded is the whole path either way.
    EXPECT_THAT(alone["files"][at]["message"].get<std::string>(), HasSubstr(saves().string()));
  }
}

TEST_F(CommandsTest, ReadStandardInputAndAskQuestions) {
  serve();
  ASSERT_EQ(run({"import", saves().string(), "--quiet"}).exit_code, 0);
  const Finished answer = run({"sql", "-", "--format", "csv"}, {.input = "SELECT count(*) AS n FROM matches"});
  EXPECT_EQ(answer.out, "n\r\n3\r\n");
  EXPECT_EQ(run({"remove", "1"}).exit_code, 2) << "nobody is there to be asked";
}

TEST_F(CommandsTest, AnImportWaitsForItsTurnAndThePageSeesIt) {
  serve();
  EventStream events(port(), token_);
  const Json held = post("/api/imports", {{"folders", {1}}, {"paused", true}}, 202);
  Finished finished;
  {
    const std::jthread command([&] { finished = run({"import", saves().string(), "--json", "--quiet"}); });
    const Json queued = next_event(events, "import", [](const Json& import) { return import["origin"] == "command"; });
    EXPECT_EQ(queued["queue_position"], 1);
    post("/api/imports/" + held["import_id"].dump() + "/resume");
    wait_for_end(events, queued["import_id"]);
  }
  EXPECT_EQ(cli_test::summary_of(finished)["duplicates"], 3);
  EXPECT_EQ(finished.exit_code, 0);
}

TEST_F(CommandsTest, CtrlCStopsAnImportThatRunsInTheServer) {
  serve();
  EventStream events(port(), token_);
  const Json held = post("/api/imports", {{"folders", {1}}, {"paused", true}}, 202);
  Finished finished;
  {
    bool once = false;  // a second one would end the program at once
    const cli_test::RunOptions interrupted = {.on_line = [&once](std::string_view line) {
      if (once || line.find("\"progress\"") == std::string_view::npos) return 0;
      once = true;
      return SIGINT;
    }};
    make_saves(40, "H");
    // Waits behind the one that is held, then is told to stop at its first word.
    const std::jthread command(
        [&] { finished = run({"import", saves().string(), "--json", "--jobs", "1"}, interrupted); });
    const Json queued = next_event(events, "import", [](const Json& import) { return import["origin"] == "command"; });
    post("/api/imports/" + queued["import_id"].dump() + "/pause");
    post("/api/imports/" + held["import_id"].dump() + "/resume");
    EXPECT_EQ(wait_for_end(events, queued["import_id"])["state"], "cancelled");
  }
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_EQ(cli_test::summary_of(finished)["cancelled"], 43);
}

TEST_F(CommandsTest, ASignOfAServerThatIsGoneIsNoHindrance) {
  serve();
  ASSERT_EQ(run({"import", saves().string(), "--quiet"}).exit_code, 0);
  const std::string sign = (std::ostringstream() << std::ifstream(sign_path()).rdbuf()).str();
  EXPECT_EQ(std::filesystem::status(sign_path()).permissions() & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  stop_serving();
  EXPECT_FALSE(std::filesystem::exists(sign_path()));
  std::ofstream(sign_path()) << sign;
  std::filesystem::permissions(sign_path(), std::filesystem::perms::owner_read);
  EXPECT_EQ(run({"games"}).exit_code, 0);
}

TEST_F(CommandsTest, ASignThatOthersMayWriteIsNotBelieved) {
  serve();
  std::filesystem::permissions(sign_path(), std::filesystem::perms::group_write, std::filesystem::perm_options::add);
  const Finished locked = run({"games"});
  EXPECT_EQ(locked.exit_code, 3);
  EXPECT_THAT(locked.err, HasSubstr("store/locked"));
}

TEST_F(CommandsTest, ServeTellsItsLinkAndEndsWithCtrlC) {
  int served_port = 0;
  std::string key;
  const Finished finished = run(
      {"serve", "--port", "0"}, {.on_line = [&](std::string_view line) {
        const std::string text(line);
        std::smatch link;
        if (!std::regex_search(text, link, std::regex("http://127\\.0\\.0\\.1:([0-9]+)/#key=([0-9a-f]+)"))) return 0;
        served_port = std::stoi(link[1]);
        key = link[2];
        const std::string body = Json{{"key", key}}.dump();
        const Reply session = server_test::exchange(
            served_port, request_text(served_port, "POST", "/api/session", {"Content-Type: application/json"}, body));
        EXPECT_EQ(session.status, 200);
        // The program itself, by way of the program that serves.
        EXPECT_EQ(run({"import", saves().string(), "--quiet"}).exit_code, 0);
        EXPECT_THAT(run({"games"}).out, HasSubstr("1 game"));
        const Finished second = run({"serve", "--port", std::to_string(served_port)});
        EXPECT_EQ(second.exit_code, 3);
        return SIGINT;
      }});
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_FALSE(key.empty());
  EXPECT_FALSE(std::filesystem::exists(sign_path()));
}

TEST_F(CommandsTest, ServeSaysWhenThePortIsTaken) {
  serve();
  const Finished second =
      per_ankh({"serve", "--db", (folder_.path() / "other.duckdb").string(), "--port", std::to_string(port())});
  EXPECT_EQ(second.exit_code, 3);
  EXPECT_THAT(second.err, HasSubstr("--port"));
}

}  // namespace
}  // namespace perankh::server_test
