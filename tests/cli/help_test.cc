// What the program says about itself, and to whoever calls it wrongly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.h"

namespace perankh::cli_test {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

TEST(Version, NamesTheProgramAndDuckDb) {
  const Finished answer = per_ankh({"--version"});
  EXPECT_EQ(answer.exit_code, 0);
  EXPECT_THAT(answer.out, MatchesRegex("per-ankh " PER_ANKH_VERSION "\nDuckDB v[0-9.]+\n"));
  EXPECT_EQ(answer.err, "");
}

TEST(Help, TeachesTheStart) {
  const Finished answer = per_ankh({"--help"});
  EXPECT_EQ(answer.exit_code, 0);
  for (const char* const part : {"per-ankh import", "per-ankh games", "per-ankh sql", "inspect", "schema",
                                 "Exit codes:", "Environment:", "XDG_DATA_HOME", "NO_COLOR", "Subcommands:"}) {
    EXPECT_THAT(answer.out, HasSubstr(part));
  }
}

TEST(Help, OfEachSubcommandHasExamples) {
  const std::pair<const char*, std::vector<const char*>> commands[] = {
      {"import",
       {"PATH", "--db", "--jobs", "--memory", "--commit-every", "--sequential", "--json", "--quiet", "--timings"}},
      {"retry", {"--db", "--jobs", "--json", "--quiet"}},
      {"reparse", {"--db", "--all", "--json"}},
      {"serve", {"--db", "--port", "--open", "--page"}},
      {"undo", {"--db", "--json"}},
      {"remove", {"WHICH", "--db", "--game", "--yes", "--json"}},
      {"games", {"--db", "--json"}},
      {"sql", {"--db", "--format", "table", "csv", "json"}},
      {"inspect", {"FILE", "--coverage", "--json"}},
      {"schema", {"--list"}},
  };
  for (const auto& [command, parts] : commands) {
    const Finished answer = per_ankh({command, "--help"});
    EXPECT_EQ(answer.exit_code, 0) << command;
    EXPECT_THAT(answer.out, HasSubstr("Examples:\n  per-ankh ")) << command;
    for (const char* const part : parts) EXPECT_THAT(answer.out, HasSubstr(part)) << command;
  }
}

TEST(Help, SaysWhereTheLibraryIs) {
  const Finished answer = per_ankh({"games", "--help"}, {.environment = {"XDG_DATA_HOME=/somewhere/data"}});
  EXPECT_THAT(answer.out, HasSubstr("/somewhere/data/per-ankh/library.duckdb"));
}

TEST(Usage, ErrorsSayWhatIsWrongAndWhereToLook) {
  struct Example {
    std::vector<std::string> arguments;
    std::string hint;
  };
  const Example examples[] = {
      {{}, "per-ankh --help"},
      {{"impotr"}, "per-ankh --help"},
      {{"--nonsense"}, "per-ankh --help"},
      {{"import"}, "per-ankh import --help"},
      {{"import", "x", "--jobs", "0"}, "per-ankh import --help"},
      {{"import", "x", "--jobs", "many"}, "per-ankh import --help"},
      {{"import", "x", "--memory", "lots"}, "per-ankh import --help"},
      {{"import", "x", "--memory", "-5MB"}, "per-ankh import --help"},
      {{"import", "x", "--commit-every", "0"}, "per-ankh import --help"},
      {{"import", "x", "--db"}, "per-ankh import --help"},
      {{"import", "x", "--frobnicate"}, "per-ankh import --help"},
      {{"games", "extra"}, "per-ankh games --help"},
      {{"undo", "3"}, "per-ankh undo --help"},
      {{"remove"}, "per-ankh remove --help"},
      {{"retry", "x"}, "per-ankh retry --help"},
      {{"reparse", "x"}, "per-ankh reparse --help"},
      {{"sql"}, "per-ankh sql --help"},
      {{"sql", "SELECT 1", "--format", "xml"}, "per-ankh sql --help"},
      {{"inspect"}, "per-ankh inspect --help"},
      {{"schema", "--all"}, "per-ankh schema --help"},
  };
  for (const Example& example : examples) {
    const Finished answer = per_ankh(example.arguments);
    const std::string command = example.arguments.empty() ? "(nothing)" : example.arguments.back();
    EXPECT_EQ(answer.exit_code, 2) << command;
    EXPECT_EQ(answer.out, "") << command;
    EXPECT_THAT(answer.err, testing::StartsWith("per-ankh: ")) << command;
    EXPECT_THAT(answer.err, HasSubstr("See '" + example.hint + "'.\n")) << command;
  }
}

TEST(Usage, MessagesDoNotObeyControlCharacters) {
  const Finished answer = per_ankh({"\x1B[2Jboo"});
  EXPECT_EQ(answer.exit_code, 2);
  EXPECT_THAT(answer.err, HasSubstr("\\x1B[2Jboo"));
  EXPECT_THAT(answer.err, Not(HasSubstr("\x1B")));
}

TEST(Output, ThatCannotBeWrittenIsAFailure) {
  const Finished answer = run_program("/bin/sh", {"-c", "exec \"$0\" schema > /dev/full", PER_ANKH_PROGRAM});
  EXPECT_EQ(answer.exit_code, 3);
  EXPECT_THAT(answer.err, testing::ContainsRegex("cannot write|could not be written"));
}

}  // namespace
}  // namespace perankh::cli_test
