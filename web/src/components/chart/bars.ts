// A bar for each player, made of parts that lie side by side, the longest bar first.
import { formatInteger } from '../../lib/numbers';
import type { Column } from '../table';
import { axisLook, tip, tooltipLook, type ChartContent, type Look, type TableRow } from './chart';

export interface Bar {
  id: string;
  name: string;
  colour: string;
  /** By the key of the part. */
  values: Readonly<Record<string, number>>;
}

export interface Part {
  key: string;
  title: string;
}

export interface StackedOptions {
  bars: readonly Bar[];
  /** In the order in which they lie; their shades of the bar's colour go from full to faint. */
  parts: readonly Part[];
  /** "living units" */
  what: string;
}

export function stackedBarChart({ bars, parts, what }: StackedOptions): ChartContent {
  const ordered = [...bars].sort((a, b) => sum(b) - sum(a));
  return {
    option: (look) => draw(ordered, parts, look),
    columns: columnsOf(parts),
    rows: ordered.map((bar): TableRow => ({ key: bar.id, name: bar.name, ...bar.values, all: sum(bar) })),
    summary: `Bars of ${what}. ${ordered.map((bar) => `${bar.name}: ${words(bar, parts)}`).join('. ')}.`,
    empty: bars.every((bar) => sum(bar) === 0),
  };
}

/** How strong a part's shade is: 1 is the bar's own colour. */
export function shadeOf(at: number, parts: number): number {
  return 1 - (0.75 * at) / Math.max(1, parts - 1);
}

export function sum(bar: Bar): number {
  return Object.values(bar.values).reduce((all, value) => all + value, 0);
}

function words(bar: Bar, parts: readonly Part[]): string {
  const there = parts.filter(({ key }) => bar.values[key]);
  return there.map(({ key, title }) => `${title} ${bar.values[key]}`).join(', ') || 'none';
}

function columnsOf(parts: readonly Part[]): Column<TableRow>[] {
  const number = ({ key, title }: Part): Column<TableRow> => ({
    key,
    title,
    type: 'number',
    value: (row) => row[key] ?? 0,
    format: (value: number) => formatInteger(value),
  });
  return [
    { key: 'name', title: 'Player', value: (row) => row['name'] },
    ...parts.map(number),
    number({ key: 'all', title: 'All' }),
  ];
}

function draw(bars: readonly Bar[], parts: readonly Part[], look: Look) {
  const axis = axisLook(look);
  return {
    animation: false,
    grid: { left: 8, right: 24, top: 8, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      ...tooltipLook(look),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: look.line, opacity: 0.3 } },
      formatter: (marks: readonly { dataIndex: number }[]) => {
        const bar = bars[marks[0]?.dataIndex ?? -1];
        if (!bar) return '';
        const rows = parts.map(({ key, title }) => ({
          name: title,
          colour: bar.colour,
          value: bar.values[key] || null,
        }));
        return tip(`${bar.name}: ${sum(bar)}`, rows, (value) => formatInteger(value));
      },
    },
    xAxis: { type: 'value', minInterval: 1, ...axis, axisLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      ...axis,
      axisLabel: { ...axis.axisLabel, color: look.text },
      splitLine: { show: false },
    },
    series: parts.map(({ key, title }, at) => ({
      id: key,
      name: title,
      type: 'bar',
      stack: 'all',
      barMaxWidth: 28,
      silent: true,
      emphasis: { disabled: true },
      data: bars.map((bar) => ({
        value: bar.values[key] ?? 0,
        itemStyle: {
          color: bar.colour,
          opacity: shadeOf(at, parts.length),
          borderColor: look.surface,
          borderWidth: 1,
        },
      })),
    })),
  };
}
