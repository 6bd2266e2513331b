// The text of relations/*.sql, put into the program by CMake.
#pragma once

#include <array>
#include <string_view>

namespace perankh::store {

/// In the order in which their views can be created.
extern const std::array<std::string_view, 5> kRelationFiles;

}  // namespace perankh::store
