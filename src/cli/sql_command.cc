// `per-ankh sql`: any question, answered from a library that cannot be changed by it.
#include <fmt/format.h>

#include <map>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/rows_writer.h"
#include "cli/workplace.h"
#include "store/library.h"

namespace perankh::cli {

namespace {

struct SqlRequest {
  std::string statement;
  std::filesystem::path library;
  RowFormat format = RowFormat::kTable;
};

const std::map<std::string, RowFormat>& formats() {
  static const std::map<std::string, RowFormat> kFormats = {
      {"table", RowFormat::kTable}, {"csv", RowFormat::kCsv}, {"json", RowFormat::kJson}};
  return kFormats;
}

constexpr const char* kFooter =
    R"(STATEMENT is one statement in DuckDB's SQL; - reads it from standard input. The library is opened for reading only,
and no other file, no setting and no extension can be reached. 'per-ankh schema' describes what can be asked for.

Examples:
  per-ankh sql "SELECT nation, count(*) FROM players GROUP BY nation"
  per-ankh sql "SELECT * FROM yield_history WHERE match_id = 1" --format csv > yields.csv
  per-ankh sql - --format json < question.sql

Exit codes: 0 answered, 2 the statement is wrong or not allowed, 3 could not run.)";

std::string statement_of(const SqlRequest& request) {
  if (request.statement != "-") return request.statement;
  return console().input();
}

// The statement's fault, or that of the machine it runs on?
ExitCode exit_code_of(const Error& error) {
  const bool machine = error.code == "store/memory" || error.code == "store/no-space" || error.code == "store/damaged";
  return machine ? ExitCode::kCannotRun : ExitCode::kUsage;
}

ExitCode run_sql(const SqlRequest& request) {
  const std::string statement = statement_of(request);
  auto library = workplace().open(request.library, {.access = store::Access::kSandboxed});
  if (!library) return give_up(library.error());
  auto rows = (*library)->connection().query(statement);
  if (!rows) return give_up(rows.error(), exit_code_of(rows.error()));
  print_rows(*rows, request.format);
  return ExitCode::kOk;
}

}  // namespace

Command make_sql_command(CLI::App& program) {
  const auto request = std::make_shared<SqlRequest>();
  CLI::App* const syntax = program.add_subcommand("sql", "Ask the library a question in SQL");
  syntax->add_option("STATEMENT", request->statement, "What to ask, or - to read it from standard input")
      ->required()
      ->type_name("");
  add_library_option(*syntax, request->library);
  syntax->add_option("--format", request->format, "table (default), csv or json")
      ->transform(CLI::CheckedTransformer(formats(), CLI::ignore_case).description(""))
      ->type_name("FORMAT");
  syntax->footer(kFooter);
  return {syntax, [request] { return run_sql(*request); }, &request->library};
}

}  // namespace perankh::cli
