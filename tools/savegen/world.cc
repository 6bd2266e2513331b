#include "world.h"

#include <algorithm>
#include <cstdlib>

#include "random.h"

namespace perankh::savegen {
namespace {

enum class Layer : std::uint64_t { kHeight = 1, kMoisture = 2, kVegetation = 3 };

// Value noise in fixed point: 0..255 at lattice points, smoothed between them.
int lattice(std::uint64_t seed, Layer layer, int x, int y) {
  return static_cast<int>(mix_all({seed, static_cast<std::uint64_t>(layer), static_cast<std::uint64_t>(x + 1000),
                                   static_cast<std::uint64_t>(y + 1000)}) &
                          0xFF);
}

int smooth(int t) { return t * t * (3 * 256 - 2 * t) / (256 * 256); }  // 0..256

int blend(int from, int to, int weight) { return from + (to - from) * weight / 256; }

int noise(std::uint64_t seed, Layer layer, int x, int y, int scale) {
  const int cell_x = x / scale;
  const int cell_y = y / scale;
  const int weight_x = smooth(x % scale * 256 / scale);
  const int weight_y = smooth(y % scale * 256 / scale);
  const int south = blend(lattice(seed, layer, cell_x, cell_y), lattice(seed, layer, cell_x + 1, cell_y), weight_x);
  const int north =
      blend(lattice(seed, layer, cell_x, cell_y + 1), lattice(seed, layer, cell_x + 1, cell_y + 1), weight_x);
  return blend(south, north, weight_y);
}

int layered_noise(std::uint64_t seed, Layer layer, int x, int y) {
  return (4 * noise(seed, layer, x, y, 14) + 2 * noise(seed ^ 0x51, layer, x, y, 7) +
          noise(seed ^ 0x52, layer, x, y, 3)) /
         7;
}

class WorldBuilder {
 public:
  WorldBuilder(Save& save, const HexGrid& grid)
      : save_(save), grid_(grid), random_(mix_all({save.settings.seed, 0x3A9})) {}

  void build() {
    save_.tiles.assign(static_cast<std::size_t>(grid_.tiles()), Tile{});
    raise_land();
    shape_heights();
    paint_terrain();
    run_rivers();
    scatter_resources();
    place_city_sites();
    sow_seeds();
  }

 private:
  static constexpr int kLandPercent = 58;

  [[nodiscard]] std::uint64_t seed() const { return save_.settings.seed; }

  void raise_land() {
    elevation_.resize(save_.tiles.size());
    for (int id = 0; id < grid_.tiles(); ++id) {
      const int x = id % grid_.width();
      const int y = id / grid_.width();
      const int edge = std::min({x, y, grid_.width() - 1 - x, grid_.height() - 1 - y});
      elevation_[static_cast<std::size_t>(id)] =
          layered_noise(seed(), Layer::kHeight, x, y) + std::min(edge, 6) * 6;  // seas gather at the edges
    }
    std::vector<int> sorted = elevation_;
    const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() * (100 - kLandPercent) / 100);
    std::nth_element(sorted.begin(), nth, sorted.end());
    sea_level_ = *nth;
  }

  [[nodiscard]] bool above_sea(int id) const { return elevation_[static_cast<std::size_t>(id)] >= sea_level_; }

  void shape_heights() {
    for (int id = 0; id < grid_.tiles(); ++id) {
      Tile& tile = save_.tile(id);
      const int x = id % grid_.width();
      const int y = id / grid_.width();
      tile.boundary = x < 2 || y < 2 || x >= grid_.width() - 2 || y >= grid_.height() - 2;
      tile.latitude = 20 + 40 * y / grid_.height();
      if (above_sea(id)) {
        const int above = elevation_[static_cast<std::size_t>(id)] - sea_level_;
        const int roll = random_.below(100);
        tile.height = above > 55 && roll < 35 ? "HEIGHT_MOUNTAIN" : roll < 28 ? "HEIGHT_HILL" : "HEIGHT_FLAT";
        tile.terrain = "TERRAIN_TEMPERATE";
        if (tile.height == "HEIGHT_MOUNTAIN" && random_.chance(3)) {
          tile.height = "HEIGHT_VOLCANO";
        }
      } else {
        tile.terrain = "TERRAIN_WATER";
        tile.height = water_height(id);
      }
    }
  }

