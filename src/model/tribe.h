// A tribe of the map: Gauls, Scythians, barbarians.
#pragma once

#include "base/values.h"
#include "model/layout.h"

namespace perankh::model {

/// <Tribe>; may be empty. What else stands in it is kept as Details, with the tribe's ordinal as owner.
struct Tribe {
  Symbol id;  ///< TRIBE_GAULS
  Int ordinal;
  CharacterId leader;
  PlayerId allied_player;
  Symbol religion;

  static const Layout& layout();
};

}  // namespace perankh::model
