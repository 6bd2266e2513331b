// The tables of each room of a save's pages. save_tables.cc puts them together.
#pragma once

#include <vector>

#include "query/save_tables.h"

namespace perankh::query {

[[nodiscard]] std::vector<SaveTable> settings_tables();
[[nodiscard]] std::vector<SaveTable> overview_tables();
[[nodiscard]] std::vector<SaveTable> timeline_tables();
[[nodiscard]] std::vector<SaveTable> history_tables();
[[nodiscard]] std::vector<SaveTable> military_tables();
[[nodiscard]] std::vector<SaveTable> law_and_tech_tables();
[[nodiscard]] std::vector<SaveTable> character_tables();
[[nodiscard]] std::vector<SaveTable> family_and_religion_tables();
[[nodiscard]] std::vector<SaveTable> city_tables();
[[nodiscard]] std::vector<SaveTable> event_tables();
[[nodiscard]] std::vector<SaveTable> map_tables();

}  // namespace perankh::query
