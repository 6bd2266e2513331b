// How long a file may keep us follows from its size: for each way to be tiresome, four times the file costs about four
// times as much, and no byte costs more than a microsecond. Processor time counts, so a busy machine changes nothing.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

#include "hostile_file.h"
#include "zip/zip_builder.h"

namespace perankh::hostile {
namespace {

constexpr std::size_t kBytes = 1'000'000;
constexpr double kMostSecondsPerByte = 1e-6;  // usual is a hundredth of it; sanitizers take their part
constexpr double kMostGrowth = 12;            // of four times the bytes: quadratic is 16
constexpr double kClear = 0.4;                // seconds below which growth may be that of leaving the caches behind

double seconds_of(const std::string& content) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double start = now();
  static_cast<void>(prepare(content));
  return now() - start;
}

// The best of three: the first run pays for fresh memory.
double best_seconds_of(const std::string& content) {
  double best = seconds_of(content);
  for (int more = 0; more < 2 && best < 1; ++more) best = std::min(best, seconds_of(content));
  return best;
}

struct Tiresome {
  const char* name;
  std::string (*content)(std::size_t bytes);
};

void PrintTo(const Tiresome&, std::ostream*) {}

std::string player(const std::string& below) { return save_of("<Player ID=\"0\">" + below + "</Player>"); }
std::string keys(const std::string& below) { return player("<TechCount>" + below + "</TechCount>"); }

/// Pieces until there are as many bytes as wanted; `piece` is told which one it is.
template <class Piece>
std::string filled(std::size_t bytes, Piece piece) {
  std::string all;
  for (std::size_t at = 0; all.size() < bytes; ++at) all += piece(at);
  return all;
}
std::string filled_with(std::size_t bytes, std::string_view piece) { return repeated(piece, bytes / piece.size()); }

const Tiresome kMarkup[] = {
    {"value_beyond_ascii",
     [](std::size_t bytes) { return save_of("", "", "A=\"" + filled_with(bytes, "\xc3\xa9") + "\""); }},
    {"value_of_entities",
     [](std::size_t bytes) { return save_of("", "", "A=\"" + filled_with(bytes, "&lt;") + "\""); }},
    {"value_of_line_ends",
     [](std::size_t bytes) { return save_of("", "", "A=\"" + filled_with(bytes, "\r\n") + "\""); }},
    {"value_of_the_other_quote",
     [](std::size_t bytes) { return save_of("", "", "A=\"" + filled_with(bytes, "'") + "\""); }},
    {"attributes_before_a_long_text",
     [](std::size_t bytes) {
       return save_of("<x " + repeated("a=\"\" ", 1000) + ">" + filled_with(bytes, "x") + "</x>");
     }},
    {"elements_of_many_attributes",
     [](std::size_t bytes) { return save_of(filled_with(bytes, "<x " + repeated("a=\"\" ", 1000) + "/>")); }},
    {"text_of_entities", [](std::size_t bytes) { return save_of("<x>" + filled_with(bytes, "&amp;") + "</x>"); }},
    {"text_of_carriage_returns", [](std::size_t bytes) { return save_of("<x>" + filled_with(bytes, "\r") + "</x>"); }},
    {"text_of_comments", [](std::size_t bytes) { return save_of("<x>" + filled_with(bytes, "a<!---->") + "</x>"); }},
    {"text_of_cdata", [](std::size_t bytes) { return save_of("<x>" + filled_with(bytes, "<![CDATA[]]>") + "</x>"); }},
    {"text_between_elements", [](std::size_t bytes) { return save_of("<x>" + filled_with(bytes, "a<b/>") + "</x>"); }},
    {"almost_the_end_of_a_comment",
     [](std::size_t bytes) { return save_of("<!--" + filled_with(bytes, "--!") + "-->"); }},
    {"almost_the_end_of_a_section",
     [](std::size_t bytes) { return save_of("<x><![CDATA[" + filled_with(bytes, "]") + "]]></x>"); }},
    {"instructions", [](std::size_t bytes) { return filled_with(bytes, "<?a b?>") + good_save("instructions"); }},
    {"nested_to_the_limit",
     [](std::size_t bytes) { return save_of(filled_with(bytes, repeated("<a>", 60) + repeated("</a>", 60))); }},
};

const Tiresome kSaves[] = {
    {"history_backwards",
     [](std::size_t bytes) {
       return player("<PointsHistory>" +
                     filled(bytes, [](auto at) { return fmt::format("<T{0}>1</T{0}>", 900'000'000 - at); }) +
                     "</PointsHistory>");
     }},
    {"history_of_one_turn",
     [](std::size_t bytes) {
       return player("<PointsHistory>" + filled_with(bytes, "<T1>1</T1>") + "</PointsHistory>");
     }},
    {"changes_backwards",
     [](std::size_t bytes) {
       return save_of("<Tile ID=\"0\"><OwnerHistory>" +
                      filled(bytes, [](auto at) { return fmt::format("<T{0}>1</T{0}>", 900'000'000 - at); }) +
                      "</OwnerHistory></Tile>");
     }},
    {"changes_at_one_turn",
     [](std::size_t bytes) {
       return save_of("<Tile ID=\"0\"><OwnerHistory>" + filled_with(bytes, "<T1>1</T1>") + "</OwnerHistory></Tile>");
     }},
    {"keys_that_repeat", [](std::size_t bytes) { return keys(filled_with(bytes, "<A/>")); }},
    {"keys_of_numbers",
     [](std::size_t bytes) { return keys(filled(bytes, [](auto at) { return fmt::format("<T{}/>", at); })); }},
    {"keys_that_hash_alike",
     [](std::size_t bytes) {
       return keys(filled(bytes, [](auto at) { return fmt::format("<K.{}.{}/>", at, at % 32'768 << 16U); }));
     }},
    {"keys_of_many_parts",
     [](std::size_t bytes) { return keys(filled_with(bytes, "<" + repeated("a.", 100) + "/>")); }},
    {"maps_of_one_key",
     [](std::size_t bytes) { return player(filled_with(bytes, "<TechCount><A>1</A></TechCount>")); }},
    {"items_of_a_list",
     [](std::size_t bytes) { return player("<Leaders>" + filled_with(bytes, "<ID>1</ID>") + "</Leaders>"); }},
    {"units_backwards",
     [](std::size_t bytes) {
       return save_of("<Tile ID=\"0\">" +
                      filled(bytes, [](auto at) { return fmt::format("<Unit ID=\"{}\"/>", 900'000'000 - at); }) +
                      "</Tile>");
     }},
    {"units_that_hash_alike",  // multiples of what the standard library has as its number of buckets
     [](std::size_t bytes) {
       return save_of("<Tile ID=\"0\">" +
                      filled(bytes,
                             [](auto at) {
                               const auto id = std::uint64_t{42'043} * (50'000 - at % 50'000);
                               return fmt::format("<Unit ID=\"{}\"/>", id + at / 50'000);
                             }) +
                      "</Tile>");
     }},
    {"tiles_that_repeat",
     [](std::size_t bytes) {
       return save_of(filled_with(bytes, "<Tile ID=\"0\"><OwnerHistory><T1>1</T1></OwnerHistory></Tile>"));
     }},
    {"knowledge_that_repeats",
     [](std::size_t bytes) {
       const std::string text = repeated("<T0/>", 10'000);
       return save_of(
           "<Tile ID=\"0\">" +
           filled(bytes, [&](auto at) { return fmt::format("<Revealed>{}<T{}/></Revealed>", text, at % 20); }) +
           "</Tile>");
     }},
    {"characters_that_repeat",
     [](std::size_t bytes) {
       return save_of(filled(bytes, [](auto at) {
         return fmt::format("<Character ID=\"{}\"><Trait><A>1</A></Trait></Character>", at % 100);
       }));
     }},
    {"details_below_long_names",
     [](std::size_t bytes) {
       const std::string name(250, 'n');
       return player("<AI>" + repeated("<" + name + ">", 50) + filled_with(bytes, "<a b=\"\"/>") +
                     repeated("</" + name + ">", 50) + "</AI>");
     }},
    {"unknown_below_long_names",
     [](std::size_t bytes) {
       const std::string name(250, 'n');
       return player("<YieldRateHistory><" + name + ">" + filled_with(bytes, "<T1 a=\"\"/>") + "</" + name +
                     "></YieldRateHistory>");
     }},
    {"unknown_paths",
     [](std::size_t bytes) {
       return player(filled(bytes, [](auto at) { return fmt::format("<{}{}/>", std::string(200, 'n'), at); }));
     }},
    {"faults",
     [](std::size_t bytes) { return player("<PointsHistory>" + filled_with(bytes, "<X>1</X>") + "</PointsHistory>"); }},
    {"knowledge_of_every_team",
     [](std::size_t bytes) {
       return save_of(filled(bytes, [](auto at) {
         std::string teams;
         for (int team = 0; team < 31; ++team) teams += fmt::format("<T{0}>{0}</T{0}>", team);
         return fmt::format("<Tile ID=\"{}\"><RevealedOwner>{}</RevealedOwner></Tile>", at, teams);
       }));
     }},
    {"tiles_of_cities_that_hash_alike",
     [](std::size_t bytes) {
       return save_of("<City ID=\"0\"><CityTerritory>" +
                      filled(bytes, [](auto at) { return fmt::format("<ID>{}</ID>", 42'043 * (at % 50'000)); }) +
                      "</CityTerritory></City><Tile ID=\"1\"/>");
     }},
};

const Tiresome kZips[] = {
    {"ends_in_the_comment",
     [](std::size_t bytes) {
       const std::string end = std::string("PK\5\6\0\0\0\0\0\0\0\0", 12) + std::string(10, '\0');
       return zip::build_zip({{.content = std::string(bytes, ' '), .method = 0}},
                             {.comment = filled_with(65'000, end)});
     }},
    {"entries_with_long_names",
     [](std::size_t bytes) {
       std::vector<zip::ZipEntry> entries;
       for (std::size_t left = bytes / 2; left > 0 && entries.size() < 64;
            left -= std::min<std::size_t>(left, 60'000)) {
         entries.push_back({.name = std::string(std::min<std::size_t>(left, 60'000), 'n'), .method = 0});
       }
       return zip::build_zip(entries);
     }},
    {"a_save_of_spaces", [](std::size_t bytes) { return zip::zip_of(std::string(bytes, ' ') + good_save("spaces")); }},
};

class Time : public testing::TestWithParam<Tiresome> {};

TEST_P(Time, FollowsFromTheSize) {
  const std::string whole = GetParam().content(4 * kBytes);
  const double small = best_seconds_of(GetParam().content(kBytes));
  const double large = best_seconds_of(whole);
  RecordProperty("nanoseconds_per_byte", fmt::format("{:.1f}", large / static_cast<double>(whole.size()) * 1e9));
  EXPECT_LT(large, kMostSecondsPerByte * 4 * kBytes);
  EXPECT_LT(large, kMostGrowth * std::max(small, kClear / kMostGrowth)) << "from " << small << " s";
}

std::string name_of(const testing::TestParamInfo<Tiresome>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Markup, Time, testing::ValuesIn(kMarkup), name_of);
INSTANTIATE_TEST_SUITE_P(Saves, Time, testing::ValuesIn(kSaves), name_of);
INSTANTIATE_TEST_SUITE_P(Zips, Time, testing::ValuesIn(kZips), name_of);

}  // namespace
}  // namespace perankh::hostile
