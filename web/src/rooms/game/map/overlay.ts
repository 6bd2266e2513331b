// What is drawn over the hexagons on a 2D canvas: cities with names, units, resources, improvements, the tile that is pointed
// at, the keyboard's and the pinned one.
import { plainName } from '../../../lib/names';
import type { Columns } from '../../../lib/tables';
import type { Theme } from '../../../theme/theme.svelte';
import { placed } from './labels';
import { css, resourceGroup, type Rgb } from './palette';
import type { Look } from './paint';
import { toPixel, toWorld, type View } from './view';
import type { World } from './world';

export interface Marks {
  /** Indices of tiles, -1 for none. */
  pointed: number;
  cursor: number;
  pinned: number;
}

/** Units by tile; only known for the save's own turn. */
export type Units = ReadonlyMap<number, { player_id: number | null; unit_type: string | null; tribe: string | null }[]>;

export function unitsByTile(world: World, units: Columns<'units'>): Units {
  const by = new Map<number, { player_id: number | null; unit_type: string | null; tribe: string | null }[]>();
  units.tile_id.forEach((tile_id, at) => {
    const tile = tile_id === null ? -1 : world.indexOf(tile_id);
    if (tile < 0) return;
    const unit = {
      player_id: units.player_id[at] ?? null,
      unit_type: units.unit_type[at] ?? null,
      tribe: units.tribe[at] ?? null,
    };
    const there = by.get(tile);
    if (there) there.push(unit);
    else by.set(tile, [unit]);
  });
  return by;
}

const kInk: Record<Theme, { text: string; halo: string; tribe: Rgb }> = {
  dark: { text: '#fbf5ea', halo: 'rgb(12 8 5 / 85%)', tribe: [150, 134, 114] },
  light: { text: '#20160c', halo: 'rgb(255 252 245 / 92%)', tribe: [110, 92, 70] },
};

export class Overlay {
  #widths = new Map<string, number>();
  #font = '';
  #unit = 1;

  constructor(
    readonly context: CanvasRenderingContext2D,
    readonly world: World,
  ) {}

  /** `unit`: size of letters, 1 where 16 px are the root's. */
  draw(view: View, ratio: number, look: Look, units: Units, marks: Marks, font: string, unit: number) {
    this.#unit = unit;
    const { context } = this;
    if (font !== this.#font) {
      this.#font = font;
      this.#widths.clear();
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    if (look.layers.has('improvements') && view.scale > 12) this.#improvements(view, look);
    if (look.mode === 'resources' || look.layers.has('resources')) this.#resources(view, look);
    if (look.layers.has('units')) this.#units(view, look, units);
    if (look.layers.has('cities')) this.#cities(view, look);
    for (const [tile, width, colour] of [
      [marks.pointed, 1.5, kInk[look.theme].text],
      [marks.pinned, 3, look.theme === 'dark' ? '#f0ae65' : '#7d3f08'],
      [marks.cursor, 2.5, kInk[look.theme].text],
    ] as const) {
      if (tile >= 0) this.#outline(view, tile, width, colour, look.theme);
    }
  }

  /** Of tiles in the window: their middle in pixels. */
  #eachShown(view: View, visit: (tile: number, px: number, py: number) => void) {
    const [left, top] = toWorld(view, 0, 0);
    const [right, bottom] = toWorld(view, view.width, view.height);
    const { centres, count } = this.world;
    for (let tile = 0; tile < count; ++tile) {
      const x = centres[2 * tile]!;
      const y = centres[2 * tile + 1]!;
      if (x < left - 1 || x > right + 1 || y < top - 1 || y > bottom + 1) continue;
      visit(tile, ...toPixel(view, x, y));
    }
  }

