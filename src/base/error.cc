#include "base/error.h"

#include <fmt/format.h>

namespace perankh {

std::string describe(const Error& error) {
  std::string text = error.message;
  if (!error.element.empty()) text += fmt::format(" (at {})", error.element);
  if (error.offset) text += fmt::format(" (byte {})", *error.offset);
  return text;
}

}  // namespace perankh
