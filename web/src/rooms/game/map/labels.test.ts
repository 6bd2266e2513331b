import { expect, test } from 'vitest';
import { placed, type Label } from './labels';

const label = (x: number, y: number): Label => ({ x, y, width: 60, height: 14, radius: 5 });

test('alone, a name stands below its mark', () => {
  const [place] = placed([label(100, 100)]);
  expect(place).toEqual({ x: 100, y: 114 });
});

test('no two names cover each other, nor a mark; the first has the choice', () => {
  const labels = Array.from({ length: 80 }, (_, at) => label(100 + (at % 10) * 34, 100 + Math.floor(at / 10) * 18));
  const places = placed(labels);
  expect(places[0]).toEqual({ x: 100, y: 86 }); // below is another's mark
  expect(places.some((place) => place === null)).toBe(true);
  const boxes = places.flatMap((place) => (place ? [place] : []));
  for (const [at, a] of boxes.entries()) {
    for (const b of boxes.slice(at + 1)) expect(Math.abs(a.x - b.x) >= 60 || Math.abs(a.y - b.y) >= 14).toBe(true);
    for (const { x, y } of labels) expect(Math.abs(a.x - x) >= 35 || Math.abs(a.y - y) >= 12).toBe(true);
  }
});
