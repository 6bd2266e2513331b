// An empty library of this program's schema: a file that was made when the program was built (make_new_library.cc),
// since making 30 tables and 110 views takes a sixth of an import of ten saves.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "base/error.h"

namespace perankh::store {

/// The file's content. Libraries begin as copies of it. Errors: store/memory.
[[nodiscard]] Result<std::string> new_library();

/// The same as it lies in the program: deflated. In new_library_bytes.cc, which the build makes.
struct DeflatedLibrary {
  std::span<const unsigned char> bytes;
  std::size_t size;  ///< of the file
};
extern const DeflatedLibrary kDeflatedLibrary;

}  // namespace perankh::store
