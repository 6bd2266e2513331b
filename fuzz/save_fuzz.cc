// A whole save from its XML: whatever comes, the rows fit together, reading is repeatable, and the account counts every
// value that another parser sees.
#include <cstddef>
#include <cstdint>
#include <pugixml.hpp>
#include <string>

#include "check.h"
#include "game_data_check.h"
#include "model/account.h"
#include "model/leaves_test.h"
#include "model/parse.h"

namespace perankh::fuzz {
namespace {

void check_account(const std::string& xml, SymbolCache& symbols) {
  const auto game = model::parse_game(xml, symbols);
  pugi::xml_document document;
  if (!game || !document.load_buffer(xml.data(), xml.size())) return;
  check(model::summarize((*game)->account).leaf_values == model::leaves(document.child("Root")), "the account adds up");
}

}  // namespace
}  // namespace perankh::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using perankh::fuzz::check;
  const std::string xml(reinterpret_cast<const char*>(data), size);
  perankh::SymbolCache& symbols = perankh::fuzz::shared_names();
  const std::uint64_t first = perankh::fuzz::parse_and_check(xml, symbols);
  check(first == perankh::fuzz::parse_and_check(xml, symbols), "reading is repeatable");
  perankh::fuzz::check_account(xml, symbols);
  return 0;
}
