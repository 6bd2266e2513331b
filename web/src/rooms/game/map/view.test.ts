import { expect, test } from 'vitest';
import { fit, kMostScale, panned, resized, showing, toPixel, toWorld, zoomed } from './view';

const world = { left: 0, top: -60, right: 100, bottom: 0 };
const view = fit(world, 1000, 500);

test('fitted: all corners are in the window', () => {
  for (const [x, y] of [
    [0, -60],
    [100, 0],
  ] as const) {
    const [px, py] = toPixel(view, x, y);
    expect(px).toBeGreaterThanOrEqual(0);
    expect(px).toBeLessThanOrEqual(1000);
    expect(py).toBeGreaterThanOrEqual(0);
    expect(py).toBeLessThanOrEqual(500);
  }
});

test('fitted where there is room: beside the legend; in the middle where there is much', () => {
  const tall = { left: 0, top: -60, right: 30, bottom: 0 };
  const left = (width: number) => toPixel(fit(tall, width, 800), 0, 0)[0];
  expect(left(800)).toBeCloseTo(256);
  expect(left(600)).toBeLessThan(256); // no legend there
  const wide = fit(tall, 2000, 800);
  expect(toPixel(wide, 15, 0)[0]).toBeCloseTo(1000);
});

test('zooming keeps what is under the pointer, and ends somewhere', () => {
  const under = toWorld(view, 480, 260);
  const closer = zoomed(view, world, 3, 480, 260);
  expect(toWorld(closer, 480, 260)[0]).toBeCloseTo(under[0]);
  expect(toWorld(closer, 480, 260)[1]).toBeCloseTo(under[1]);
  expect(zoomed(view, world, 1e9).scale).toBe(kMostScale);
  expect(zoomed(view, world, 1e-9).scale).toBeGreaterThan(0);
});

test('dragging moves the world with the pointer', () => {
  const place = toWorld(view, 300, 300);
  const [px, py] = toPixel(panned(view, 40, -25), ...place);
  expect([px, py]).toEqual([expect.closeTo(340), expect.closeTo(275)]);
});

test('in another window what was fitted is fitted, what was not keeps its place', () => {
  expect(resized(view, world, 400, 700)).toEqual(fit(world, 400, 700));
  const closer = zoomed(view, world, 4);
  expect(resized(closer, world, 400, 700)).toMatchObject({ x: closer.x, y: closer.y, scale: closer.scale });
});

test('a place outside is moved to just inside', () => {
  const closer = zoomed(view, world, 4);
  const [px] = toPixel(showing(closer, 90, closer.y, 50), 90, closer.y);
  expect(px).toBeCloseTo(950);
  expect(showing(closer, closer.x, closer.y, 50)).toEqual(closer);
});