  #outline(view: View, tile: number, width: number, colour: string, theme: Theme) {
    const { context, world } = this;
    const [px, py] = toPixel(view, world.centres[2 * tile]!, world.centres[2 * tile + 1]!);
    context.beginPath();
    for (let corner = 0; corner < 6; ++corner) {
      const angle = (corner * 60 + 30) * (Math.PI / 180);
      const radius = Math.max(4, view.scale);
      context.lineTo(px + radius * Math.cos(angle), py + radius * Math.sin(angle));
    }
    context.closePath();
    context.lineJoin = 'round';
    context.strokeStyle = kInk[theme].halo;
    context.lineWidth = width + 2.5;
    context.stroke();
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }

  #improvements(view: View, { theme, players }: Look) {
    const { context, world } = this;
    const { improvement } = world.tables.tiles;
    const size = view.scale * 0.16;
    context.beginPath();
    this.#eachShown(view, (tile, px, py) => {
      if (improvement[tile] === null || world.cityOn[tile]! >= 0) return;
      if (!players.has(world.owner[tile]!)) return; // the file has no turn of it: shown while the land is owned
      context.rect(px - size, py + view.scale * 0.42 - size, 2 * size, 2 * size);
    });
    context.fillStyle = kInk[theme].text;
    context.strokeStyle = kInk[theme].halo;
    context.lineWidth = 2;
    context.stroke();
    context.fill();
  }

  #resources(view: View, { mode, theme }: Look) {
    const { context, world } = this;
    const { resource } = world.tables.tiles;
    const radius = Math.max(2, view.scale * 0.26);
    const groups = new Map<string, Path2D>();
    const names: [string, number, number][] = [];
    this.#eachShown(view, (tile, px, py) => {
      const name = resource[tile];
      if (!name) return;
      const colour = resourceGroup(name).colour[theme];
      let path = groups.get(colour);
      if (!path) groups.set(colour, (path = new Path2D()));
      path.moveTo(px + radius, py);
      path.arc(px, py, radius, 0, 2 * Math.PI);
      if (view.scale > 30) names.push([plainName(name), px, py]);
    });
    context.lineWidth = 1.5;
    context.strokeStyle = kInk[theme].halo;
    for (const [colour, path] of mode === 'resources' && view.scale < 9 ? [] : groups) {
      context.fillStyle = colour;
      context.stroke(path);
      context.fill(path);
    }
    for (const [name, px, py] of names) this.#write(name, px, py + radius + 8, theme, 11 * this.#unit);
  }

  #units(view: View, { theme, players }: Look, units: Units) {
    const { context } = this;
    const size = Math.max(2.5, Math.min(9, view.scale * 0.3));
    context.lineWidth = 1.5;
    context.strokeStyle = kInk[theme].halo;
    this.#eachShown(view, (tile, px, py) => {
      const there = units.get(tile)?.filter(({ player_id }) => player_id === null || players.has(player_id));
      const first = there?.[0];
      if (!first) return;
      const x = px + view.scale * 0.35;
      const y = py - view.scale * 0.35;
      context.beginPath(); // a shield
      context.moveTo(x - size, y - size);
      context.lineTo(x + size, y - size);
      context.lineTo(x + size, y + size * 0.2);
      context.lineTo(x, y + size * 1.2);
      context.lineTo(x - size, y + size * 0.2);
      context.closePath();
      context.fillStyle = css(
        (first.player_id === null ? undefined : players.get(first.player_id)) ?? kInk[theme].tribe,
      );
      context.fill();
      context.stroke();
      if (view.scale > 26 && there.length > 1) this.#write(String(there.length), x, y, theme, 10 * this.#unit);
    });
  }

  #cities(view: View, look: Look) {
    const { context, world } = this;
    const radius = Math.max(2.5, Math.min(8, view.scale * 0.34));
    const shown = world.cities
      .map((city, at) => ({ city, at }))
      .filter(({ city, at }) => city.tile >= 0 && world.stands(at) && this.#isShown(at, look))
      .sort((a, b) => Number(b.city.is_capital) - Number(a.city.is_capital) || b.city.citizens - a.city.citizens)
      .map(({ city, at }) => {
        const [x, y] = toPixel(view, world.centres[2 * city.tile]!, world.centres[2 * city.tile + 1]!);
        return { city, at, x, y };
      })
      .filter(({ x, y }) => x > -60 && y > -20 && x < view.width + 60 && y < view.height + 20);
    for (const { city, at, x, y } of shown) {
      context.beginPath();
      if (city.is_capital) star(context, x, y, radius * 1.7);
      else context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = css(look.players.get(world.ownerOf(at)) ?? kInk[look.theme].tribe);
      context.strokeStyle = kInk[look.theme].halo;
      context.lineWidth = 4;
      context.stroke();
      context.strokeStyle = kInk[look.theme].text;
      context.lineWidth = 1.5;
      context.stroke();
      context.fill();
    }
    if (view.scale < 3.2) return;
    const size = this.#unit * (view.scale < 8 ? 11 : view.scale < 22 ? 12.5 : 14);
    const labels = shown.map(({ city, x, y }) => ({
      ...{ x, y, height: size + 3, radius: city.is_capital ? radius * 1.7 : radius },
      width: this.#width(cityName(city), size),
    }));
    placed(labels).forEach((place, at) => {
      if (place) this.#write(cityName(shown[at]!.city), place.x, place.y, look.theme, size);
    });
  }

  #isShown(city: number, { players }: Look): boolean {
    const owner = this.world.ownerOf(city);
    return owner < 0 || players.has(owner);
  }

  #width(text: string, size: number): number {
    const key = `${size} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      this.context.font = `600 ${size}px ${this.#font}`;
      width = this.context.measureText(text).width;
      this.#widths.set(key, width);
    }
    return width;
  }

  #write(text: string, x: number, y: number, theme: Theme, size: number) {
    const { context } = this;
    context.font = `600 ${size}px ${this.#font}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.strokeStyle = kInk[theme].halo;
    context.lineWidth = 3.5;
    context.strokeText(text, x, y);
    context.fillStyle = kInk[theme].text;
    context.fillText(text, x, y);
  }
}

/** CITYNAME_ROMA is a name of the game, others were given by people. */
export function cityName({ name }: { name: string | null }): string {
  return name === null ? 'A city' : name.startsWith('CITYNAME_') ? plainName(name) : name;
}

function star(context: CanvasRenderingContext2D, x: number, y: number, radius: number) {
  for (let at = 0; at < 10; ++at) {
    const angle = -Math.PI / 2 + (at * Math.PI) / 5;
    const length = at % 2 === 0 ? radius : radius * 0.5;
    context.lineTo(x + length * Math.cos(angle), y + length * Math.sin(angle));
  }
  context.closePath();
}
