// What a Chart shows, in data: the drawing, the same as a table, and in a sentence. lineChart and barChart make it.
import type { EChartsCoreOption } from 'echarts/core';

import type { Column } from '../table';

/** The page's colours and letters for a canvas. */
export interface Look {
  text: string;
  strong: string;
  quiet: string;
  line: string;
  surface: string;
  accent: string;
  font: string;
  /** px */
  size: number;
}

export interface TableRow {
  key: string | number;
  [column: string]: string | number | null;
}

export interface ChartContent {
  /** For ECharts. `pointed`: id of the series to be drawn in front. */
  option: (look: Look, pointed: string | null) => EChartsCoreOption;
  /** The same as a table: for screen readers, for copying. */
  columns: readonly Column<TableRow>[];
  rows: readonly TableRow[];
  /** The same in a sentence or two. */
  summary: string;
  /** Whether there is something to draw. */
  empty: boolean;
}

export interface TipRow {
  name: string;
  colour: string;
  value: number | null;
  /** Behind the name: the law that was adopted here. */
  text?: string;
}

/** A tooltip as an element: markup with styles in it is against the server's policy. The largest first. */
export function tip(title: string, rows: readonly TipRow[], format: (value: number) => string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'chart-tip';
  const head = box.appendChild(document.createElement('strong'));
  head.textContent = title;
  const known = rows.filter((row): row is TipRow & { value: number } => row.value !== null);
  for (const row of known.sort((a, b) => b.value - a.value)) {
    const line = box.appendChild(document.createElement('div'));
    const mark = line.appendChild(document.createElement('i'));
    mark.style.background = row.colour;
    const name = line.appendChild(document.createElement('span'));
    name.textContent = row.text ? `${row.name}: ${row.text}` : row.name;
    line.appendChild(document.createElement('b')).textContent = format(row.value);
  }
  return box;
}

/** What axes look like everywhere. */
export function axisLook(look: Look) {
  const letters = { color: look.quiet, fontFamily: look.font, fontSize: look.size };
  return {
    axisLabel: letters,
    nameTextStyle: letters,
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: look.line, opacity: 0.6 } },
  };
}

export function tooltipLook(look: Look) {
  return {
    backgroundColor: look.surface,
    borderColor: look.line,
    padding: 0,
    confine: true,
    transitionDuration: 0,
    textStyle: { color: look.text, fontFamily: look.font, fontSize: look.size },
  };
}
