#include "cli/coverage.h"

#include <fmt/format.h>

#include "cli/console.h"
#include "cli/table.h"
#include "cli/units.h"
#include "model/account.h"

namespace perankh::cli {

Json coverage_json(const Inspection& inspection) {
  const model::AccountSummary summary = model::summarize(inspection.game->account);
  Json json = {{"file", inspection.path.string()},
               {"summary",
                {{"leaf_values", summary.leaf_values},
                 {"stored_values", summary.stored_values},
                 {"ignored_values", summary.ignored_values},
                 {"unknown_values", summary.unknown_values},
                 {"unknown_paths", summary.unknown_paths}}},
               {"paths", Json::array()}};
  for (const model::PathReport& line : model::report(inspection.game->account)) {
    json["paths"].push_back({{"path", line.path},
                             {"elements", line.count.elements},
                             {"leaf_values", line.count.values},
                             {"fate", line.stored ? "stored" : "unknown"},
                             {"stored_in", text_or_null(line.where)}});
  }
  return json;
}

void print_coverage(const Inspection& inspection) {
  Table table({{"Path"}, {"Elements", Align::kRight}, {"Values", Align::kRight}, {"Stored in"}});
  for (const model::PathReport& line : model::report(inspection.game->account)) {
    table.add({line.path, format_number(line.count.elements), format_number(line.count.values),
               line.stored ? line.where : "(unknown)"});
  }
  print_table(table);
  const model::AccountSummary summary = model::summarize(inspection.game->account);
  const double stored = summary.leaf_values == 0 ? 100
                                                 : 100.0 * static_cast<double>(summary.stored_values) /
                                                       static_cast<double>(summary.leaf_values);
  say("\n{} in the file: {} stored ({:.1f} %), {} left out because they are not what their place asks for, {} unknown "
      "in {}\n",
      format_count(summary.leaf_values, "value"), format_number(summary.stored_values), stored,
      format_number(summary.ignored_values), format_number(summary.unknown_values),
      format_count(summary.unknown_paths, "path"));
}

}  // namespace perankh::cli
