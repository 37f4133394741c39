const day = 86_400_000;
const week = 7 * day;

/** 1 for Monday to 7 for Sunday. */
function weekday(date: Date): number {
  return date.getUTCDay() || 7;
}

/** Start of the first week of a year or month: the one with its first Thursday, from Monday on. */
function firstWeek(year: number, month: number): number {
  const first = Date.UTC(year, month);
  const on = weekday(new Date(first));
  return first + (on > 4 ? 8 - on : 1 - on) * day;
}

/** A year as a span of twelve months, a month as one of one: what weeks are counted in. */
function weekWithin(date: Date, month: number, months: number, most: number): number {
  const year = date.getUTCFullYear();
  const today = Date.UTC(year, date.getUTCMonth(), date.getUTCDate());
  const count = (start: number) => (today - start) / week + 1;
  const inThis = count(firstWeek(year, month));
  if (inThis > most && today >= firstWeek(year, month + months)) return 1;
  return Math.floor(inThis < 1 ? count(firstWeek(year, month - months)) : inThis);
}

function weekYear(date: Date): number {
  const year = date.getUTCFullYear();
  if (date.getTime() < firstWeek(year, 0)) return year - 1;
  return date.getTime() >= firstWeek(year + 1, 0) ? year + 1 : year;
}

function weekMonth(date: Date): number {
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  if (date.getTime() < firstWeek(year, month)) return month === 0 ? 12 : month;
  if (date.getTime() >= firstWeek(year, month + 1)) return month === 11 ? 1 : month + 2;
  return month + 1;
}

const components: Readonly<Record<string, (date: Date) => number | string>> = {
  Y: (date) => date.getUTCFullYear(),
  M: (date) => date.getUTCMonth() + 1,
  D: (date) => date.getUTCDate(),
  d: (date) => {
    const year = date.getUTCFullYear();
    return (Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) - Date.UTC(year, 0)) / day + 1;
  },
  F: weekday,
  W: (date) => weekWithin(date, 0, 12, 52),
  w: (date) => weekWithin(date, date.getUTCMonth(), 1, 4),
  X: weekYear,
  x: weekMonth,
  H: (date) => date.getUTCHours(),
  h: (date) => date.getUTCHours() % 12 || 12,
  P: (date) => (date.getUTCHours() >= 12 ? "pm" : "am"),
  m: (date) => date.getUTCMinutes(),
  s: (date) => date.getUTCSeconds(),
  f: (date) => date.getUTCMilliseconds(),
  C: () => "ISO",
  E: () => "ISO",
};

/** A component of an instant by its letter, in UTC. */
export function dateComponent(date: Date, letter: string): number | string | undefined {
  return Object.hasOwn(components, letter) ? components[letter]?.(date) : undefined;
}
