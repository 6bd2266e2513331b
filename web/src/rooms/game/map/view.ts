// Which part of the world the window shows: pixels and places of the world, panning, zooming. All pixels are CSS pixels.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface View {
  /** Place of the world in the middle of the window. */
  readonly x: number;
  readonly y: number;
  /** Pixels for one radius of a hexagon. */
  readonly scale: number;
  /** The window, in pixels. */
  readonly width: number;
  readonly height: number;
}

export const kMostScale = 90;
const kLeastOfFit = 0.7; // one can zoom out a little further than the whole map

export function toWorld(view: View, px: number, py: number): [number, number] {
  return [view.x + (px - view.width / 2) / view.scale, view.y + (py - view.height / 2) / view.scale];
}

export function toPixel(view: View, x: number, y: number): [number, number] {
  return [(x - view.x) * view.scale + view.width / 2, (y - view.y) * view.scale + view.height / 2];
}

// The buttons at the top lie over the map, two rows of them in a narrow window; the legend lies at its left in a wide one.
const above = (width: number) => (width < 700 ? 92 : 52);
const beside = (width: number) => (width < 700 ? 0 : 256);

function fitScale(world: Box, width: number, height: number): number {
  const free = Math.max(height / 2, height - above(width));
  return Math.min(kMostScale, width / (world.right - world.left + 1), free / (world.bottom - world.top + 1));
}

/** The whole world in the window, below the buttons; where it leaves room for the legend, not under that. */
export function fit(world: Box, width: number, height: number): View {
  const scale = fitScale(world, width, height);
  const free = width - (world.right - world.left) * scale;
  const aside = Math.max(0, Math.min(beside(width), free) - free / 2);
  const x = (world.left + world.right) / 2 - aside / scale;
  const y = (world.top + world.bottom - above(width) / scale) / 2;
  return { x, y, scale, width, height };
}

/** As far as one may go: the middle of the window stays on the world. */
export function held(view: View, world: Box): View {
  const least = kLeastOfFit * fitScale(world, view.width, view.height);
  return {
    ...view,
    scale: Math.max(least, Math.min(kMostScale, view.scale)),
    x: Math.max(world.left, Math.min(world.right, view.x)),
    y: Math.max(world.top, Math.min(world.bottom, view.y)),
  };
}

export function panned(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale };
}

/** What lies under the pixel stays under it. */
export function zoomed(view: View, world: Box, factor: number, px = view.width / 2, py = view.height / 2): View {
  const [x, y] = toWorld(view, px, py);
  const { scale } = held({ ...view, scale: view.scale * factor }, world);
  return held({ ...view, scale, x: x - (px - view.width / 2) / scale, y: y - (py - view.height / 2) / scale }, world);
}

/** The window has another size: the same place stays in the middle, what was fitted stays fitted. */
export function resized(view: View, world: Box, width: number, height: number): View {
  const fitted = Math.abs(view.scale - fitScale(world, view.width, view.height)) < 1e-6;
  return fitted ? fit(world, width, height) : held({ ...view, width, height }, world);
}

/** Moved as little as needed for a place to be seen, with a margin in pixels. */
export function showing(view: View, x: number, y: number, margin: number): View {
  const [px, py] = toPixel(view, x, y);
  const over = (value: number, size: number) =>
    Math.min(0, value - Math.min(margin, size / 2)) + Math.max(0, value - (size - Math.min(margin, size / 2)));
  return panned(view, -over(px, view.width), -over(py, view.height));
}
