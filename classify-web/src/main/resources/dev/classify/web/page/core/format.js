const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const short = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});
const decimal = new Intl.NumberFormat('en', {maximumFractionDigits: 1});
const tenths = new Intl.NumberFormat('en', {minimumFractionDigits: 1, maximumFractionDigits: 1});
const day = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});
const exact = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'medium'});

/** What is shown where there is no value. */
export const NONE = '–';

const known = value => value !== null && value !== undefined && value !== '';

export const number = value => (known(value) ? whole.format(value) : NONE);
export const compact = value => (known(value) ? (Math.abs(value) < 10_000 ? number(value) : short.format(value)) : NONE);
export const rate = value => (known(value) ? (value < 10 ? decimal.format(value) : whole.format(value)) : NONE);
export const percent = share => (known(share) ? (share === 0 || share === 1 ? whole : tenths).format(share * 100) + ' %' : NONE);
export const confidence = value => (known(value) ? Number(value).toFixed(2) : NONE);

/** Dollars: cents from one dollar on, and two significant digits below, as a request costs little. */
export function money(value) {
  if (!known(value)) {
    return NONE;
  }
  const dollars = Number(value);
  if (dollars === 0 || dollars >= 1) {
    return '$' + dollars.toFixed(2);
  }
  return '$' + dollars.toFixed(Math.min(6, 1 - Math.floor(Math.log10(dollars))));
}

/** A size in the largest unit that fits. */
export function bytes(value) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const unit = value > 0 ? Math.min(units.length - 1, Math.floor(Math.log10(value) / 3)) : 0;
  return `${decimal.format(value / 1_000 ** unit)} ${units[unit]}`;
}

/** A length of time in its two largest units, such as `3 min 20 s`. */
export function duration(seconds) {
  if (!known(seconds)) {
    return NONE;
  }
  const units = [['d', 86_400], ['h', 3_600], ['min', 60], ['s', 1]];
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first < 0) {
    return 'less than 1 s';
  }
  let left = Math.round(seconds);
  return units
    .slice(first, first + 2)
    .map(([name, size]) => {
      const count = Math.floor(left / size);
      left -= count * size;
      return count > 0 ? `${count} ${name}` : '';
    })
    .filter(Boolean)
    .join(' ');
}

export const millis = value => (known(value) ? (value < 1_000 ? `${whole.format(value)} ms` : `${decimal.format(value / 1_000)} s`) : NONE);

/** A time as people say it: how long ago today, and the date before. */
export function ago(time) {
  if (!known(time)) {
    return NONE;
  }
  const seconds = (Date.now() - new Date(time)) / 1_000;
  if (seconds < 5) {
    return 'just now';
  }
  return seconds < 86_400 ? duration(seconds).split(' ').slice(0, 2).join(' ') + ' ago' : day.format(new Date(time));
}

export const exactly = time => (known(time) ? exact.format(new Date(time)) : '');
