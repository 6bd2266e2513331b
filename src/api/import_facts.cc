#include "api/import_facts.h"

#include <algorithm>
#include <array>

namespace perankh::api {

namespace {

constexpr std::array<std::string_view, 8> kStates = {"receiving",  "queued",   "running",   "paused",
                                                     "cancelling", "finished", "cancelled", "failed"};
constexpr std::array<std::string_view, 4> kOrigins = {"folders", "uploads", "retry", "command"};
constexpr std::array<std::string_view, 6> kStages = {"waiting", "finding", "reading", "writing", "closing", "done"};
constexpr std::array<std::string_view, 3> kUndo = {"possible", "impossible", "done"};
constexpr std::array<std::string_view, 5> kStatuses = {"waiting", "imported", "duplicate", "failed", "cancelled"};

}  // namespace

std::string_view name_of(ImportState state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view name_of(Origin origin) { return kOrigins[static_cast<std::size_t>(origin)]; }
std::string_view name_of(Stage stage) { return kStages[static_cast<std::size_t>(stage)]; }
std::string_view name_of(Undo undo) { return kUndo[static_cast<std::size_t>(undo)]; }
std::string_view name_of(OutcomeStatus status) { return kStatuses[static_cast<std::size_t>(status)]; }

std::optional<OutcomeStatus> outcome_status(std::string_view name) {
  const auto* const found = std::ranges::find(kStatuses, name);
  if (found == kStatuses.end()) return std::nullopt;
  return static_cast<OutcomeStatus>(found - kStatuses.begin());
}

}  // namespace perankh::api
