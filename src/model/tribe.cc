#include "model/tribe.h"

namespace perankh::model {

const Layout& Tribe::layout() {
  static const Layout kLayout = LayoutBuilder<Tribe>(Concept::kTribe, "Tribe", "tribe")
                                    .attribute("ID", &Tribe::id)
                                    .column("ordinal", &Tribe::ordinal)
                                    .element("LeaderID", &Tribe::leader)
                                    .element("AlliedPlayer", &Tribe::allied_player)
                                    .element("Religion", &Tribe::religion)
                                    .rest_as_detail()
                                    .build();
  return kLayout;
}

}  // namespace perankh::model
