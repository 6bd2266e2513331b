// Do generated saves have the shape of real ones: every element of theirs, and nothing that nobody knows?

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <pugixml.hpp>
#include <set>

#include "known_paths.h"
#include "samples.h"
#include "save_paths.h"

namespace perankh::savegen::testing {
namespace {

// Rare things need several games: the union over formats and seeds.
const std::set<std::string>& generated_paths() {
  static const std::set<std::string> kPaths = [] {
    std::set<std::string> found;
    for (const Format format : kFormats) {
      for (std::uint64_t seed = 1; seed <= 14; ++seed) {
        pugi::xml_document document;
        parse(make_sample(seed <= 3 ? Size::kDuel : Size::kTiny, format, seed).xml, document);
        collect_paths(document, "", found);
      }
    }
    return found;
  }();
  return kPaths;
}

// Empty when no real saves are at hand.
std::set<std::string> real_paths() {
  std::set<std::string> paths;
  const char* const folder = std::getenv("PER_ANKH_REAL_SAVES");
  if (folder == nullptr) {
    return paths;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".xml") {
      pugi::xml_document document;
      EXPECT_TRUE(document.load_file(entry.path().c_str())) << entry.path();
      collect_paths(document, "", paths);
    }
  }
  return paths;
}

constexpr const char* kSkip =
    "PER_ANKH_REAL_SAVES is not set: put the folder of real .xml saves there to compare generated saves with them.";

std::string listed(const std::vector<std::string>& paths) {
  std::string text;
  for (const std::string& path : paths) {
    text += "\n  " + path;
  }
  return text;
}

TEST(Fidelity, EveryPathOfRealSavesIsGenerated) {
  const std::set<std::string> real = real_paths();
  if (real.empty()) {
    GTEST_SKIP() << kSkip;
  }
  std::vector<std::string> missing;
  std::set_difference(real.begin(), real.end(), generated_paths().begin(), generated_paths().end(),
                      std::back_inserter(missing));
  EXPECT_TRUE(missing.empty()) << "real saves have, generated ones have not:" << listed(missing);
}

TEST(Fidelity, NoGeneratedPathIsUnheardOf) {
  std::set<std::string> known = real_paths();
  if (known.empty()) {
    GTEST_SKIP() << kSkip;
  }
  known.insert(kKnownPaths.begin(), kKnownPaths.end());
  std::vector<std::string> strange;
  std::set_difference(generated_paths().begin(), generated_paths().end(), known.begin(), known.end(),
                      std::back_inserter(strange));
  EXPECT_TRUE(strange.empty()) << "in no real save and not in known_paths.h:" << listed(strange);
}

TEST(Fidelity, PathsFoldKeysThatAreNames) {
  EXPECT_EQ(normalised("T17"), "T#");
  EXPECT_EQ(normalised("T.0.1"), "T.#");
  EXPECT_EQ(normalised("P.0"), "P.#");
  EXPECT_EQ(normalised("TECH_STEEL"), "TECH_*");
  EXPECT_EQ(normalised("FAMILY_SAITE.EVENTSTORY_CARMEN"), "FAMILY_*.EVENTSTORY_*");
  EXPECT_EQ(normalised("TRIBE_GAULS.0"), "TRIBE_*.#");
  EXPECT_EQ(normalised("Data1"), "Data1");
}

}  // namespace
}  // namespace perankh::savegen::testing
