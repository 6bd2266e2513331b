// Markup: what is no XML, what is XML nobody should read, and sizes beyond sense.
#include <fmt/format.h>

#include "hostile_file.h"
#include "xml/cursor.h"

namespace perankh::hostile {

namespace {

constexpr std::size_t kHundredMegabytes = 100'000'000;

HostileFile file(const char* name, const char* code, std::string content) {
  return {name, code, [content = std::move(content)] { return content; }};
}

std::string utf_16(std::string_view ascii, bool big_endian) {
  std::string wide;
  for (const char letter : ascii) wide += big_endian ? std::string{'\0', letter} : std::string{letter, '\0'};
  return wide;
}

std::string in_utf_16(bool big_endian, bool marked) {
  const std::string mark = big_endian ? "\xfe\xff" : "\xff\xfe";
  return (marked ? mark : "") + utf_16(good_save("wide"), big_endian);
}

std::string with_doctype(const std::string& declarations, const std::string& text) {
  return "<?xml version=\"1.0\"?><!DOCTYPE Root [" + declarations + "]><Root GameName=\"" + text +
         "\"><Game><Turn>3</Turn></Game></Root>";
}

std::string billion_laughs() {
  std::string declarations = "<!ENTITY a0 \"ha\">";
  for (int level = 1; level < 10; ++level) {
    declarations += fmt::format("<!ENTITY a{} \"{}\">", level, repeated(fmt::format("&a{};", level - 1), 10));
  }
  return with_doctype(declarations, "&a9;");
}

std::vector<HostileFile> declarations() {
  return {
      file("doctype", "xml/doctype", with_doctype("", "")),
      file("entity_expansion", "xml/doctype", billion_laughs()),
      file("external_entity", "xml/doctype", with_doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;")),
      file("external_entity_by_net", "xml/doctype", with_doctype("<!ENTITY x SYSTEM \"http://localhost/\">", "&x;")),
      file("external_dtd", "xml/doctype", "<!DOCTYPE Root SYSTEM \"http://localhost/x.dtd\">" + good_save("dtd")),
      file("doctype_inside", "xml/doctype", save_of("<!DOCTYPE Root>")),
      file("unknown_entity", "xml/bad-entity", good_save("&x;")),
      file("endless_entity", "xml/bad-entity", good_save("&" + std::string(1'000'000, 'a') + ";")),
      file("character_zero", "xml/bad-entity", good_save("&#0;")),
      file("character_of_a_pair", "xml/bad-entity", good_save("&#xD800;")),
      file("character_beyond_all", "xml/bad-entity", good_save("&#x110000;")),
      file("character_number_of_30_digits", "xml/bad-entity", good_save("&#" + std::string(30, '9') + ";")),
      {"entities_10_million", "", [] { return save_of("", "", "A=\"" + repeated("&amp;", 10'000'000) + "\""); }},
  };
}

std::vector<HostileFile> encodings() {
  const std::string log = "<Player ID=\"0\"><TurnLogList><LogData><Text>{}</Text></LogData></TurnLogList></Player>";
  const auto in_log = [&](std::string_view text) { return save_of(fmt::format(fmt::runtime(log), text)); };
  using namespace std::string_view_literals;
  return {
      file("utf_8_cut", "xml/bad-encoding", in_log("\xe4\xb8")),
      file("utf_8_overlong", "xml/bad-encoding", in_log("\xc0\xaf")),
      file("utf_8_surrogate", "xml/bad-encoding", in_log("\xed\xa0\x80")),
      file("latin_1_text", "xml/bad-encoding", in_log("\xe9t\xe9")),
      file("latin_1_value", "xml/bad-encoding", good_save("\xe9t\xe9")),
      file("latin_1_name", "xml/bad-encoding", save_of("<\xe9t\xe9/>")),
      file("latin_1_in_cdata", "xml/bad-encoding", in_log("<![CDATA[\xe9]]>")),
      file("utf_16_little", "xml/bad-encoding", in_utf_16(false, true)),
      file("utf_16_big", "xml/bad-encoding", in_utf_16(true, true)),
      file("utf_16_little_unmarked", "xml/malformed", in_utf_16(false, false)),
      file("utf_16_big_unmarked", "zip/not-a-zip", in_utf_16(true, false)),  // begins with a zero byte
      file("zero_in_text", "xml/malformed", in_log("a\0b"sv)),
      file("zero_in_cdata", "xml/malformed", in_log("<![CDATA[a\0b]]>"sv)),
      file("zero_in_value", "xml/malformed", good_save("a\0b"sv)),
      file("zero_in_name", "xml/malformed", save_of("<a\0b/>"sv)),
      file("zero_between", "xml/malformed", save_of("\0"sv)),
      file("zero_at_the_end", "xml/malformed", good_save("end") + std::string(1, '\0')),
  };
}

std::vector<HostileFile> unterminated() {
  const std::string start = "<Root><Game><Turn>7</Turn>";
  std::vector<HostileFile> files;
  for (const auto& [what, text] : std::initializer_list<std::pair<const char*, const char*>>{
           {"element", "<a>"},
           {"tag", "<a"},
           {"tag_with_space", "<a "},
           {"attribute", "<a b"},
           {"attribute_without_value", "<a b="},
           {"value", "<a b=\"c"},
           {"empty_tag", "<a /"},
           {"end_tag", "<a></a"},
           {"end_of_an_end_tag", "<a></"},
           {"text", "<a>text"},
           {"comment", "<!-- c -"},
           {"cdata", "<a><![CDATA[x]]"},
           {"instruction", "<?p ?"},
           {"markup", "<"},
       }) {
    files.push_back(file(what, "xml/truncated", start + text));
  }
  files.push_back(file("entity", "xml/bad-entity", start + "<a>&am</a></Game></Root>"));
  files.push_back(file("declaration", "xml/malformed", start + "<!-"));
  files.push_back(file("prolog", "xml/truncated", "<?xml version=\"1.0\""));
  files.push_back(file("nothing_but_a_prolog", "xml/truncated", "<?xml version=\"1.0\"?>\n"));
  for (HostileFile& each : files) each.name = "unterminated_" + each.name;
  return files;
}

std::vector<HostileFile> shapes() {
  return {
      file("two_roots", "xml/malformed", good_save("a") + "<Root/>"),
      file("text_before_root", "xml/malformed", "<?xml version=\"1.0\"?>text" + good_save("a")),
      file("text_behind_root", "xml/malformed", good_save("a") + "text"),
      file("text_between", "", save_of("text<Player ID=\"0\"/>text")),
      file("comments_around", "", "<!-- a -->" + good_save("comments") + "<!-- b --><?c d?>\n"),
      file("wrong_end_tag", "xml/malformed", "<Root><Game></Root></Game>"),
      file("end_tag_alone", "xml/malformed", good_save("a") + "</Root>"),
      file("value_without_quotes", "xml/malformed", "<Root a=b></Root>"),
      file("markup_in_a_value", "xml/malformed", good_save("<")),
      file("attributes_1024", "", save_of("", "", repeated("a=\"\" ", 1024))),
      file("attributes_1025", "xml/malformed", save_of("", "", repeated("a=\"\" ", 1025))),
      file("name_of_256_letters", "", save_of("<" + std::string(256, 'n') + "/>")),
      file("name_of_257_letters", "xml/long-name", save_of("<" + std::string(257, 'n') + "/>")),
      file("attribute_name_of_257_letters", "xml/long-name", save_of("", "", std::string(257, 'n') + "=\"\"")),
      file("name_of_257_bytes_beyond_ascii", "xml/long-name", save_of("<n" + repeated("\xc3\xa9", 128) + "/>")),
      file("levels_64", "", save_of(repeated("<a>", 63) + repeated("</a>", 63))),
      file("levels_65", "xml/too-deep", save_of(repeated("<a>", 64) + repeated("</a>", 64))),
  };
}

std::vector<HostileFile> large() {
  return {
      {"levels_100000", "xml/too-deep", [] { return save_of(repeated("<a>", 100'000) + repeated("</a>", 100'000)); }},
      {"attribute_of_100_megabytes", "",
       [] { return save_of("", "", "A=\"" + std::string(kHundredMegabytes, 'a') + "\""); }},
      {"attribute_of_100_megabytes_beyond_ascii", "",
       [] { return save_of("", "", "A=\"" + repeated("\xc3\xa9", kHundredMegabytes / 2) + "\""); }},
      {"name_of_the_game_of_100_megabytes", "save/too-much-text",
       [] { return good_save(std::string(kHundredMegabytes, 'a')); }},
      {"element_name_of_100_megabytes", "xml/long-name",
       [] { return save_of("<" + std::string(kHundredMegabytes, 'n') + "/>"); }},
      {"comment_of_100_megabytes", "", [] { return save_of("<!--" + std::string(kHundredMegabytes, ' ') + "-->"); }},
      {"value_never_closed", "xml/truncated", [] { return "<Root a=\"" + std::string(kHundredMegabytes, 'a'); }},
      {"spaces_alone", "zip/not-a-zip", [] { return std::string(kHundredMegabytes, ' '); }},
  };
}

}  // namespace

std::vector<HostileFile> xml() {
  std::vector<HostileFile> files;
  for (auto make : {declarations, encodings, unterminated, shapes, large}) {
    for (HostileFile& file : make()) files.push_back({"xml_" + file.name, file.expected, file.content, file.note});
  }
  return files;
}

}  // namespace perankh::hostile
