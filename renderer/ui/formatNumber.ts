/** No-break space between a number and its unit. */
const gap = '\u00a0';
const units = ['', 'K', 'M', 'G', 'T'] as const;

const exactFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

/** Every digit, in groups of three: `1,234,567`. What a hover shows. */
export function formatExact(value: number): string {
  return Number.isFinite(value) ? exactFormat.format(value) : String(value);
}

/** A count for people, three digits and a unit: `320`, `18.5 K`, `1.2 M`. */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return '–';
  let scaled = Math.abs(count);
  let unit = 0;
  // 999.5 rounds to 1000, which belongs to the next unit.
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || scaled >= 99.95 ? 0 : 1;
  const text = scaled.toFixed(digits).replace(/\.0$/, '');
  return `${count < 0 ? '−' : ''}${text}${unit === 0 ? '' : gap + units[unit]}`;
}

/** A measured value, four digits: `0.0123`, `2.303`, `1.2e-7`. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return value.toExponential(2).replace('e+', 'e');
  return String(Number(value.toPrecision(4)));
}

/** As `formatValue`, with the sign that is as wide as a digit: for columns of numbers of either sign. */
export const formatSigned = (value: number): string => formatValue(value).replaceAll(/(?<!e)-/g, '−');

/** A share as a percentage with two decimals: `98.53 %`. */
export function formatPercent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(2)}${gap}%` : formatValue(share);
}

/** A stretch of time: `0.4 s`, `42 s`, `3 m 12 s`, `2 h 5 m`, `1 d 3 h`. */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < 0) return '–';
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)}${gap}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${gap}s`;
  const pair = (large: number, small: number, names: readonly [string, string]): string =>
    `${large}${gap}${names[0]}` + (small === 0 ? '' : `${gap}${small}${gap}${names[1]}`);
  if (whole < 3600) return pair(Math.floor(whole / 60), whole % 60, ['m', 's']);
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return pair(Math.floor(minutes / 60), minutes % 60, ['h', 'm']);
  const hours = Math.round(seconds / 3600);
  return pair(Math.floor(hours / 24), hours % 24, ['d', 'h']);
}

/** Milliseconds a step takes: `0.85 ms`, `11.2 ms`, `1.4 s`. */
export function formatStepTime(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)}${gap}s`;
  return `${milliseconds >= 100 ? milliseconds.toFixed(0) : milliseconds >= 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(2)}${gap}ms`;
}

/** A size on disk: `512 B`, `4.3 KB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${gap}B`;
  const names = ['KB', 'MB', 'GB', 'TB'];
  let scaled = bytes / 1000;
  let at = 0;
  while (scaled >= 999.5 && at < names.length - 1) {
    scaled /= 1000;
    at += 1;
  }
  return `${scaled >= 99.95 ? scaled.toFixed(0) : scaled.toFixed(1)}${gap}${names[at]}`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exactTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** How long ago, seen from `now` (both milliseconds since 1970): `just now`, `5 min ago`, `3 h ago`, `2 days ago`, then the date. */
export function formatAgo(time: number, now: number): string {
  const minutes = Math.floor((now - time) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  if (days < 7) return days === 1 ? 'yesterday' : `${days} days ago`;
  return dayFormat.format(time);
}

/** The whole date and time, for a hover. */
export const formatTime = (time: number): string => exactTime.format(time);
