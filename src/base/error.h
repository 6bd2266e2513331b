// Errors as values. Libraries return Result<T>; only the edges (cli, api) speak to people.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace perankh {

/// Why something could not be done.
///
/// `code` is stable and may be tested or matched by programs ("zip/too-large", "xml/malformed"); its first part names
/// the stage that failed. `message` is a sentence for people that says what is wrong and, where there is something to
/// do, what to do. The rest says where, as far as it is known: the outermost place is filled in by whoever knows it.
struct Error {
  std::string code;
  std::string message;
  std::string file = {};                               ///< path of the save, as the user gave it
  std::string entry = {};                              ///< name of the entry inside the zip
  std::string element = {};                            ///< path of the XML element, "Root/Player/YieldStockpile"
  std::optional<std::uint64_t> offset = std::nullopt;  ///< byte in the XML (or in the zip for zip/ codes)
};

template <class T>
using Result = std::expected<T, Error>;

/// Shorthand for returning an error: `return fail("zip/not-a-zip", "...");`
[[nodiscard]] inline std::unexpected<Error> fail(std::string_view code, std::string message) {
  return std::unexpected(Error{.code = std::string(code), .message = std::move(message)});
}

/// One line for people: the sentence, then where it happened.
[[nodiscard]] std::string describe(const Error& error);

}  // namespace perankh
