// Libraries that earlier versions wrote: tests/fixtures.
#pragma once

#include <string>

namespace perankh::cli_test {

/// The bytes of the library of a published schema version. Throws when there is none.
[[nodiscard]] std::string library_of_version(int version);

}  // namespace perankh::cli_test
