#include "xml/cursor.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace perankh::xml {
namespace {

/// Reads a document to its end and writes down what was seen: "a(k=v)[b'text']".
std::string outline(Cursor& xml) {
  std::string seen(xml.name());
  std::string attributes;
  for (const Attribute& attribute : xml.attributes()) {
    attributes += std::string(attribute.name) + "=" + std::string(xml.value(attribute)) + ";";
  }
  if (!attributes.empty()) seen += "(" + attributes + ")";
  if (const auto text = xml.leaf_text()) return seen + "'" + std::string(*text) + "'";
  seen += "[";
  while (xml.next_child()) seen += outline(xml);
  return seen + "]";
}

std::string read(const std::string& document) {
  Cursor xml(document);
  const std::string seen = xml.open_root() ? outline(xml) : "";
  const auto end = xml.finish();
  return end ? seen : end.error().code;
}

struct Case {
  std::string document;
  std::string expected;
};

TEST(Cursor, ReadsWhatTheGameWrites) {
  const std::vector<Case> cases = {
      {"<a/>", "a''"},
      {"<a />", "a''"},
      {"<a></a>", "a''"},
      {"\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<?ActivePlayer 0?>\r\n<a>\r\n  <b>1</b>\r\n  <c />\r\n</a>\r\n",
       "a[b'1'c'']"},
      {"<a\r\n  x=\"1\"\r\n  y='2'>t</a >", "a(x=1;y=2;)'t'"},
      {"<a><T.0.1>5</T.0.1><P.0.EVENT_X /></a>", "a[T.0.1'5'P.0.EVENT_X'']"},
      {"<a>x<b>1</b>y</a>", "a[b'1']"},
      {"<a><!-- <b> --><b>1</b><!-- --></a><!-- end -->", "a[b'1']"},
  };
  for (const Case& c : cases) EXPECT_EQ(read(c.document), c.expected) << c.document;
}

TEST(Cursor, DecodesText) {
  const std::vector<Case> cases = {
      {"<a>&lt;b&gt; &amp;lt; &quot;&apos;</a>", "a'<b> &lt; \"''"},
      {"<a>&#233;&#x4E2D;&#x1F3DB;</a>", "a'é中🏛'"},
      {"<a>caf\xC3\xA9</a>", "a'café'"},
      {"<a k=\"&amp;  x\n y\"/>", "a(k=&  x\n y;)''"},
      {"<a>one\r\ntwo\rthree</a>", "a'one\ntwo\nthree'"},
      {"<a>x<!-- no -->y<![CDATA[<&>]]>z</a>", "a'xy<&>z'"},
  };
  for (const Case& c : cases) EXPECT_EQ(read(c.document), c.expected) << c.document;
}

TEST(Cursor, RefusesWhatIsNotWellFormed) {
  const std::vector<Case> cases = {
      {"", "xml/truncated"},
      {"  ", "xml/truncated"},
      {"text", "xml/malformed"},
      {"<a", "xml/truncated"},
      {"<a>", "xml/truncated"},
      {"<a><b>", "xml/truncated"},
      {"<a><b></b>", "xml/truncated"},
      {"<a>text", "xml/truncated"},
      {"<a k=\"v", "xml/truncated"},
      {"<a k=\"<\"/>", "xml/malformed"},
      {"<a k=v/>", "xml/malformed"},
      {"<a k/>", "xml/malformed"},
      {"<a\"k\"/>", "xml/malformed"},
      {"<a></b>", "xml/malformed"},
      {"<a></ab>", "xml/malformed"},
      {"<ab></a>", "xml/malformed"},
      {"<a><></></a>", "xml/malformed"},
      {"<a/><a/>", "xml/malformed"},
      {"<a/>text", "xml/malformed"},
      {"<a><!-- </a>", "xml/truncated"},
      {"<a><![CDATA[ </a>", "xml/truncated"},
      {"<a>&nbsp;</a>", "xml/bad-entity"},
      {"<a>&#0;</a>", "xml/bad-entity"},
      {"<a>&#xD800;</a>", "xml/bad-entity"},
      {"<a>&unterminated</a>", "xml/bad-entity"},
      {"<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "xml/doctype"},
      {"<a>\xFF</a>", "xml/bad-encoding"},
      {"<a>\xC3</a>", "xml/bad-encoding"},
      {"<a>\xC0\x80</a>", "xml/bad-encoding"},
      {"<a>\xED\xA0\x80</a>", "xml/bad-encoding"},
      {"<\xFF/>", "xml/bad-encoding"},
      {"<a k=\"\xFF\"/>", "xml/bad-encoding"},
      {std::string("\xFF\xFE<\0a\0", 6), "xml/bad-encoding"},
      {std::string("<a>\0</a>", 8), "xml/malformed"},
      {std::string("<a><b>x\0y</b></a>", 17), "xml/malformed"},
  };
  for (const Case& c : cases) EXPECT_EQ(read(c.document), c.expected) << c.document;
}

TEST(Cursor, RefusesNestingBeyondItsLimit) {
  std::string deep;
  for (int level = 0; level < 100000; ++level) deep += "<a>";
  EXPECT_EQ(read(deep), "xml/too-deep");
}

TEST(Cursor, EveryPrefixOfADocumentIsRefused) {
  const std::string whole = "<?xml version='1.0'?><a k='v'><!-- c --><b>x&amp;y</b><c /><d><![CDATA[z]]></d></a>";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const std::string cut = whole.substr(0, length);
    EXPECT_EQ(read(cut).substr(0, 4), "xml/") << cut;
  }
}

TEST(Cursor, SaysWhereItStopped) {
  const std::string document = "<Root><Player><Name>a</Nome></Player></Root>";
  Cursor xml(document);
  ASSERT_TRUE(xml.open_root());
  xml.skip();
  const auto end = xml.finish();
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().element, "Root/Player/Name");
  EXPECT_EQ(end.error().offset, document.find("</Nome>"));
}

TEST(Cursor, SkipLeavesJustTheCurrentElement) {
  const std::string document = "<a><b><c><d/></c>text</b><e/><f>1</f></a>";
  Cursor xml(document);
  ASSERT_TRUE(xml.open_root());
  ASSERT_TRUE(xml.next_child());
  xml.skip();
  ASSERT_TRUE(xml.next_child());
  EXPECT_EQ(xml.name(), "e");
  xml.skip();
  ASSERT_TRUE(xml.next_child());
  EXPECT_EQ(xml.leaf_text(), "1");
  EXPECT_FALSE(xml.next_child());
  EXPECT_TRUE(xml.finish());
}

// Found by fuzz/xml against expat.
TEST(Cursor, LineEndsOfCdataAreLineFeeds) {
  const std::string document = "<a>\r\n<![CDATA[x\r\ny\rz]]>\r</a>";
  Cursor xml(document);
  ASSERT_TRUE(xml.open_root());
  EXPECT_EQ(xml.leaf_text(), "\nx\ny\nz\n");
}

TEST(Cursor, GivesInstructionsOfTheProlog) {
  const std::string document = "<?xml version='1.0'?><?ActivePlayer 3?><a/>";
  Cursor xml(document);
  ASSERT_TRUE(xml.open_root());
  EXPECT_EQ(xml.instruction("ActivePlayer"), "3");
  EXPECT_EQ(xml.instruction("Other"), "");
}

}  // namespace
}  // namespace perankh::xml
