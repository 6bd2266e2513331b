// Imports by way of the API: start, follow, hold, cancel, retry, undo.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server_test.h"

namespace perankh::server_test {
namespace {

using testing::ElementsAre;

class ImportsTest : public ServerTest {
 protected:
  // How many saves the page's list of games holds.
  std::size_t saves_in_library() const {
    std::size_t saves_found = 0;
    const Json games = get("/api/games");
    for (const Json& game : games["games"]) saves_found += game["saves"].size();
    return saves_found;
  }
  Json start_held() const { return post("/api/imports", {{"folders", {1}}, {"paused", true}}, 202); }
  static std::string path_of(const Json& import) { return "/api/imports/" + import["import_id"].dump(); }
  static std::function<bool(const Json&)> decided(std::uint64_t files) {
    return [files](const Json& import) { return import["progress"]["completed"] >= files; };
  }
};

TEST_F(ImportsTest, FirstStartSaysWhatThereIsAndImportsIt) {
  make_saves(4);
  const Json before = get("/api/folders");
  EXPECT_EQ(before["total"]["found"], 4);
  EXPECT_EQ(before["total"]["new"], 4);
  EXPECT_GT(before["total"]["estimated_seconds"], 0.0);
  EXPECT_EQ(before["folders"][0]["origin"], "usual");

  const Json import = import_all();
  EXPECT_EQ(import["state"], "finished");
  EXPECT_EQ(import["progress"]["imported"], 4);
  EXPECT_EQ(import["progress"]["stage"], "done");
  EXPECT_EQ(import["undo"], "possible");
  EXPECT_EQ(import["title"], saves().string());
  EXPECT_EQ(get("/api/folders")["total"]["new"], 0);

  const Json games = get("/api/games");
  ASSERT_EQ(games["games"].size(), 1U);
  const Json& game = games["games"][0];
  EXPECT_EQ(game["game_key"], "G");
  EXPECT_EQ(game["turn"], 4);
  EXPECT_EQ(game["saves"].size(), 4U);
  EXPECT_EQ(game["players"].size(), 2U);
  EXPECT_EQ(game["save_date"], "2025-11-08");
}

TEST_F(ImportsTest, FailedFilesSayWhyAndWhatToDo) {
  make_saves(2);
  folder_.write("saves/bad.xml", "<Root><Game>");
  const Json import = import_all();
  EXPECT_EQ(import["progress"]["failed"], 1);
  const Json failed = get(path_of(import) + "/outcomes?status=failed");
  ASSERT_EQ(failed["total"], 1);
  const Json& outcome = failed["outcomes"][0];
  EXPECT_THAT(outcome["error"]["code"].get<std::string>(), testing::StartsWith("xml/"));
  EXPECT_NE(outcome["error"]["message"], "");
  EXPECT_NE(outcome["error"]["action"], "");
  EXPECT_EQ(outcome["retry"], "possible");
}

TEST_F(ImportsTest, OutcomesComeInPagesAndByNameAndStatus) {
  make_saves(12);
  const Json import = import_all();
  const Json page = get(path_of(import) + "/outcomes?offset=10&limit=5");
  EXPECT_EQ(page["total"], 12);
  ASSERT_EQ(page["outcomes"].size(), 2U);
  EXPECT_EQ(page["outcomes"][0]["position"], 10);
  EXPECT_EQ(get(path_of(import) + "/outcomes?search=g01")["total"], 2);
  EXPECT_EQ(get(path_of(import) + "/outcomes?status=duplicate")["total"], 0);
}

TEST_F(ImportsTest, AHeldImportGoesOnStepByStep) {
  make_saves(5);
  EventStream events(port(), token_);
  EXPECT_EQ(next_event(events, "state")["imports"].size(), 0U);
  const Json import = start_held();
  next_event(events, "import",
             [](const Json& now) { return now["state"] == "paused" && now["progress"]["total"] == 5; });
  post(path_of(import) + "/step", {{"files", 2}});
  EXPECT_EQ(next_event(events, "import", decided(2))["progress"]["completed"], 2);
  EXPECT_EQ(get(path_of(import))["state"], "paused");

  // Somebody who comes later, or again, is told how things stand.
  EventStream late(port(), token_);
  const Json state = next_event(late, "state");
  EXPECT_EQ(state["imports"][0]["progress"]["completed"], 2);
  EXPECT_EQ(get(path_of(import) + "/outcomes?status=waiting")["total"], 3);

  post(path_of(import) + "/resume");
  EXPECT_EQ(wait_for_end(late, import["import_id"])["progress"]["imported"], 5);
  EXPECT_EQ(wait_for_end(events, import["import_id"])["state"], "finished");
}

TEST_F(ImportsTest, EveryOutcomeIsToldOnceAndInOrder) {
  make_saves(7);
  EventStream events(port(), token_);
  post("/api/imports", {{"folders", {1}}}, 202);
  std::vector<int> positions;
  while (const auto event = events.next()) {
    check(*event);
    if (event->name == "import" && !event->data["finished"].is_null()) break;
    if (event->name != "outcomes") continue;
    for (const Json& outcome : event->data["outcomes"]) positions.push_back(outcome["position"]);
  }
  EXPECT_THAT(positions, ElementsAre(0, 1, 2, 3, 4, 5, 6));
}

TEST_F(ImportsTest, ACancelledImportKeepsWhatItBroughtAndGoesOnWhenItIsRetried) {
  make_saves(5);
  EventStream events(port(), token_);
  const Json import = start_held();
  post(path_of(import) + "/step", {{"files", 2}});
  next_event(events, "import", decided(2));
  post(path_of(import) + "/cancel");
  const Json end = wait_for_end(events, import["import_id"]);
  EXPECT_EQ(end["state"], "cancelled");
  EXPECT_EQ(end["progress"]["cancelled"], 3);
  EXPECT_EQ(saves_in_library(), 2U);

  const Json rest = post(path_of(import) + "/retry", Json::object(), 202);
  EXPECT_EQ(wait_for_end(events, rest["import_id"])["progress"]["imported"], 3);
  EXPECT_EQ(saves_in_library(), 5U);
}

TEST_F(ImportsTest, OneRunsAndTheOthersWaitForTheirTurn) {
  make_saves(2);
  EventStream events(port(), token_);
  const Json first = start_held();
  next_event(events, "import", [](const Json& now) { return now["state"] == "paused"; });
  const Json second = post("/api/imports", {{"folders", {1}}}, 202);
  const Json third = post("/api/imports", {{"folders", {1}}}, 202);
  EXPECT_EQ(second["queue_position"], 1);
  EXPECT_EQ(third["queue_position"], 2);
  post(path_of(second) + "/cancel");
  EXPECT_EQ(get(path_of(second))["state"], "cancelled");
  EXPECT_EQ(get(path_of(third))["queue_position"], 1);
  post(path_of(first) + "/resume");
  EXPECT_EQ(wait_for_end(events, third["import_id"])["progress"]["duplicates"], 2);
}

TEST_F(ImportsTest, AFileThatWasMendedGoesInWhenItIsRetried) {
  folder_.write("saves/a.xml", "<Root>");
  const Json import = import_all();
  EXPECT_EQ(import["progress"]["failed"], 1);
  folder_.write("saves/a.xml", save("G", 1));
  EventStream events(port(), token_);
  const Json again = post(path_of(import) + "/retry", {{"positions", {0}}}, 202);
  EXPECT_EQ(again["origin"], "retry");
  EXPECT_EQ(wait_for_end(events, again["import_id"])["progress"]["imported"], 1);
  EXPECT_EQ(post(path_of(again) + "/retry", Json::object(), 409)["code"], "api/nothing-to-retry");
}

TEST_F(ImportsTest, UploadsAreOneImportAndLeaveNothingBehind) {
  EventStream events(port(), token_);
  const Json import = post("/api/imports", {{"uploads", true}}, 202);
  EXPECT_EQ(import["state"], "receiving");
  const auto upload = [&](const std::string& name, const std::string& content) {
    return ask("POST", path_of(import) + "/files?name=" + name, content, "application/octet-stream");
  };
  EXPECT_EQ(upload("Saves%2Fa.xml", save("G", 1)).json()["name"], "Saves/a.xml");
  EXPECT_EQ(upload("..%2F..%2Fetc%2Fpasswd", save("G", 2)).status, 201) << "a name is a name, not a place";
  EXPECT_EQ(upload("Saves%2Fa.xml", save("G", 3)).json()["name"], "Saves/a.xml (2)");
  EXPECT_EQ(upload("bad.xml", "<Root").status, 201);
  post(path_of(import) + "/start", nullptr, 202);
  const Json end = wait_for_end(events, import["import_id"]);
  EXPECT_EQ(end["progress"]["imported"], 3);
  EXPECT_EQ(end["title"], "4 files");
  const Json failed = get(path_of(import) + "/outcomes?status=failed")["outcomes"][0];
  EXPECT_EQ(failed["path"], "bad.xml");
  EXPECT_EQ(failed["retry"], "upload");
  EXPECT_EQ(post(path_of(import) + "/retry", {{"positions", {3}}}, 409)["code"], "api/choose-again");
  EXPECT_EQ(upload("late.xml", save("G", 4)).code(), "api/not-receiving");
  const Json games = get("/api/games");
  EXPECT_EQ(games["games"][0]["saves"][0]["file_path"], "upload:Saves/a.xml (2)");
  EXPECT_TRUE(!std::filesystem::exists(library().string() + ".uploads/1")) << "the files themselves are gone";
}

TEST_F(ImportsTest, AnImportIsUndoneAndTheUndoingToo) {
  make_saves(3);
  const Json import = import_all();
  const Json removal = post(path_of(import) + "/undo");
  EXPECT_EQ(removal["saves"], 3);
  EXPECT_EQ(saves_in_library(), 0U);
  EXPECT_EQ(get(path_of(import))["undo"], "done");
  EXPECT_EQ(post(path_of(import) + "/undo", nullptr, 409)["code"], "api/nothing-to-undo");
  const std::string back = "/api/removals/" + removal["removal_id"].dump() + "/undo";
  EXPECT_EQ(post(back)["undone"], true);
  EXPECT_EQ(saves_in_library(), 3U);
  EXPECT_EQ(get(path_of(import))["undo"], "possible");
  EXPECT_EQ(post(back, nullptr, 409)["code"], "store/too-late");
}

TEST_F(ImportsTest, RemovingASaveOrAGameCanBeUndone) {
  make_saves(3);
  make_saves(1, "a%2Fb");  // a game_id with a % in it
  import_all();
  const Json save_removal = send("DELETE", "/api/saves/1");
  EXPECT_EQ(save_removal["saves"], 1);
  const Json game_removal = send("DELETE", "/api/games/G");
  EXPECT_EQ(game_removal["saves"], 2);
  EXPECT_EQ(ask("GET", "/api/games/G").status, 404);
  EXPECT_EQ(ask("DELETE", "/api/saves/1").status, 404);
  EXPECT_EQ(get("/api/games/a%252Fb")["game_key"], "a%2Fb");
  post("/api/removals/" + game_removal["removal_id"].dump() + "/undo");
  EXPECT_EQ(saves_in_library(), 3U);
}

TEST_F(ImportsTest, NothingIsRemovedWhileAnImportRuns) {
  make_saves(2);
  const Json first = import_all();
  make_saves(2, "H");
  EventStream events(port(), token_);
  const Json held = start_held();
  next_event(events, "import", [](const Json& now) { return now["progress"]["total"] == 4; });
  // Its files are found before it has the library: the first one decided shows that it does.
  post(path_of(held) + "/step", {{"files", 1}});
  next_event(events, "import", decided(1));
  EXPECT_EQ(send("DELETE", "/api/games/G", nullptr, 409)["code"], "api/import-running");
  EXPECT_EQ(post(path_of(first) + "/undo", nullptr, 409)["code"], "api/import-running");
  post(path_of(held) + "/cancel");
  wait_for_end(events, held["import_id"]);
}

TEST_F(ImportsTest, ThisIsMeDecidesWhoseResultIsShown) {
  make_saves(1);
  import_all();
  const Json owner = get("/api/owner");
  EXPECT_EQ(owner["me"], nullptr);
  EXPECT_EQ(owner["humans"].size(), 2U);
  send("PUT", "/api/owner", {{"online_id", "bea"}});
  EXPECT_EQ(get("/api/games")["games"][0]["owner_nation"], "NATION_EGYPT");
  send("PUT", "/api/owner", {{"online_id", "ada"}});
  EXPECT_EQ(get("/api/games")["games"][0]["owner_nation"], "NATION_ROME");
  EXPECT_EQ(send("PUT", "/api/owner", {{"online_id", "nobody"}}, 404)["code"], "api/no-such-person");
  EXPECT_EQ(send("PUT", "/api/owner", {{"online_id", nullptr}})["me"], nullptr);
}

TEST_F(ImportsTest, TheServerEndsInTheMiddleOfAnImport) {
  make_saves(3);
  EventStream events(port(), token_);
  const Json held = start_held();
  post(path_of(held) + "/step", {{"files", 1}});
  next_event(events, "import", decided(1));
  server_->stop();
  bool said_goodbye = false;
  while (const auto event = events.next()) said_goodbye |= event->name == "bye";
  EXPECT_TRUE(said_goodbye);
  server_.reset();
  start();
  EXPECT_EQ(saves_in_library(), 1U) << "what was told as imported is there";
}

}  // namespace
}  // namespace perankh::server_test
