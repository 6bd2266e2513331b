#include "model/unit.h"

#include "model/reader.h"

namespace perankh::model {

const Layout& Unit::layout() {
  static const Layout kLayout = LayoutBuilder<Unit>(Concept::kUnit, "Tile/Unit", "unit")
                                    .column("tile_id", &Unit::tile)
                                    .id("ID", &Unit::id)
                                    .attribute("Type", &Unit::type)
                                    .attribute("Player", &Unit::player)
                                    .attribute("Tribe", &Unit::tribe)
                                    .attribute("Seed", &Unit::seed)
                                    .element("XP", &Unit::xp)
                                    .element("Level", &Unit::level)
                                    .element("CreateTurn", &Unit::create_turn)
                                    .element("Facing", &Unit::facing)
                                    .element("OriginalPlayer", &Unit::original_player)
                                    .element("OriginalTribe", &Unit::original_tribe)
                                    .element("TurnsSinceLastMove", &Unit::turns_since_last_move)
                                    .element("TurnSteps", &Unit::turn_steps)
                                    .element("Gender", &Unit::gender)
                                    .element("Religion", &Unit::religion)
                                    .element("NameType", &Unit::name_type)
                                    .element("CurrentFormation", &Unit::current_formation)
                                    .element("Sleep", &Unit::sleep, &Unit::sleep_value)
                                    .element("Cooldown", &Unit::cooldown)
                                    .element("CooldownTurns", &Unit::cooldown_turns)
                                    .element("LevelPromotion", &Unit::level_promotion)
                                    .element("Damage", &Unit::damage)
                                    .element("GeneralID", &Unit::general)
                                    .element("CriticalHit", &Unit::critical_hit)
                                    .element("March", &Unit::march)
                                    .element("Anchored", &Unit::anchored)
                                    .element("Unlimbered", &Unit::unlimbered)
                                    .element("Pass", &Unit::pass)
                                    .element("Sentry", &Unit::sentry)
                                    .keyed("Promotions")
                                    .keyed("PromotionsAvailable")
                                    .keyed("BonusEffectUnits")
                                    .keyed("PlayerFamily")
                                    .keyed("EventStoryTurn")
                                    .keyed("RaidTurn")
                                    .detail("QueueList")
                                    .detail("AI")
                                    .build();
  return kLayout;
}

}  // namespace perankh::model
