#pragma once

// What an importer should find in a save, stated by the model that wrote it.

#include <cstddef>
#include <string>

#include "model.h"

namespace perankh::savegen {

// JSON: the match, its players, and for each relation of the SQL surface its rows and the sums of its integer columns.
std::string make_truth(const Save& save, const std::string& file, std::size_t xml_bytes);

}  // namespace perankh::savegen
