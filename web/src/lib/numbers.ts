// Numbers, sizes, times and days for people, in the browser's language.

const integer = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** What stands for a value that is not there. */
export const kNone = '\u2013';

type Maybe = number | null | undefined;
const or = (write: (value: number) => string) => (value: Maybe) => (value == null ? kNone : write(value));

/** 12,345 */
export const formatInteger = or((value) => integer.format(value));
/** 12.3; 12 */
export const formatDecimal = or((value) => decimal.format(value));
/** 1.2M, for axes and tight places. */
export const formatCompact = or((value) => compact.format(value));
/** 0.5 is 50 %. */
export const formatPercent = or((value) => percent.format(value));
/** A yield as the file keeps it, in tenths: 123 is 12.3. */
export const formatTenths = or((value) => exact.format(value / 10));

/** "1 save", "3 saves". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${integer.format(number)} ${number === 1 ? one : many}`;
}

/** 1.5 MB */
export const formatBytes = or((bytes) => {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step > 0 && value < 10 ? decimal.format(value) : integer.format(value)} ${units[step]}`;
});

/** 0.4 s, 12 s, 3 min 5 s, 2 h 10 min */
export const formatSeconds = or((seconds) => {
  if (seconds < 10) return `${decimal.format(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
});

/** A day of the API, 2025-11-08. */
export function formatDay(value: string | null | undefined): string {
  const date = value ? new Date(`${value}T00:00:00Z`) : null;
  return date && !Number.isNaN(date.getTime()) ? day.format(date) : kNone;
}

/** A time of the API, RFC 3339. */
export function formatTime(value: string | null | undefined): string {
  const date = value ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? moment.format(date) : kNone;
}
