import { expect, test } from 'vitest';
import { centreOf, kSides, neighbourOf, opposite, tileAt } from './hex';

const kTiles: [number, number][] = [
  [0, 0],
  [7, 4],
  [7, 5],
];

test('the place in the middle of a tile is that tile, and so is one near its side', () => {
  for (const [x, y] of kTiles) {
    const [centre_x, centre_y] = centreOf(x, y);
    expect(tileAt(centre_x, centre_y)).toEqual([x, y]);
    expect(tileAt(centre_x + 0.86, centre_y)).toEqual([x, y]);
    expect(tileAt(centre_x + 0.87, centre_y)).toEqual([x + 1, y]);
    expect(tileAt(centre_x, centre_y - 0.99)).toEqual([x, y]);
  }
});

test('even rows lie half a tile to the east, and rows count from the south', () => {
  expect(centreOf(3, 2)[0]).toBeGreaterThan(centreOf(3, 3)[0]);
  expect(centreOf(3, 3)[1]).toBeLessThan(centreOf(3, 2)[1]);
});

test.each(kTiles)('the neighbours of %i, %i are as far as a tile is wide, in the direction of the side', (x, y) => {
  const [from_x, from_y] = centreOf(x, y);
  kSides.forEach((_, side) => {
    const [to_x, to_y] = centreOf(...neighbourOf(x, y, side));
    const angle = (side * Math.PI) / 3;
    expect(to_x - from_x).toBeCloseTo(Math.sqrt(3) * Math.cos(angle));
    expect(to_y - from_y).toBeCloseTo(-Math.sqrt(3) * Math.sin(angle));
    expect(neighbourOf(...neighbourOf(x, y, side), opposite(side))).toEqual([x, y]);
  });
});
