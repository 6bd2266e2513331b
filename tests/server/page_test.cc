// The built page: which file an address gives, and how long a browser may keep it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server_test.h"

namespace perankh::server_test {
namespace {

class PageTest : public ServerTest {
 protected:
  void SetUp() override {
    folder_.write("page/index.html", "<!doctype html>the page");
    folder_.write("page/assets/index-1a2b.js", "run()");
    start({.api = {.page = folder_.path() / "page"}});
  }
  Reply fetch(const std::string& target, const std::vector<std::string>& headers = {}) const {
    return exchange(port(), request_text(port(), "GET", target, headers));
  }
};

TEST_F(PageTest, ItsOwnAddressesGiveThePage) {
  for (const std::string target : {"/", "/games/x/map", "/?a=1"}) {
    const Reply reply = fetch(target, {"Sec-Fetch-Site: cross-site"});  // a link elsewhere may lead here
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "<!doctype html>the page");
    EXPECT_EQ(reply.headers.at("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(reply.headers.at("cache-control"), "no-cache");
  }
  EXPECT_EQ(fetch("/none.js").status, 404);
}

TEST_F(PageTest, FilesWithAHashInTheirNameAreKeptForGood) {
  const Reply reply = fetch("/assets/index-1a2b.js");
  EXPECT_EQ(reply.body, "run()");
  EXPECT_THAT(reply.headers.at("content-type"), testing::StartsWith("text/javascript"));
  EXPECT_THAT(reply.headers.at("cache-control"), testing::HasSubstr("immutable"));
}

TEST_F(PageTest, WhatTheBrowserHasIsNotSentAgain) {
  const Reply first = fetch("/");
  const Reply again = fetch("/", {"If-None-Match: " + first.headers.at("etag")});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
}

// To compress costs far more than a loopback takes.
TEST_F(PageTest, NothingIsCompressedWhateverABrowserTakes) {
  for (const std::string target : {"/", "/assets/index-1a2b.js", "/api/session"}) {
    const Reply reply = fetch(target, {"Accept-Encoding: gzip, deflate, br, zstd"});
    EXPECT_FALSE(reply.headers.contains("content-encoding")) << target;
  }
  EXPECT_EQ(fetch("/", {"Accept-Encoding: br"}).body, "<!doctype html>the page");
}

class NoPageTest : public ServerTest {};

TEST_F(NoPageTest, SaysThatThereIsNone) {
  const Reply reply = exchange(port(), request_text(port(), "GET", "/"));
  EXPECT_EQ(reply.status, 503);
  EXPECT_THAT(reply.body, testing::HasSubstr("API answers"));
}

}  // namespace
}  // namespace perankh::server_test
