// The calendar of play: which nations were played on which day, for one year.
import type { Schemas } from '../../lib/api';
import { nationOf } from './selection';

type Game = Schemas['Game'];

export interface Day {
  /** 2025-11-08 */
  date: string;
  /** Games that have a save of the day, by nation; the most first. */
  nations: { nation: string | null; games: number }[];
}

/** Days on which something was played, in order. */
export function daysOf(games: readonly Game[]): Day[] {
  const days = new Map<string, Map<string | null, number>>();
  for (const game of games) {
    for (const date of new Set(game.saves.map(({ save_date }) => save_date))) {
      if (!date) continue;
      const nations = days.get(date) ?? new Map<string | null, number>();
      days.set(date, nations.set(nationOf(game), (nations.get(nationOf(game)) ?? 0) + 1));
    }
  }
  return [...days]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([date, nations]) => ({
      date,
      nations: [...nations].map(([nation, games]) => ({ nation, games })).sort((a, b) => b.games - a.games),
    }));
}

export const yearsOf = (days: readonly Day[]): number[] =>
  [...new Set(days.map(({ date }) => Number(date.slice(0, 4))))].sort((a, b) => b - a);

/** Where a day stands: weeks are columns and begin on Monday, the year's first in column 0; Monday is row 0. */
export function placeOf(date: string): { week: number; weekday: number } {
  const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  const first = Date.parse(`${date.slice(0, 4)}-01-01T00:00:00Z`) / 86_400_000;
  const weekday = (at: number) => (at + 3) % 7; // 1970-01-01 was a Thursday
  return { week: Math.floor((day - first + weekday(first)) / 7), weekday: weekday(day) };
}

/** All days of a year. */
export function datesOf(year: number): string[] {
  const dates: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
}

/** As many first letters of each name as tell it from the others: "R", "Pe", "Pt". */
export function shortNames(names: readonly string[]): Map<string, string> {
  return new Map(
    names.map((name) => {
      const alike = (letters: number) =>
        names.some((other) => other !== name && other.slice(0, letters) === name.slice(0, letters));
      let letters = 1;
      while (letters < name.length && alike(letters)) letters += 1;
      return [name, name.slice(0, letters)];
    }),
  );
}
