// How the library remembers where a file lay, so that it can be found again: names of files may be any bytes, texts of
// DuckDB are UTF-8.
#pragma once

#include <filesystem>
#include <string>

#include "store/database.h"

namespace perankh::store {

/// Two columns of a table.
struct RecordedPath {
  std::string text;  ///< what people see: bytes that are no UTF-8 are U+FFFD
  std::string
      bytes;  ///< the path itself in hexadecimal, only where the text is not the path; else empty, stored as NULL
};

/// From the root on, since the library may be asked from another folder. What came from a browser (upload:NAME) has no
/// place to go back to and stays as it is.
[[nodiscard]] RecordedPath recorded(const std::filesystem::path& path);

/// The path of which recorded() made these two. Libraries of before schema version 4 have the text alone.
[[nodiscard]] std::string path_of(const Value& text, const Value& bytes);

}  // namespace perankh::store
