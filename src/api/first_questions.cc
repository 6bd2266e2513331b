#include "api/first_questions.h"

#include <array>
#include <stop_token>
#include <string_view>

#include "query/library_facts.h"
#include "query/save_tables.h"

namespace perankh::api {

namespace {

// Those of the overview, and what reads most of the other large tables.
constexpr std::array<std::string_view, 5> kTables{"final_figures", "wonders", "points", "units_by_type", "timeline"};

// Its answer is nobody's, and why there is none hears whoever asks the same.
void ask(LibraryKeeper& keeper, std::string_view table) {
  auto reading = keeper.read();
  if (!reading) return;
  const auto save = query::newest_save(reading->connection());
  if (!save || !*save) return;
  static_cast<void>(query::read_save_table(reading->connection(), *query::find_save_table(table), **save, {}));
}

}  // namespace

FirstQuestions::FirstQuestions(LibraryKeeper& keeper)
    : thread_([&keeper](const std::stop_token& stop) {
        for (const std::string_view table : kTables) {
          if (stop.stop_requested()) return;
          ask(keeper, table);
        }
      }) {}

void FirstQuestions::end() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace perankh::api
