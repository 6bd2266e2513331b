// The result of a query on stdout, in the formats of `per-ankh sql`.
#pragma once

#include <cstdint>

#include "store/database.h"

namespace perankh::cli {

enum class RowFormat : std::uint8_t {
  kTable,  ///< aligned for people; long cells are shortened on a terminal
  kCsv,    ///< RFC 4180, with a head; NULL is empty, an empty text is ""
  kJson,   ///< an array of objects
};

/// Prints all rows. CSV and JSON are written row by row, so that a result may be larger than memory likes.
void print_rows(store::QueryResult& rows, RowFormat format);

}  // namespace perankh::cli
