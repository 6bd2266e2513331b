// The server and web/api/openapi.json say the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "api/call.h"
#include "server_test.h"

namespace perankh::server_test {
namespace {

using testing::UnorderedElementsAreArray;

std::string token_of(const api::Route& route) {
  if (route.role == api::Role::kAnybody) return "";
  return route.role == api::Role::kPage ? "page" : "command";
}

TEST(Contract, EveryOperationIsARouteAndEveryRouteAnOperation) {
  std::vector<std::string> promised;
  for (const Contract::Operation& operation : Contract::of_the_page().operations()) {
    promised.push_back(operation.method + " " + operation.path + " " + operation.name + " " + operation.token +
                       (operation.has_json_body ? " json" : "") + (operation.has_file_body ? " file" : ""));
  }
  std::vector<std::string> there;
  for (const api::Route& route : api::routes()) {
    there.push_back(std::string(route.method) + " " + std::string(route.path) + " " + std::string(route.name) + " " +
                    token_of(route) + (route.body == api::BodyKind::kJson ? " json" : "") +
                    (route.body == api::BodyKind::kFile ? " file" : ""));
  }
  EXPECT_THAT(there, UnorderedElementsAreArray(promised));
}

TEST(Contract, ParametersAreTheSame) {
  for (const Contract::Operation& operation : Contract::of_the_page().operations()) {
    const auto routes = api::routes();
    const auto route = std::ranges::find(routes, operation.name, &api::Route::name);
    ASSERT_NE(route, routes.end()) << operation.name;
    EXPECT_THAT(std::vector<std::string>(route->parameters.begin(), route->parameters.end()),
                UnorderedElementsAreArray(operation.parameters))
        << operation.name;
  }
}

class ContractTest : public ServerTest {};

// ServerTest::ask() holds each answer against the file; here every operation of the page is asked once at least.
TEST_F(ContractTest, EveryOperationAnswersAsPromised) {
  make_saves(3);
  folder_.write("saves/bad.xml", "<Root");
  get("/api/health");
  post("/api/session", {{"key", server_->api().access().key()}});
  get("/api/session");
  get("/api/folders");
  post("/api/folders", {{"path", saves().string()}});
  get("/api/folders/1/saves?offset=1&limit=1");
  const Json done = import_all();
  EXPECT_EQ(done["state"], "finished");
  get("/api/imports");
  get("/api/imports/1");
  get("/api/imports/1/outcomes?status=failed&search=BAD&offset=0&limit=10");
  EXPECT_THAT(ask("GET", "/api/imports/1/report").body, testing::HasSubstr("bad.xml"));

  EventStream events(port(), token_);
  const Json uploads = post("/api/imports", {{"uploads", true}, {"paused", true}}, 202);
  const std::string at = "/api/imports/" + uploads["import_id"].dump();
  EXPECT_EQ(ask("POST", at + "/files?name=x.xml", save("H", 1), "application/octet-stream").status, 201);
  EXPECT_EQ(ask("POST", at + "/files?name=y.xml", save("H", 2), "application/octet-stream").status, 201);
  post(at + "/start", nullptr, 202);
  post(at + "/pause");
  post(at + "/step", {{"files", 1}});
  post(at + "/resume");
  wait_for_end(events, uploads["import_id"]);
  const Json again = post("/api/imports/1/retry", Json::object(), 202);
  wait_for_end(events, again["import_id"]);
  const Json held = post("/api/imports", {{"folders", {1}}, {"paused", true}}, 202);
  post("/api/imports/" + held["import_id"].dump() + "/cancel");
  wait_for_end(events, held["import_id"]);

  get("/api/games");
  get("/api/games/G");
  get("/api/saves/1/tables/players");
  get("/api/owner");
  send("PUT", "/api/owner", {{"online_id", "ada"}});
  const Json removal = post(at + "/undo");
  post("/api/removals/" + removal["removal_id"].dump() + "/undo");
  send("DELETE", "/api/saves/1");
  send("DELETE", "/api/games/G");
}

}  // namespace
}  // namespace perankh::server_test
