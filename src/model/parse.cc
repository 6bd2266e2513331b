#include "model/parse.h"

#include "base/numbers.h"
#include "model/game_data.h"
#include "model/reader.h"
#include "model/results.h"
#include "xml/cursor.h"

namespace perankh::model {

namespace {

/// Most of a save's rows are of three kinds, whose number follows from the length of the text. Reserving a little
/// less than usual keeps growth to one step without holding memory nobody uses.
void reserve(GameData& game, std::size_t xml_bytes) {
  game.tiles.reserve(xml_bytes / 1900);
  game.sights.reserve(xml_bytes / 1600);
  game.values_of(Subject::kCharacter).reserve(xml_bytes / 1100);
  game.series_values.reserve(xml_bytes / 170);
  game.texts.reserve(xml_bytes / 60);
}

}  // namespace

Result<std::unique_ptr<GameData>> parse_game(std::string_view xml_text, SymbolCache& symbols) {
  auto game = std::make_unique<GameData>();
  reserve(*game, xml_text.size());
  xml::Cursor xml(xml_text);
  Reader reader(xml, symbols, *game, xml_text.size());
  if (xml.open_root()) {
    if (xml.name() == "Root") {
      reader.read_save();
    } else {
      xml.fail("save/not-a-save", "this is XML, but not a save of Old World: its root element is not <Root>");
    }
  }
  if (auto end = xml.finish(); !end) return std::unexpected(std::move(end.error()));
  if (!game->game.turn.has_value()) {
    return fail("save/missing-field",
                "this is not a save of Old World: it does not say which turn it is (Root/Game/Turn)");
  }
  if (auto unique = settle_repeated_ids(*game, symbols.table()); !unique)
    return std::unexpected(std::move(unique.error()));
  if (const auto active = parse_int(xml.instruction("ActivePlayer"))) game->save.active_player = *active;
  work_out_results(*game, symbols);
  return game;
}

}  // namespace perankh::model
