// Where hexagons are. Pointed at top and bottom, their radius is 1 and world y grows southward, as on a screen; tiles'
// rows count from the south, and even rows are shifted half a hexagon to the east.

export const kRoot3 = Math.sqrt(3);

/** The six sides: their order is that of the bits in every mask of sides. The opposite of side s is (s + 3) % 6. */
export const kSides = ['east', 'north-east', 'north-west', 'west', 'south-west', 'south-east'] as const;

export function opposite(side: number): number {
  return (side + 3) % 6;
}

const shifted = (y: number) => (y & 1) === 0;

/** The centre of a tile, in the world. */
export function centreOf(x: number, y: number): [number, number] {
  return [kRoot3 * (x + (shifted(y) ? 0.5 : 0)), -1.5 * y];
}

/** The tile beyond a side. */
export function neighbourOf(x: number, y: number, side: number): [number, number] {
  const east = shifted(y) ? 1 : 0; // how far the eastern neighbour in the next row is
  switch (side) {
    case 0:
      return [x + 1, y];
    case 1:
      return [x + east, y + 1];
    case 2:
      return [x + east - 1, y + 1];
    case 3:
      return [x - 1, y];
    case 4:
      return [x + east - 1, y - 1];
    default:
      return [x + east, y - 1];
  }
}

/** The tile under a place of the world: the one whose centre is nearest. */
export function tileAt(world_x: number, world_y: number): [number, number] {
  const row = Math.round(world_y / -1.5);
  let best: [number, number] = [0, 0];
  let least = Infinity;
  for (let y = row - 1; y <= row + 1; ++y) {
    const x = Math.round(world_x / kRoot3 - (shifted(y) ? 0.5 : 0));
    const [centre_x, centre_y] = centreOf(x, y);
    const distance = (centre_x - world_x) ** 2 + (centre_y - world_y) ** 2;
    if (distance < least) {
      least = distance;
      best = [x, y];
    }
  }
  return best;
}
