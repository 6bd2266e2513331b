#include "cli/message.h"

#include <algorithm>
#include <string>

#include "cli/console.h"
#include "cli/text.h"

namespace perankh::cli {

void complain(std::string_view sentence) {
  std::string text;
  for (std::size_t start = 0; start <= sentence.size();) {  // line by line, since printable() spells line ends out
    const std::size_t end = std::min(sentence.find('\n', start), sentence.size());
    text += printable(sentence.substr(start, end - start)) + '\n';
    start = end + 1;
  }
  console().print(Stream::kErr, "per-ankh: " + text);
}

void complain(const Error& error) {
  const bool named = error.file.empty() || error.message.find(error.file) != std::string::npos;
  const std::string place = named ? "" : printable(error.file) + ": ";
  complain("{}{} [{}]", place, describe(error), error.code);
}

ExitCode give_up(const Error& error, ExitCode code) {
  complain(error);
  return code;
}

}  // namespace perankh::cli
