#include "bench/parts/concept_cut.h"

#include "bench/require.h"
#include "xml/cursor.h"

namespace perankh::bench {

std::string cut_to(std::string_view document, std::string_view element) {
  xml::Cursor xml(document);
  require(xml.open_root(), "the sample is not XML");
  std::string cut(document.substr(0, xml.offset()));
  if (element != "Game") cut += "<Game><Turn>1</Turn></Game>";
  std::size_t start = xml.offset();
  while (xml.next_child()) {
    const bool wanted = xml.name() == element;
    xml.skip();
    if (wanted) cut += document.substr(start, xml.offset() - start);
    start = xml.offset();
  }
  value_of(xml.finish());
  return cut + "\r\n</Root>";
}

}  // namespace perankh::bench