  [[nodiscard]] Name water_height(int id) const {
    int land = 0;
    int neighbours = 0;
    for (int direction = 0; direction < 6; ++direction) {
      const int next = grid_.neighbour(id, direction);
      neighbours += next != kNone ? 1 : 0;
      land += next != kNone && above_sea(next) ? 1 : 0;
    }
    return land == neighbours ? "HEIGHT_LAKE" : land > 0 ? "HEIGHT_COAST" : "HEIGHT_OCEAN";
  }

  void paint_terrain() {
    for (int id = 0; id < grid_.tiles(); ++id) {
      Tile& tile = save_.tile(id);
      if (!is_land(tile)) {
        continue;
      }
      const int x = id % grid_.width();
      const int y = id / grid_.width();
      const int moisture = layered_noise(seed(), Layer::kMoisture, x, y);
      const int chill = 100 * y / grid_.height();
      if (chill > 88 && moisture < 140) {
        tile.terrain = "TERRAIN_TUNDRA";
      } else if (moisture > 165) {
        tile.terrain = random_.chance(4) ? "TERRAIN_MARSH" : "TERRAIN_LUSH";
      } else if (moisture < 95) {
        tile.terrain = moisture < 75 ? "TERRAIN_SAND" : "TERRAIN_ARID";
      }
      const int growth = layered_noise(seed(), Layer::kVegetation, x, y);
      if (tile.height == "HEIGHT_MOUNTAIN" || tile.height == "HEIGHT_VOLCANO" || tile.terrain == "TERRAIN_SAND") {
        continue;
      }
      if (growth > 140 && random_.chance(80)) {
        tile.vegetation = growth > 155 ? "VEGETATION_TREES" : "VEGETATION_SCRUB";
      }
    }
  }

  void run_rivers() {
    const int rivers = std::max(2, grid_.tiles() / 220);
    int named = 0;
    for (int i = 0; i < rivers; ++i) {
      int at = random_.below(grid_.tiles());
      const bool name_it = named < 6 && random_.chance(30);
      named += name_it ? 1 : 0;
      int direction = random_.below(6);
      for (int step = 0; step < 14 && at != kNone && is_land(save_.tile(at)); ++step) {
        const auto edge = static_cast<std::size_t>(random_.below(3));
        save_.tile(at).rivers[edge] = random_.below(2);
        if (name_it) {
          save_.tile(at).element_name = kRiverNames[static_cast<std::size_t>(named - 1)];
        }
        if (random_.chance(35)) {
          direction = (direction + (random_.chance(50) ? 1 : 5)) % 6;
        }
        at = grid_.neighbour(at, direction);
      }
    }
  }

  void scatter_resources() {
    const auto sea_kinds = static_cast<int>(kEndSeaResource - kFirstSeaResource);
    for (Tile& tile : save_.tiles) {
      if (is_land(tile) && tile.height != "HEIGHT_MOUNTAIN" && random_.chance(8)) {
        tile.resource = kResources[static_cast<std::size_t>(random_.below(static_cast<int>(kFirstSeaResource)))];
      } else if (tile.height == "HEIGHT_COAST" && random_.chance(7)) {
        tile.resource = kResources[kFirstSeaResource + static_cast<std::size_t>(random_.below(sea_kinds))];
      }
    }
  }

  void place_city_sites() {
    const int wanted = std::max(8, grid_.tiles() / 85);
    for (int tries = 0; tries < grid_.tiles() * 4 && static_cast<int>(save_.city_sites.size()) < wanted; ++tries) {
      const int id = random_.below(grid_.tiles());
      // Small maps need their sites closer together than the game's eight tiles.
      const int apart = grid_.tiles() < 400 ? 4 : 6;
      if (is_site(save_.tile(id)) && far_from_sites(id, apart)) {
        mark_site(id);
      }
    }
    make_room_for_everyone();
  }

