#include "query/save_tables.h"

#include <gmock/gmock.h>

#include "store/library_test.h"

namespace perankh::query {
namespace {

TEST(SaveTables, NamesAreUnique) {
  for (const SaveTable& table : save_tables()) EXPECT_EQ(find_save_table(table.name), &table);
}

}  // namespace
}  // namespace perankh::query
