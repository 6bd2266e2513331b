// The XML cursor over any bytes: it ends, gives the same twice, and where expat reads the document as well, both read
// the same names and texts.
#include <expat.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "check.h"
#include "xml/cursor.h"

namespace perankh::fuzz {
namespace {

// Every element as "<name", every leaf's text as "=text", every end as ">".
using Events = std::vector<std::string>;

void walk(xml::Cursor& xml, Events& events) {
  check(!xml.name().empty() && xml.name().size() <= xml::Cursor::kMaxName, "names have a length");
  check(is_utf8(xml.name()), "names are UTF-8");
  events.push_back("<" + std::string(xml.name()));
  for (const xml::Attribute& attribute : xml.attributes()) {
    const std::string_view value = xml.value(attribute);
    check(xml.failed() || is_utf8(value), "values are UTF-8");
    check(!attribute.name.empty(), "attributes have names");
  }
  if (const auto text = xml.leaf_text()) {
    check(xml.failed() || is_utf8(*text), "texts are UTF-8");
    events.push_back("=" + std::string(*text));
  } else {
    while (xml.next_child()) walk(xml, events);
  }
  events.emplace_back(">");
}

struct Reading {
  std::optional<Error> error;
  Events events;
};

Reading read_with_cursor(const std::string& document) {
  xml::Cursor xml(document);
  Reading reading;
  if (xml.open_root()) walk(xml, reading.events);
  const auto end = xml.finish();
  check(xml.offset() <= document.size(), "the cursor stays inside the document");
  if (end) return reading;
  reading.error = end.error();
  check(end.error().code.starts_with("xml/"), "errors are about XML");
  check(!xml.next_child(), "after a fault there is no more");
  return reading;
}

bool skips(const std::string& document) {
  xml::Cursor xml(document);
  if (xml.open_root()) xml.skip();
  return xml.finish().has_value();
}

struct Expat {
  Events events;
  std::vector<std::string> texts;  // of the open elements
  std::vector<bool> leaf;
};

// What expat makes of it; nothing when it refuses the document.
std::optional<Events> read_with_expat(const std::string& document) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"), &XML_ParserFree);
  Expat expat;
  XML_SetUserData(parser.get(), &expat);
  XML_SetElementHandler(
      parser.get(),
      [](void* data, const XML_Char* name, const XML_Char**) {
        auto& own = *static_cast<Expat*>(data);
        if (!own.leaf.empty()) own.leaf.back() = false;
        own.events.push_back("<" + std::string(name));
        own.texts.emplace_back();
        own.leaf.push_back(true);
      },
      [](void* data, const XML_Char*) {
        auto& own = *static_cast<Expat*>(data);
        if (own.leaf.back()) own.events.push_back("=" + own.texts.back());
        own.events.emplace_back(">");
        own.texts.pop_back();
        own.leaf.pop_back();
      });
  XML_SetCharacterDataHandler(parser.get(), [](void* data, const XML_Char* text, int length) {
    static_cast<Expat*>(data)->texts.back().append(text, static_cast<std::size_t>(length));
  });
  if (XML_Parse(parser.get(), document.data(), static_cast<int>(document.size()), 1) != XML_STATUS_OK)
    return std::nullopt;
  return expat.events;
}

void check_document(const std::string& document) {
  const Reading reading = read_with_cursor(document);
  const Reading again = read_with_cursor(document);
  check(reading.events == again.events && reading.error.has_value() == again.error.has_value(),
        "reading is repeatable");
  if (reading.error) return;
  check(skips(document), "what can be read can be skipped");
  if (const auto events = read_with_expat(document)) check(*events == reading.events, "expat reads the same");
}

}  // namespace
}  // namespace perankh::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  perankh::fuzz::check_document(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
