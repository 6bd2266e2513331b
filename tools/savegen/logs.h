#pragma once

// Log lines as the game words them, with its markup. The text is for players; what matters is in type and data.

#include <string>

#include "model.h"

namespace perankh::savegen {

std::string player_link(const Save& save, int player);
std::string city_link(const Save& save, const City& city);
std::string character_link(const Save& save, int character);
std::string tribe_link(const TribeInfo& tribe);
std::string diplomacy_link(Name diplomacy);
std::string help_link(Name kind, Name key, std::string_view text);  // <link="HELP_LINK,HELP_TECH,TECH_X">

// Appends to the player's permanent log.
void log_permanent(Save& save, int player, int turn, Name type, std::string text, std::string data1,
                   std::string data2 = {});
// Appends to the log of the current turn, which only keeps the last two turns.
void log_turn(Save& save, int player, int turn, Name type, std::string text, std::string data1, std::string data2 = {},
              std::string data3 = {});

}  // namespace perankh::savegen
