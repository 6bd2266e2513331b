// Rows that many concepts share: values under a key, histories over turns, changes of tiles, and details.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/values.h"
#include "model/layout.h"

namespace perankh::model {

/// Whose keyed values: ids of different kinds of entities overlap.
enum class Subject : std::uint8_t { kGame, kPlayer, kCharacter, kCity, kTile, kUnit };
inline constexpr std::size_t kSubjects = 6;

/// One value under a key, of an entity or of the game itself.
///
/// The key is the name of an element, taken apart: names of the game go to `key` and `other`, numbers to `index` and
/// `index2`. What a number is (a player, a team, a turn, a position) follows from `field`.
///
///     YieldStockpile/YIELD_FOOD                     key = YIELD_FOOD
///     AgentTurn/P.1                                 index = 1
///     TeamDiplomacy/T.0.1                           index = 0, index2 = 1
///     TribeDiplomacy/TRIBE_GAULS.0                  key = TRIBE_GAULS, index = 0
///     FamilyEventStoryTurn/FAMILY_X.EVENTSTORY_Y    key = EVENTSTORY_Y, other = FAMILY_X
///     Leaders/ID (the third)                        index = 2
///
/// The value is a number or a name of the game; an empty element (a flag) has neither.
struct KeyedValue {
  Int subject;   ///< a Subject, as its number
  Int owner;     ///< id of the entity; 0 for the game itself
  Symbol field;  ///< name of the element around it
  Symbol key;
  Symbol other;
  Int index;
  Int index2;
  Int value;
  Symbol name;

  /// A number under one name and nothing else, as most are: a table of its own, without the columns it leaves empty.
  [[nodiscard]] bool is_plain() const;

  /// The table of those that are not plain: all columns.
  static const Layout& layout();
  static const Layout& plain_layout();
};

/// A history over turns. Turns ascend; a turn that is not there keeps the value of the turn before it.
///
/// RevealedTurn and VisibleTime have the same shape: for each team the tiles it has seen, in ascending order where
/// others have turns, and a turn for each. When dense, kGap stands for a tile between them that was not seen.
struct Series {
  static constexpr std::int32_t kGap = -1;

  Int owner;     ///< a player; a team for these two; none for the game's own (prices)
  Symbol field;  ///< PointsHistory, YieldRateHistory, ...
  Symbol key;    ///< yield, family or religion; none for histories without
  Int first_turn;
  bool dense = true;  ///< the turns are first_turn, first_turn + 1, ...; else they stand in GameData::series_turns
  std::uint32_t first_value = 0;  ///< into GameData::series_values, and series_turns when not dense
  std::uint32_t count = 0;
  std::uint32_t first_sparse_turn = 0;
};

/// Something about a tile that changed: its owner, terrain, vegetation or height.
struct TileChange {
  TileId tile;
  Symbol field;  ///< OwnerHistory, TerrainHistory, VegetationHistory, HeightHistory
  Int turn;
  Int value;    ///< a player, -1 when it was lost
  Symbol name;  ///< a terrain, ...; none for NONE

  static const Layout& layout();
};

/// A value of a part of the save that has no struct of its own: pings, decisions, the computer's notes.
struct Detail {
  Int owner;    ///< id of the entity it stands under; 0 for the game itself
  Symbol part;  ///< "Player/Pings"
  Int record;   ///< position of the element directly below the part
  Symbol path;  ///< path below the part: "Ping@Tile", "DecisionData/DataList/SUBJECT_CITY"
  Int value;    ///< the text, when it is a number,
  Symbol name;  ///< a name of the game,
  Text text;    ///< or anything else

  static const Layout& layout();
};

}  // namespace perankh::model
