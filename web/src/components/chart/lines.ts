// A line for each player (or whatever there is) over the turns.
import { count, formatCompact, formatDecimal } from '../../lib/numbers';
import type { Column } from '../table';
import { axisLook, tip, tooltipLook, type ChartContent, type Look, type TableRow, type TipRow } from './chart';

export interface Line {
  id: string;
  name: string;
  colour: string;
  /** Lengths of strokes and gaps, in pixels, where colours alone would tell lines apart. */
  dash?: readonly number[];
  /** [turn, value], by turn; a turn before the first is not drawn. */
  points: readonly (readonly [number, number | null])[];
  /** What happened in a turn: a dot, named in the tooltip and the table. */
  events?: readonly { turn: number; text: string }[];
}

export interface LinesOptions {
  lines: readonly Line[];
  /** Beside the axis and in the table: "military power". */
  what: string;
  /** Counts stay until the next change: a step instead of a slope. */
  step?: boolean;
  /** Dashed lines across, with a word each. */
  guides?: readonly { at: number; text: string }[];
  format?: (value: number) => string;
  /** The last turn of the axis. */
  lastTurn?: number;
}

export function lineChart(options: LinesOptions): ChartContent {
  const { lines, what } = options;
  const format = options.format ?? ((value: number) => formatDecimal(value));
  return {
    option: (look, pointed) => draw(options, format, look, pointed),
    ...tableOf(options, format),
    summary: summaryOf(lines, what, format),
    empty: lines.every(({ points }) => points.every(([, value]) => value === null)),
  };
}

function draw(options: LinesOptions, format: (value: number) => string, look: Look, pointed: string | null) {
  const { lines, step = false, guides = [] } = options;
  const look_of_axis = axisLook(look);
  const end = options.lastTurn ?? Math.max(1, ...lines.map(({ points }) => points.at(-1)?.[0] ?? 1));
  return {
    animation: false,
    grid: { left: 8, right: 20, top: 16, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      ...tooltipLook(look),
      trigger: 'axis',
      axisPointer: { lineStyle: { color: look.quiet } },
      formatter: (marks: readonly { axisValue: number }[]) => {
        const turn = Math.round(Number(marks[0]?.axisValue ?? 0));
        return tip(
          `Turn ${turn}`,
          lines.map((line) => tipRow(line, turn)),
          format,
        );
      },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: end,
      minInterval: 1,
      ...look_of_axis,
      splitLine: { show: false },
      axisLabel: {
        ...look_of_axis.axisLabel,
        hideOverlap: true, // the last turn may be one after a round number
        textMargin: [0, 5],
        formatter: (turn: number) => (Number.isInteger(turn) ? `${turn}` : ''), // a dragged range ends anywhere
      },
    },
    yAxis: {
      type: 'value',
      ...look_of_axis,
      axisLine: { show: false },
      axisLabel: { ...look_of_axis.axisLabel, formatter: (value: number) => formatCompact(value) },
    },
    series: lines.map((line, at) => ({
      id: line.id,
      name: line.name,
      type: 'line',
      data: withDots(line),
      step: step ? 'end' : false,
      showSymbol: Boolean(line.events),
      symbol: 'circle',
      silent: true,
      color: line.colour,
      z: pointed === line.id ? 5 : 2,
      lineStyle: {
        width: pointed === line.id ? 3.5 : 2,
        type: line.dash?.length ? [...line.dash] : 'solid',
        opacity: pointed === null || pointed === line.id ? 1 : 0.25,
      },
      itemStyle: { opacity: pointed === null || pointed === line.id ? 1 : 0.25 },
      emphasis: { disabled: true },
      ...(at === 0 && guides.length > 0 ? { markLine: guideLines(guides, look) } : {}),
    })),
  };
}

function withDots(line: Line) {
  if (!line.events) return line.points;
  const turns = new Set(line.events.map(({ turn }) => turn));
  return line.points.map(([turn, value]) => ({ value: [turn, value], symbolSize: turns.has(turn) ? 7 : 0 }));
}

function guideLines(guides: readonly { at: number; text: string }[], look: Look) {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { color: look.quiet, type: 'dashed', width: 1 },
    label: { color: look.quiet, fontFamily: look.font, fontSize: look.size, position: 'insideStartTop' },
    data: guides.map(({ at, text }) => ({ yAxis: at, label: { formatter: text } })),
  };
}

/** The value in a turn: that of the last point until then. */
export function valueAt(line: Line, turn: number): number | null {
  let low = 0;
  let high = line.points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((line.points[middle] as readonly [number, unknown])[0] <= turn) low = middle + 1;
    else high = middle;
  }
  return line.points[low - 1]?.[1] ?? null;
}

function textAt(line: Line, turn: number): string {
  return (line.events ?? [])
    .filter((event) => event.turn === turn)
    .map(({ text }) => text)
    .join(', ');
}

function tipRow(line: Line, turn: number): TipRow {
  return { name: line.name, colour: line.colour, value: valueAt(line, turn), text: textAt(line, turn) };
}

function tableOf({ lines, step = false }: LinesOptions, format: (value: number) => string) {
  const turns = [...new Set(lines.flatMap(({ points }) => points.map(([turn]) => turn)))].sort((a, b) => a - b);
  const values = new Map(lines.map((line) => [line.id, new Map(line.points)]));
  const rows: TableRow[] = turns.map((turn) => {
    const row: TableRow = { key: turn };
    for (const line of lines) row[line.id] = (step ? valueAt(line, turn) : values.get(line.id)?.get(turn)) ?? null;
    return row;
  });
  const columns: Column<TableRow>[] = [
    { key: 'turn', title: 'Turn', value: ({ key }) => key, type: 'number' },
    ...lines.map((line): Column<TableRow> => ({
      key: line.id,
      title: line.name,
      type: 'number',
      value: (row) => row[line.id],
      format: (value: number | null, row: TableRow) => {
        if (value === null) return '\u2013';
        const text = textAt(line, Number(row.key));
        return text ? `${format(value)} (${text})` : format(value);
      },
    })),
  ];
  return { columns, rows };
}

function summaryOf(lines: readonly Line[], what: string, format: (value: number) => string): string {
  const last = lines
    .map((line) => ({ name: line.name, value: line.points.at(-1)?.[1] ?? null }))
    .filter((line): line is { name: string; value: number } => line.value !== null)
    .sort((a, b) => b.value - a.value);
  const end = Math.max(0, ...lines.map(({ points }) => points.at(-1)?.[0] ?? 0));
  const figures = last.map(({ name, value }) => `${name} ${format(value)}`).join(', ');
  return `Lines of ${what} for ${count(lines.length, 'player')} up to turn ${end}. At the end: ${figures || 'nothing known'}.`;
}
