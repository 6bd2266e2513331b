#include "base/plain_name.h"

#include <algorithm>

namespace perankh {

namespace {

bool is_lower(char letter) { return letter >= 'a' && letter <= 'z'; }

char to_lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

std::string plain_name(std::string_view symbol) {
  const std::size_t kind = symbol.find('_');
  if (kind != std::string_view::npos) symbol.remove_prefix(kind + 1);
  if (symbol.starts_with("MapScript")) symbol.remove_prefix(std::string_view("MapScript").size());
  const bool shouted = std::ranges::none_of(symbol, is_lower);
  std::string name;
  char before = ' ';
  for (const char letter : symbol) {
    if (!shouted && is_lower(before) && !is_lower(letter) && letter != '_') name += ' ';
    name += letter == '_' ? ' ' : shouted && before != ' ' ? to_lower(letter) : letter;
    before = name.back();
  }
  return name;
}

}  // namespace perankh
