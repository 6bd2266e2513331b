// libFuzzer's own mutations break the nesting of tags, and a reader is left at the first mismatch. Half of the time
// this changes XML as XML instead: whole elements are moved, repeated, dropped, renamed, or given another text.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): the names are libFuzzer's
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
// NOLINTEND(readability-identifier-naming)

namespace {

struct Element {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t name_length = 0;
  bool closed = false;  // with an end tag; else <name />
};

bool ends_name(char c) { return std::string_view(" \t\r\n/>").find(c) != std::string_view::npos; }

// Elements with their end tags, found roughly: the text may be broken already.
std::vector<Element> elements_of(std::string_view xml) {
  std::vector<Element> found;
  std::vector<std::size_t> open;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string_view::npos) break;
    const char next = xml[at + 1];
    if (next == '?' || next == '!') continue;
    if (next == '/') {
      if (open.empty()) continue;
      found[open.back()].end = end + 1;
      found[open.back()].closed = true;
      open.pop_back();
      continue;
    }
    std::size_t name_end = at + 1;
    while (!ends_name(xml[name_end])) ++name_end;
    found.push_back({.begin = at, .end = end + 1, .name_length = name_end - at - 1});
    if (xml[end - 1] != '/') open.push_back(found.size() - 1);
  }
  return found;
}

constexpr std::array<std::string_view, 24> kTexts = {"",
                                                     "0",
                                                     "-1",
                                                     "1",
                                                     "2147483647",
                                                     "-2147483648",
                                                     "99999999999999999999",
                                                     "3x",
                                                     "NONE",
                                                     "True",
                                                     "T.0",
                                                     "\n  ",
                                                     "x y",
                                                     "&amp;",
                                                     "&#65;",
                                                     "\r\n",
                                                     "\xC3\xA9",
                                                     "<![CDATA[x]]>",
                                                     "<!-- c -->",
                                                     "<a/>",
                                                     "TERRAIN_LUSH",
                                                     "<T5>1</T5>",
                                                     "<Team Terrain=\"TERRAIN_A\">0</Team>",
                                                     "YIELD_FOOD"};

class Mutation {
 public:
  Mutation(std::string& xml, unsigned seed) : xml_(xml), random_(seed), elements_(elements_of(xml)) {}

  void apply() {
    if (elements_.empty()) return;
    const Element target = any();
    const Element other = any();
    const std::string copy = xml_.substr(other.begin, other.end - other.begin);
    switch (random_() % 6) {
      case 0:
        xml_.erase(target.begin, target.end - target.begin);
        break;
      case 1:
        xml_.insert(target.begin, copy);
        break;
      case 2:
        xml_.replace(target.begin, target.end - target.begin, copy);
        break;
      case 3:
        rename(target, xml_.substr(other.begin + 1, other.name_length));
        break;
      default:
        retext(target);
    }
  }

 private:
  Element any() { return elements_[random_() % elements_.size()]; }

  void rename(const Element& element, const std::string& name) {
    if (element.closed) {
      const std::size_t tag = xml_.rfind("</", element.end);
      xml_.replace(tag + 2, element.end - tag - 3, name);
    }
    xml_.replace(element.begin + 1, element.name_length, name);
  }

  void retext(const Element& element) {
    if (!element.closed) return;
    const std::size_t begin = xml_.find('>', element.begin) + 1;
    const std::size_t end = xml_.rfind("</", element.end);
    if (end < begin) return;
    xml_.replace(begin, end - begin, kTexts[random_() % kTexts.size()]);
  }

  std::string& xml_;
  std::minstd_rand random_;
  std::vector<Element> elements_;
};

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): likewise
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  if (seed % 2 == 0) return LLVMFuzzerMutate(data, size, max_size);
  std::string xml(reinterpret_cast<const char*>(data), size);
  Mutation(xml, seed / 2).apply();
  if (xml.empty() || xml.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::ranges::copy(xml, data);
  return xml.size();
}
