// `per-ankh schema`: what can be asked for.
#include <fmt/format.h>

#include <memory>
#include <string>

#include "base/symbol.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/message.h"
#include "cli/table.h"
#include "store/schema.h"

namespace perankh::cli {

namespace {

constexpr const char* kFooter =
    R"(Without --list it prints docs/schema.md: every relation with its columns, their types, what they mean and which part
of a save they come from. No library is needed.

Examples:
  per-ankh schema --list           the names, and what a row of each is
  per-ankh schema | less           everything
  per-ankh schema > schema.md      to keep)";

std::string first_sentence(const std::string& meaning) {
  const std::string sentence = meaning.substr(0, meaning.find(". "));
  return sentence.substr(0, sentence.find_last_not_of('.') + 1);
}

ExitCode print_list() {
  Table table({{"Relation"}, {"Meaning"}});
  for (const store::Relation& relation : store::relations())
    table.add({relation.name, first_sentence(relation.meaning)});
  print_table(table);
  return ExitCode::kOk;
}

// The types of a view's columns are DuckDB's to say, so it is asked: an empty library in memory is enough.
Result<std::string> document() {
  auto database = store::Database::open({}, {});
  if (!database) return std::unexpected(std::move(database.error()));
  auto connection = database->connect();
  if (!connection) return std::unexpected(std::move(connection.error()));
  SymbolTable symbols;
  store::intern_schema_names(symbols);
  if (auto created = store::create_schema(*connection, symbols, symbols.size()); !created)
    return std::unexpected(std::move(created.error()));
  return store::schema_document(*connection);
}

ExitCode print_document_of_schema() {
  const Result<std::string> text = document();
  if (!text) return give_up(text.error());
  say("{}", *text);
  return ExitCode::kOk;
}

}  // namespace

Command make_schema_command(CLI::App& program) {
  const auto list = std::make_shared<bool>(false);
  CLI::App* const syntax = program.add_subcommand("schema", "Describe the relations that can be asked for");
  syntax->add_flag("--list", *list, "Only the names, with a line each");
  syntax->footer(kFooter);
  return {syntax, [list] { return *list ? print_list() : print_document_of_schema(); }};
}

}  // namespace perankh::cli
