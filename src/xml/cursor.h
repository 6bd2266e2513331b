// A pull cursor over the text of an XML document: one pass, no tree, no copies.
//
// The cursor is always inside one element, the current one. The legal calls, for every element:
//
//   open_root() then, for the current element:
//     attributes()*  ( leaf_text()          -> its text: the element is left
//                    | skip()               -> the element is left
//                    | ( next_child() -> true: now in the child, which must be left before the next call )*
//                      next_child() -> false: the element is left )
//   finish() once the root has been left.
//
//   xml::Cursor xml(document);
//   for (bool more = xml.open_root() && xml.next_child(); more; more = xml.next_child()) xml.skip();
//
// Errors: nothing throws and no call needs checking. After the first fault every call answers "no more", so loops end
// by themselves; finish() gives the fault, with its element path and byte. Codes: xml/truncated, xml/malformed,
// xml/too-deep, xml/long-name, xml/doctype, xml/bad-entity, xml/bad-encoding.
//
// Accepted on purpose: comments and instructions anywhere, CDATA, CRLF and LF, a byte order mark or none, repeated
// attributes (the last counts for who reads them in order). Refused on purpose: DOCTYPE (entity bombs live there), any
// encoding but UTF-8.
//
// Ownership: the document belongs to the caller, must outlive the cursor, and the byte after its end must be readable
// and zero (std::string and files::Buffer guarantee it); the inner loops rely on it instead of comparing with an end.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace perankh::xml {

struct Attribute {
  std::string_view name;
  std::string_view raw;  ///< as written between the quotes; see Cursor::value
  bool plain = true;     ///< raw is the value: no entity, no byte above 127
};

class Cursor {
 public:
  /// Real saves are 7 levels deep.
  static constexpr std::size_t kMaxDepth = 64;
  /// The longest name in a real save has 72 letters.
  static constexpr std::size_t kMaxName = 256;
  /// The root of a real save has 33 attributes, GameContentEnabled about 30.
  static constexpr std::size_t kMaxAttributes = 1024;

  explicit Cursor(std::string_view document);

  /// Reads the prolog and enters the root element.
  [[nodiscard]] bool open_root();

  /// Enters the next child of the current element; false when there is none left, and the current element is left.
  [[nodiscard]] bool next_child();

  /// The text of the current element, which is left; nothing when it has child elements (then next_child() gives the
  /// first). The view is valid until the next call of leaf_text() or value().
  [[nodiscard]] std::optional<std::string_view> leaf_text();

  /// Leaves the current element, whatever is in it.
  void skip();

  /// What follows the current element's start tag, to the end of the document: for who may have read the same bytes
  /// before. Empty for <name />.
  [[nodiscard]] std::string_view ahead() const { return empty_ ? std::string_view() : std::string_view(at_, end_); }

  /// Leaves the current element without reading it: its content and its end tag are the next `size` bytes of ahead(),
  /// which the caller knows because the same bytes were read as such an element before.
  void leave_known(std::size_t size) {
    at_ += size;
    --depth_;
  }

  /// Name of the current element.
  [[nodiscard]] std::string_view name() const { return open_[depth_ - 1]; }

  /// Attributes of the current element, in file order; valid until next_child() enters another element.
  [[nodiscard]] std::span<const Attribute> attributes() const { return attributes_; }

  /// Forgets them, once whoever reads has dealt with them.
  void drop_attributes() { attributes_.clear(); }

  /// The value of an attribute with entities resolved; valid until the next call of value() or leaf_text().
  [[nodiscard]] std::string_view value(const Attribute& attribute);

  /// Data of the processing instruction `<?target data?>` before the root; empty when there is none.
  [[nodiscard]] std::string_view instruction(std::string_view target) const;

  /// After the root has been left: is the rest of the document empty, and was everything well-formed?
  [[nodiscard]] Result<void> finish();

  [[nodiscard]] bool failed() const { return error_.has_value(); }

  /// Makes the cursor fail from outside: the reader of the format found something that cannot be a save.
  void fail(std::string_view code, std::string message);

  /// "Root/Player/YieldStockpile" for the current element.
  [[nodiscard]] std::string path() const;

  /// How many bytes of the document lie behind the cursor's place.
  [[nodiscard]] std::size_t remaining() const { return static_cast<std::size_t>(end_ - at_); }

  /// Byte in the document at which the cursor stands.
  [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }

  /// How many pieces of text stood beside child elements, where a save has none.
  [[nodiscard]] std::size_t stray_texts() const { return stray_texts_; }

 private:
  struct Instruction {
    std::string_view target;
    std::string_view data;
  };

  bool read_start_tag();
  bool check_start_tag(const char*& name_end);
  bool read_attributes();
  bool long_name();
  bool read_end_tag();
  bool check_end_tag();
  bool read_markup();  // comment, instruction or CDATA; at_ stands on '<'
  bool skip_until(std::string_view end, std::string_view what);
  std::optional<std::string_view> leaf_text_slow(const char* start);
  bool append_decoded(std::string_view raw, std::string& out, bool keep_line_ends);
  bool append_cdata();
  bool append_entity(std::string_view name, std::string& out);
  bool broken(std::string message);  // fails with xml/truncated at the end of the document, else xml/malformed

  const char* begin_;
  const char* end_;
  const char* at_;
  std::array<std::string_view, kMaxDepth> open_;
  std::size_t depth_ = 0;
  bool empty_ = false;  // the current element is written <name />
  std::vector<Attribute> attributes_;
  std::vector<Instruction> instructions_;
  std::string scratch_;
  std::size_t stray_texts_ = 0;
  std::optional<Error> error_;
};

}  // namespace perankh::xml
