// The inner loops of the cursor: where does a name, a text, a run of spaces end? Sixteen bytes at a time where the
// processor has SSE2 (every x86-64) and the document has that many left; else byte by byte, with the same result.
//
// All functions rely on the zero byte behind the document: it ends everything.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace perankh::xml {

// What a byte can be, so that one look into a table ends every loop.
enum Class : std::uint8_t { kOther = 0, kSpace = 1, kName = 2, kHigh = 4, kTextEnd = 8 };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (const char c : std::string_view(" \t\r\n")) classes[static_cast<unsigned char>(c)] = kSpace;
  for (std::size_t c = 'a'; c <= 'z'; ++c) classes[c] = kName;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) classes[c] = kName;
  for (std::size_t c = '0'; c <= '9'; ++c) classes[c] = kName;
  for (const char c : std::string_view("_-.:")) classes[static_cast<unsigned char>(c)] = kName;
  for (std::size_t c = 0x80; c < 0x100; ++c) classes[c] = kName | kHigh | kTextEnd;
  // A plain text ends where it is no longer its own value: at markup, entities, CR (CRLF becomes LF) and non-ASCII.
  for (const char c : std::string_view("<&\r")) classes[static_cast<unsigned char>(c)] |= kTextEnd;
  classes[0] |= kTextEnd;
  return classes;
}

inline constexpr auto kClasses = make_classes();

inline bool is(char c, std::uint8_t wanted) { return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0; }

/// Indentation is a third of a save: a line begins with CRLF or LF and then spaces, mostly a multiple of eight.
inline const char* skip_space(const char* at, const char* end) {
  constexpr std::uint64_t kEightSpaces = 0x2020202020202020;
  if (*at == '\r') ++at;
  if (*at == '\n') ++at;
  std::uint64_t eight = 0;
  while (end - at >= 8 && (std::memcpy(&eight, at, 8), eight == kEightSpaces)) at += 8;
  while (is(*at, kSpace)) ++at;
  return at;
}

/// memcmp for names: two overlapping loads decide up to 16 letters without a call.
inline bool same_bytes(const char* a, const char* b, std::size_t size) {
  const auto same = [&]<class Word>(Word, std::size_t at) {
    Word left{};
    Word right{};
    std::memcpy(&left, a + at, sizeof left);
    std::memcpy(&right, b + at, sizeof right);
    return left == right;
  };
  if (size > 16) return std::memcmp(a, b, size) == 0;
  if (size >= 8) return same(std::uint64_t{}, 0) && same(std::uint64_t{}, size - 8);
  if (size >= 4) return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - 4);
  for (std::size_t at = 0; at < size; ++at) {
    if (a[at] != b[at]) return false;
  }
  return true;
}

#if defined(__SSE2__)
/// The first of the next sixteen bytes for which `mask` has a bit; sixteen when there is none.
inline int first_of(__m128i mask) {
  return std::countr_zero(static_cast<std::uint32_t>(_mm_movemask_epi8(mask)) | 0x10000U);
}
#endif

/// The end of the ASCII name that begins at `at`. A byte above 127 ends it as well; see name_end_slow.
inline const char* ascii_name_end(const char* at, const char* end) {
#if defined(__SSE2__)
  while (end - at >= 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    // Letters of both cases at once (bit 5 set), then digits with '-' '.' '/' ':' around them, less '/'.
    const __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const __m128i letter =
        _mm_and_si128(_mm_cmpgt_epi8(lower, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(lower, _mm_set1_epi8('z' + 1)));
    const __m128i digit =
        _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('-' - 1)), _mm_cmplt_epi8(bytes, _mm_set1_epi8(':' + 1)));
    const __m128i line = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_'));
    const __m128i slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('/'));
    const __m128i name = _mm_andnot_si128(slash, _mm_or_si128(_mm_or_si128(letter, digit), line));
    const int length = first_of(_mm_cmpeq_epi8(name, _mm_setzero_si128()));
    at += length;
    if (length < 16) return at;
  }
#endif
  while (is(*at, kName) && !is(*at, kHigh)) ++at;
  return at;
}

/// The end of the plain text that begins at `at`: the first '<', '&', CR, zero or byte above 127; of an attribute's
/// value its `quote` as well, or every value would look through all the text behind its element.
inline const char* plain_text_end(const char* at, const char* end, char quote = '<') {
#if defined(__SSE2__)
  while (end - at >= 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i markup =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('<')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&')));
    const __m128i other =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')), _mm_cmplt_epi8(bytes, _mm_set1_epi8(1)));
    const __m128i closing = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(quote));
    const int length = first_of(_mm_or_si128(_mm_or_si128(markup, other), closing));
    at += length;
    if (length < 16) return at;
  }
#endif
  while (!is(*at, kTextEnd) && *at != quote) ++at;
  return at;
}

}  // namespace perankh::xml
