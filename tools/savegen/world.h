#pragma once

// The map: hexagons in offset rows, land and sea by noise, rivers on edges, resources and places for cities.

#include <vector>

#include "model.h"

namespace perankh::savegen {

// Rows count from the south and even rows are shifted by half a tile to the east.
class HexGrid {
 public:
  HexGrid(int width, int height) : width_(width), height_(height) {}

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] int tiles() const { return width_ * height_; }
  [[nodiscard]] int distance(int from, int to) const;
  // The tile next to `tile` towards E, NE, NW, W, SW or SE (0..5), or kNone beyond the edge.
  [[nodiscard]] int neighbour(int tile, int direction) const;
  // All tiles up to `radius` away, nearest first; ties in the order of their ids.
  [[nodiscard]] std::vector<int> within(int centre, int radius) const;

 private:
  int width_;
  int height_;
};

inline bool is_land(const Tile& tile) { return tile.terrain != "TERRAIN_WATER"; }

// Fills tiles and city sites of a save whose settings are known.
void build_world(Save& save, const HexGrid& grid);

}  // namespace perankh::savegen