  // A map of few good places: level some ground, so that each player can found a city.
  void make_room_for_everyone() {
    for (int apart = 4; save_.city_sites.size() < save_.settings.players.size() + 2;) {
      const int id = random_.below(grid_.tiles());
      Tile& tile = save_.tile(id);
      if (!tile.boundary && far_from_sites(id, apart)) {
        tile.terrain = "TERRAIN_TEMPERATE";
        tile.height = "HEIGHT_FLAT";
        mark_site(id);
      } else if (random_.chance(1)) {
        apart = std::max(2, apart - 1);
      }
    }
  }

  void mark_site(int id) {
    save_.city_sites.push_back(id);
    save_.tile(id).vegetation = {};
    save_.tile(id).resource = {};
    save_.tile(id).city_site = "ACTIVE";
  }

  static bool is_site(const Tile& tile) {
    return is_land(tile) && !tile.boundary && tile.height != "HEIGHT_MOUNTAIN" && tile.height != "HEIGHT_VOLCANO" &&
           tile.terrain != "TERRAIN_MARSH" && tile.terrain != "TERRAIN_SAND";
  }

  [[nodiscard]] bool far_from_sites(int id, int apart) const {
    return std::all_of(save_.city_sites.begin(), save_.city_sites.end(),
                       [this, id, apart](int site) { return grid_.distance(site, id) >= apart; });
  }

  void sow_seeds() {
    for (Tile& tile : save_.tiles) {
      tile.init_seed = random_.next();
    }
  }

  static constexpr std::array<Name, 6> kRiverNames = {"TEXT_IBERUS_RIVER", "TEXT_RHODANUS_RIVER", "TEXT_OXUS_RIVER",
                                                      "TEXT_HALYS_RIVER",  "TEXT_ORONTES_RIVER",  "TEXT_TANAIS_RIVER"};

  Save& save_;
  const HexGrid& grid_;
  Random random_;
  std::vector<int> elevation_;
  int sea_level_ = 0;
};

}  // namespace

int HexGrid::distance(int from, int to) const {
  // Cube coordinates of offset rows: even rows are shifted east.
  const int row_a = from / width_;
  const int row_b = to / width_;
  const int q = (from % width_ - (row_a + (row_a & 1)) / 2) - (to % width_ - (row_b + (row_b & 1)) / 2);
  const int r = row_a - row_b;
  return std::max({std::abs(q), std::abs(r), std::abs(q + r)});
}

int HexGrid::neighbour(int tile, int direction) const {
  const int x = tile % width_;
  const int y = tile / width_;
  const int shift = (y & 1) == 0 ? 0 : -1;
  constexpr std::array<int, 6> kStepX = {1, 1, 0, -1, 0, 1};
  constexpr std::array<int, 6> kStepY = {0, 1, 1, 0, -1, -1};
  const auto index = static_cast<std::size_t>(direction);
  const int next_x = x + kStepX[index] + (kStepY[index] == 0 ? 0 : shift);
  const int next_y = y + kStepY[index];
  if (next_x < 0 || next_x >= width_ || next_y < 0 || next_y >= height_) {
    return kNone;
  }
  return next_y * width_ + next_x;
}

std::vector<int> HexGrid::within(int centre, int radius) const {
  std::vector<std::pair<int, int>> found;
  const int x = centre % width_;
  const int y = centre / width_;
  for (int row = std::max(0, y - radius); row <= std::min(height_ - 1, y + radius); ++row) {
    for (int column = std::max(0, x - radius - 1); column <= std::min(width_ - 1, x + radius + 1); ++column) {
      const int id = row * width_ + column;
      const int away = distance(centre, id);
      if (away <= radius) {
        found.emplace_back(away, id);
      }
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<int> ids;
  ids.reserve(found.size());
  for (const auto& [away, id] : found) {
    ids.push_back(id);
  }
  return ids;
}

void build_world(Save& save, const HexGrid& grid) { WorldBuilder(save, grid).build(); }

}  // namespace perankh::savegen
