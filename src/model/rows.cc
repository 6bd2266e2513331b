#include "model/rows.h"

namespace perankh::model {

bool KeyedValue::is_plain() const {
  return !other.has_value() && !index.has_value() && !index2.has_value() && !name.has_value();
}

const Layout& KeyedValue::layout() {
  static const Layout kLayout = LayoutBuilder<KeyedValue>("keyed_value")
                                    .column("subject", &KeyedValue::subject)
                                    .column("owner", &KeyedValue::owner)
                                    .column("field", &KeyedValue::field)
                                    .column("key", &KeyedValue::key)
                                    .column("other", &KeyedValue::other)
                                    .column("idx", &KeyedValue::index)
                                    .column("idx2", &KeyedValue::index2)
                                    .column("value", &KeyedValue::value)
                                    .column("name", &KeyedValue::name)
                                    .build();
  return kLayout;
}

const Layout& KeyedValue::plain_layout() {
  static const Layout kLayout = LayoutBuilder<KeyedValue>("plain_value")
                                    .column("subject", &KeyedValue::subject)
                                    .column("owner", &KeyedValue::owner)
                                    .column("field", &KeyedValue::field)
                                    .column("key", &KeyedValue::key)
                                    .column("value", &KeyedValue::value)
                                    .build();
  return kLayout;
}

const Layout& TileChange::layout() {
  static const Layout kLayout = LayoutBuilder<TileChange>("tile_change")
                                    .column("tile_id", &TileChange::tile)
                                    .column("field", &TileChange::field)
                                    .column("turn", &TileChange::turn)
                                    .column("value", &TileChange::value)
                                    .column("name", &TileChange::name)
                                    .build();
  return kLayout;
}

const Layout& Detail::layout() {
  static const Layout kLayout = LayoutBuilder<Detail>("detail")
                                    .column("owner", &Detail::owner)
                                    .column("part", &Detail::part)
                                    .column("record", &Detail::record)
                                    .column("path", &Detail::path)
                                    .column("value", &Detail::value)
                                    .column("name", &Detail::name)
                                    .column("text", &Detail::text)
                                    .build();
  return kLayout;
}

}  // namespace perankh::model
