#include "cli/table.h"

#include <gtest/gtest.h>

namespace perankh::cli {
namespace {

TEST(Table, AlignsColumnsWithoutTrailingSpaces) {
  Table table({{"Nation"}, {"Turns", Align::kRight}, {"Result"}});
  table.add({"Rome", "119", "won"});
  table.add({"Carthage", "7", ""});
  EXPECT_EQ(table.text(),
            "Nation    Turns  Result\n"
            "--------  -----  ------\n"
            "Rome        119  won\n"
            "Carthage      7\n");
}

TEST(Table, ShortensTheWidestCellsToTheWidth) {
  Table table({{"Id", Align::kRight}, {"Text"}});
  table.add({"1", "a sentence that goes on and on"});
  EXPECT_EQ(table.text(14),
            "Id  Text\n"
            "--  ----------\n"
            " 1  a sentenc\xE2\x80\xA6\n");
}

TEST(Table, AlignsWhatIsWideAndSpellsOutWhatIsNotPrintable) {
  Table table({{"Name"}, {"N", Align::kRight}});
  table.add({"\xE7\xA7\xA6\xE5\xA7\x8B\xE7\x9A\x87", "1"});
  table.add({"a\nb", "2"});
  EXPECT_EQ(table.text(),
            "Name    N\n"
            "------  -\n"
            "\xE7\xA7\xA6\xE5\xA7\x8B\xE7\x9A\x87  1\n"
            "a\\nb    2\n");
}

TEST(Table, MayBeEmpty) { EXPECT_EQ(Table({{"Name"}}).text(), "Name\n----\n"); }

}  // namespace
}  // namespace perankh::cli
