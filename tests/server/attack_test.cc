// What others than the page may try: each is refused with the right status, and the page stays usable.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "server_test.h"

namespace perankh::server_test {
namespace {

using testing::HasSubstr;
using testing::Not;

class AttackTest : public ServerTest {
 protected:
  Reply raw(const std::string& text) const { return exchange(port(), text); }
  Reply with(const std::vector<std::string>& headers, const std::string& method = "GET",
             const std::string& target = "/api/session", const std::string& body = {}) const {
    return raw(request_text(port(), method, target, headers, body));
  }
  [[nodiscard]] std::string host() const { return "Host: 127.0.0.1:" + std::to_string(port()); }
  [[nodiscard]] std::string own_address() const { return "http://127.0.0.1:" + std::to_string(port()); }
  static std::string json_type() { return "Content-Type: application/json"; }

  // An answer of ours, and not of somebody who was let in.
  static void expect_refused(const Reply& reply, int status, const std::string& code) {
    EXPECT_EQ(reply.status, status) << reply.body;
    EXPECT_EQ(reply.code(), code) << reply.body;
    EXPECT_EQ(reply.headers.count("access-control-allow-origin"), 0U);
    EXPECT_EQ(Contract::of_the_page().fault_of("Error", reply.json()), "");
  }
  void expect_usable() const { EXPECT_EQ(ask("GET", "/api/session").status, 200); }
};

TEST_F(AttackTest, OnlyOnThisComputer) {
  // Whoever listened at all addresses would be found at this one, too.
  EXPECT_THROW(Socket(port(), "127.0.0.2"), std::runtime_error);
  expect_usable();
}

TEST_F(AttackTest, ForeignNamesAreNotServed) {
  for (const std::string& name : std::vector<std::string>{
           "evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:" + std::to_string(port()),
           "127.0.0.1:" + std::to_string(port()) + ".evil.example", "[::1]:" + std::to_string(port())}) {
    expect_refused(with({"Host: " + name, bearer()}), 403, "api/foreign-host");
    expect_refused(with({"Host: " + name}, "GET", "/"), 403, "api/foreign-host");
  }
  EXPECT_EQ(with({"Host: localhost:" + std::to_string(port()), bearer()}).status, 200);
  expect_refused(raw("GET /api/session HTTP/1.1\r\n" + bearer() + "\r\n\r\n"), 400, "api/bad-request");
  expect_refused(with({host(), "Host: evil.example", bearer()}), 400, "api/bad-request");
}

TEST_F(AttackTest, OtherOriginsAreNotServed) {
  for (const std::string& origin :
       std::vector<std::string>{std::string("http://evil.example"), std::string("null"),
                                "https://127.0.0.1:" + std::to_string(port()), std::string("http://127.0.0.1:1"),
                                "http://localhost:" + std::to_string(port()), own_address() + ".evil.example"}) {
    expect_refused(with({bearer(), "Origin: " + origin}), 403, "api/foreign-origin");
    expect_refused(with({"Origin: " + origin, json_type()}, "POST", "/api/session", R"({"key":"x"})"), 403,
                   "api/foreign-origin");
  }
  for (const std::string& site : std::vector<std::string>{"cross-site", "same-site"}) {
    expect_refused(with({bearer(), "Sec-Fetch-Site: " + site}), 403, "api/foreign-origin");
  }
  EXPECT_EQ(with({bearer(), "Origin: " + own_address(), "Sec-Fetch-Site: same-origin"}).status, 200);
}

TEST_F(AttackTest, NoPreflightIsAnswered) {
  const Reply reply =
      with({"Origin: http://evil.example", "Access-Control-Request-Method: DELETE"}, "OPTIONS", "/api/games/G");
  EXPECT_EQ(reply.status, 403);
  const Reply own = with({"Access-Control-Request-Method: DELETE"}, "OPTIONS", "/api/games/G");
  expect_refused(own, 405, "api/bad-method");
  EXPECT_EQ(own.headers.at("allow"), "GET, DELETE");
}

TEST_F(AttackTest, WithoutTheTokenNothingIsToldOrDone) {
  make_saves(1);
  import_all();
  for (const Contract::Operation& operation : Contract::of_the_page().operations()) {
    if (operation.token.empty()) continue;
    std::string target = operation.path;
    for (std::size_t at = target.find('{'); at != std::string::npos; at = target.find('{')) {
      target.replace(at, target.find('}') - at + 1, "1");
    }
    if (operation.name == "uploadFile") target += "?name=x";
    for (const std::string& token : std::vector<std::string>{"", "Authorization: Bearer ", "Authorization: Bearer 0000",
                                                             "Authorization: Basic YTpi"}) {
      const Reply reply = token.empty() ? with({}, operation.method, target) : with({token}, operation.method, target);
      expect_refused(reply, 401, "api/no-token");
    }
    const std::string other = operation.token == "page" ? server_->api().access().command_token() : token_;
    expect_refused(with({"Authorization: Bearer " + other}, operation.method, target), 403, "api/wrong-token");
  }
  EXPECT_EQ(get("/api/games")["games"].size(), 1U);
}

TEST_F(AttackTest, AKeyForOneUseIsUsedOnce) {
  const std::string key = server_->api().access().make_key_for_one_use();
  EXPECT_EQ(post("/api/session", {{"key", key}})["token"], token_);
  EXPECT_EQ(post("/api/session", {{"key", key}}, 401)["code"], "api/bad-key");
  EXPECT_EQ(post("/api/session", {{"key", token_}}, 401)["code"], "api/bad-key");
}

TEST_F(AttackTest, BodiesMustSayHowLongTheyAre) {
  expect_refused(with({bearer(), json_type(), "Content-Length: 0"}, "PUT", "/api/owner"), 400, "api/bad-json");
  expect_refused(with({bearer(), json_type()}, "PUT", "/api/owner"), 411, "api/no-length");
  expect_refused(raw("PUT /api/owner HTTP/1.1\r\n" + host() + "\r\n" + bearer() + "\r\n" + json_type() +
                     "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
                 411, "api/no-length");
  for (const std::string& length :
       std::vector<std::string>{"-1", "+5", "5,5", "0x5", "5 5", "99999999999999999999", ""}) {
    expect_refused(with({bearer(), json_type(), "Content-Length: " + length}, "PUT", "/api/owner", "hello"), 400,
                   "api/bad-request");
  }
}

TEST_F(AttackTest, SmuggledRequestsAreNeverAnswered) {
  const std::string hidden = "GET /api/games HTTP/1.1\r\n" + host() + "\r\n" + bearer() + "\r\n\r\n";
  const std::string head = " HTTP/1.1\r\n" + host() + "\r\n" + bearer() + "\r\n";
  const std::vector<std::string> attempts = {
      "POST /api/session" + head + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
      "POST /api/session" + head + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n" + hidden,
      "POST /api/session" + head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden,
      "POST /api/session" + head + "Transfer-Encoding: x\r\n\r\n" + hidden,
      "POST /api/session" + head + "X: a\r\n Content-Length: 9\r\n\r\n" + hidden,
      "POST /api/session" + head + "X: a\nContent-Length: 9\r\n\r\n" + hidden,
      "POST /api/imports/1/pause" + head + "Content-Length: " + std::to_string(hidden.size()) + "\r\n\r\n" + hidden,
      "GET /api/health" + head + "\r\n" + hidden,
      "GET /nothing.txt" + head + "\r\n" + hidden,
  };
  for (const std::string& attempt : attempts) {
    const Socket socket(port());
    socket.send(attempt);
    socket.finish();
    std::string all;
    for (std::string more = socket.receive(); !more.empty(); more = socket.receive()) all += more;
    EXPECT_THAT(all, testing::StartsWith("HTTP/1.1 ")) << attempt;
    EXPECT_EQ(all.find("HTTP/1.1 ", 1), std::string::npos) << "two answers to " << attempt;
    EXPECT_THAT(all, Not(HasSubstr("\"games\"")));
    EXPECT_THAT(all, HasSubstr("Connection: close"));
  }
  expect_usable();
}

TEST_F(AttackTest, OversizedBodiesAreRefusedBeforeTheyAreRead) {
  expect_refused(with({bearer(), json_type(), "Content-Length: 1048577"}, "PUT", "/api/owner"), 413, "api/too-large");
  const Json import = post("/api/imports", {{"uploads", true}}, 202);
  const std::string files = "/api/imports/" + import["import_id"].dump() + "/files?name=x";
  expect_refused(with({bearer(), "Content-Type: application/octet-stream", "Content-Length: 268435457"}, "POST", files),
                 413, "api/too-large");
  // One that goes on sending all the same reads its answer in peace.
  const Socket socket(port());
  socket.send(request_text(port(), "PUT", "/api/owner", {bearer(), json_type(), "Content-Length: 9000000"}));
  socket.send(std::string(9'000'000, 'x'));
  EXPECT_EQ(socket.reply().status, 413);
}

TEST_F(AttackTest, BodiesOfOtherTypesAreRefused) {
  for (const std::string& type : std::vector<std::string>{"text/plain", "application/x-www-form-urlencoded",
                                                          "multipart/form-data; boundary=x", ""}) {
    expect_refused(with({bearer(), "Content-Type: " + type}, "PUT", "/api/owner", "{}"), 415, "api/bad-type");
  }
  expect_refused(with({bearer(), json_type(), "Content-Encoding: gzip"}, "PUT", "/api/owner", "{}"), 415,
                 "api/bad-type");
  expect_refused(with({bearer(), json_type()}, "POST", "/api/imports/1/pause", "{}"), 400, "api/bad-request");
}

TEST_F(AttackTest, JsonMustBeWhatTheContractSays) {
  const std::string deep = R"({"folders":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
  for (const std::string& body : std::vector<std::string>{
           std::string("{"), std::string("[]"), std::string("null"), std::string("{}"),
           std::string(R"({"folders":[1e99]})"), std::string(R"({"folders":[-1]})"),
           std::string(R"({"folders":["1"]})"), std::string(R"({"folders":{"a":1}})"),
           std::string(R"({"folders":[1],"uploads":true})"), std::string(R"({"folders":[1],"more":1})"),
           std::string(R"({"folders":[18446744073709551615]})"), std::string("{\"folders\":[1]}\xFF"), deep}) {
    expect_refused(with({bearer(), json_type()}, "POST", "/api/imports", body), 400, "api/bad-json");
  }
  EXPECT_EQ(get("/api/imports")["imports"].size(), 0U);
}

TEST_F(AttackTest, FloodsOfHeadersAreCutOff) {
  std::vector<std::string> many(65, "X: y");
  many.push_back(bearer());
  expect_refused(with(many), 431, "api/too-many-headers");
  expect_refused(with({bearer(), "X: " + std::string(40'000, 'y')}), 431, "api/too-many-headers");
  expect_refused(with({bearer()}, "GET", "/api/session?x=" + std::string(5'000, 'y')), 431, "api/too-many-headers");
  // One that never ends is not kept either.
  const Socket socket(port());
  std::size_t sent = 0;
  while (sent < (64U << 20U) && socket.send("GET /" + std::string(65536, 'a'))) sent += 65536;
  EXPECT_LT(sent, 64U << 20U) << "the server never closed";
  expect_usable();
}

TEST_F(AttackTest, NoiseIsNoRequest) {
  for (const std::string& noise : std::vector<std::string>{
           "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\nHost: x\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n",
           "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n"}) {
    EXPECT_EQ(raw(noise).status, 400) << noise;
  }
  expect_usable();
}

TEST_F(AttackTest, PathsDoNotLeaveTheirFolders) {
  folder_.write("secret.xml", save("S", 1));
  std::filesystem::create_symlink(folder_.path() / "secret.xml", saves() / "link.xml");
  std::filesystem::create_directory_symlink(folder_.path(), saves() / "up");
  for (const std::string& name : std::vector<std::string>{"../secret.xml", "/etc/passwd", "up/secret.xml", "link.xml",
                                                          "./../secret.xml", "a/../../secret.xml"}) {
    const Json refused = post("/api/imports", {{"files", {{{"folder_id", 1}, {"name", name}}}}}, 403);
    EXPECT_EQ(refused["code"], "api/outside-folder") << name;
  }
  EXPECT_EQ(post("/api/imports", {{"files", {{{"folder_id", 1}, {"name", "none.xml"}}}}}, 404)["code"],
            "files/not-found");
  EXPECT_EQ(post("/api/imports", {{"folders", {2}}}, 404)["code"], "api/no-such-folder");
  EXPECT_EQ(get("/api/folders/1/saves")["total"], 0) << "what a link leads to outside is not listed";
  EXPECT_EQ(get("/api/folders")["folders"][0]["error"]["code"], "api/outside-folder");

  // The page's own files are in memory: no address leads to the disk.
  for (const std::string& target :
       std::vector<std::string>{"/../secret.xml", "/%2e%2e/secret.xml", "/..%2fsecret.xml",
                                "/assets/%2e%2e/%2e%2e/secret.xml", "/%00.html", "//etc/passwd.txt", "/%ff.html"}) {
    EXPECT_THAT(with({}, "GET", target).status, testing::AnyOf(400, 404)) << target;
  }
}

TEST_F(AttackTest, FoldersAreNamedByWholePaths) {
  EXPECT_EQ(post("/api/folders", {{"path", "saves"}}, 400)["code"], "api/relative-path");
  EXPECT_EQ(post("/api/folders", {{"path", "~/none"}}, 404)["code"], "files/not-found");
  EXPECT_EQ(post("/api/folders", {{"path", folder_.write("file.xml").string()}}, 400)["code"], "files/not-a-folder");
  EXPECT_EQ(post("/api/folders", {{"path", "~/saves/../saves"}})["folder_id"], 1) << "the same folder by another name";
  EXPECT_EQ(post("/api/folders", {{"path", "~"}})["folder_id"], 2);
}

TEST_F(AttackTest, AddressesAreAnsweredWithTheRightStatus) {
  expect_refused(ask("GET", "/api/nothing"), 404, "api/not-found");
  expect_refused(ask("GET", "/api"), 404, "api/not-found");
  expect_refused(ask("GET", "/api/imports/7"), 404, "api/no-such-import");
  expect_refused(ask("GET", "/api/imports/0"), 404, "api/not-found");
  expect_refused(ask("GET", "/api/imports/-1"), 404, "api/not-found");
  expect_refused(ask("GET", "/api/imports/1x"), 404, "api/not-found");
  expect_refused(ask("DELETE", "/api/imports"), 405, "api/bad-method");
  expect_refused(ask("PATCH", "/api/owner"), 405, "api/bad-method");
  expect_refused(ask("DELETE", "/"), 405, "api/bad-method");
  expect_refused(ask("GET", "/api/games?x=1"), 400, "api/bad-parameter");
  for (const std::string& query :
       std::vector<std::string>{"limit=0", "limit=1001", "offset=-1", "status=no", "limit=1&limit=2", "search=%ff"}) {
    EXPECT_EQ(ask("GET", "/api/imports/1/outcomes?" + query).status, 400) << query;
  }
}

TEST_F(AttackTest, ASecondServerDoesNotShareThePort) {
  auto keeper = api::LibraryKeeper::open(folder_.path() / "other.duckdb");
  ASSERT_TRUE(keeper);
  const auto second = api::Server::start(std::move(*keeper), {.port = port()});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "api/port-taken");
  expect_usable();
}

TEST_F(AttackTest, SlowClientsHangAloneAndAreSentAway) {
  server_.reset();
  start({.limits = {.head = std::chrono::milliseconds(300), .body = std::chrono::milliseconds(300)}});
  std::vector<Socket> slow;
  for (int client = 0; client < 20; ++client) slow.emplace_back(port()).send("GET /api/ses");
  const Socket body(port());
  body.send(request_text(port(), "PUT", "/api/owner", {bearer(), json_type(), "Content-Length: 20"}, "{\"online_id\""));
  expect_usable();
  for (const Socket& client : slow) EXPECT_EQ(client.reply().status, 408);
  EXPECT_EQ(body.reply().status, 408);
}

TEST_F(AttackTest, TooManyStreamsAndConnectionsAreSentAwayAndComeBack) {
  server_.reset();
  start({.threads = 20, .waiting = 2, .limits = {.head = std::chrono::seconds(2)}});
  {
    std::vector<EventStream> streams;
    for (std::size_t at = 0; at < api::Events::kListeners; ++at) {
      streams.emplace_back(port(), token_);
      EXPECT_EQ(streams.back().next()->name, "state");
    }
    const Reply one_more = ask("GET", "/api/events");
    expect_refused(one_more, 429, "api/too-many-streams");
    EXPECT_EQ(one_more.headers.at("retry-after"), "1");

    // Four threads are left, and two may wait: silent clients take all of it. A thread that is slow to take one off the
    // queue leaves too few of them in; then this client waits for its turn, and they try again, all six.
    std::vector<Socket> silent;
    Reply refused;
    for (int attempt = 0; attempt < 100 && refused.status != 503; ++attempt) {
      for (int client = 0; client < 6; ++client) silent.emplace_back(port()).send("GET /");
      refused = exchange(port(), request_text(port(), "GET", "/api/health"));
    }
    expect_refused(refused, 503, "api/busy");
  }
  // All have hung up, which the server sees one after the other.
  for (int attempt = 0; attempt < 1000 && ask("GET", "/api/session").status == 503; ++attempt) {
  }
  expect_usable();
}

TEST_F(AttackTest, TwoHundredRequestsAtOnceDuringAnImport) {
  make_saves(30);
  EventStream events(port(), token_);
  const Json import = post("/api/imports", {{"folders", {1}}, {"paused", true}}, 202);
  post("/api/imports/1/step", {{"files", 10}});
  std::atomic<int> answered = 0;
  std::vector<std::jthread> clients;
  for (int client = 0; client < 200; ++client) {
    clients.emplace_back([&, client] {
      const std::string target = client % 4 == 0   ? "/api/games"
                                 : client % 4 == 1 ? "/api/imports/1/outcomes"
                                 : client % 4 == 2 ? "/api/folders"
                                                   : "/api/session";
      const Reply reply = exchange(port(), request_text(port(), "GET", target, {bearer()}));
      if (reply.status == 200 && Contract::of_the_page().fault_of("GET", target, reply).empty()) ++answered;
    });
  }
  post("/api/imports/1/resume");
  clients.clear();
  EXPECT_EQ(answered, 200);
  EXPECT_EQ(wait_for_end(events, import["import_id"])["progress"]["imported"], 30);
}

TEST_F(AttackTest, EveryAnswerForbidsWhatThePageDoesNotNeed) {
  for (const Reply& reply : {with({}, "GET", "/"), with({bearer()}), with({})}) {
    EXPECT_THAT(reply.headers.at("content-security-policy"), HasSubstr("default-src 'none'"));
    EXPECT_THAT(reply.headers.at("content-security-policy"), Not(HasSubstr("unsafe")));
    EXPECT_EQ(reply.headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(reply.headers.at("referrer-policy"), "no-referrer");
    EXPECT_EQ(reply.headers.at("cross-origin-resource-policy"), "same-origin");
  }
  EXPECT_EQ(with({bearer()}).headers.at("cache-control"), "no-store");
}

}  // namespace
}  // namespace perankh::server_test
