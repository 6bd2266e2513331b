// Files that want to do harm or were harmed, each with what is to become of it. Built when asked for, for some are
// large.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/parse_stage.h"

namespace perankh::hostile {

struct HostileFile {
  std::string name;      ///< what is wrong with it; also its file's name, so only letters, digits and _
  std::string expected;  ///< the stable code it fails with; empty: it is read like any save
  std::function<std::string()> content;
  std::string note = {};  ///< of a file that is read: the first note on it; empty: none
};

/// For GoogleTest, which would print bytes: the name stands beside already.
inline void PrintTo(const HostileFile&, std::ostream*) {}

/// One subject each: the archive, the markup, and what stands in a save.
[[nodiscard]] std::vector<HostileFile> zips();
[[nodiscard]] std::vector<HostileFile> xml();
[[nodiscard]] std::vector<HostileFile> saves();
[[nodiscard]] std::vector<HostileFile> all();

/// The smallest save there is, with pieces of XML below Root and below Game, and more attributes of Root.
[[nodiscard]] std::string save_of(std::string_view below_root, std::string_view below_game = {},
                                  std::string_view attributes = {});
/// A good save that differs from others by its `name`.
[[nodiscard]] std::string good_save(std::string_view name);

[[nodiscard]] std::string repeated(std::string_view piece, std::size_t times);

/// Stage 1 as the pipeline runs it, on a file of this content.
[[nodiscard]] pipeline::Prepared prepare(const std::string& content);

/// The code of what failed; empty when it is a save, "known" when stage 1 stopped early.
[[nodiscard]] std::string code_of(const pipeline::Prepared& prepared);

}  // namespace perankh::hostile
