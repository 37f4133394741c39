import { day, hour, minute } from "./spans.ts";

/** Changes are made on weekdays from 09:00 until 16:00 UTC, unless one is planted outside. */
const opens = 9 * hour;
const closes = 16 * hour;

interface Shift {
  readonly from: number;
  readonly to: number;
}

/** The time axis on which changes happen: working hours before now, laid end to end. */
export interface WorkCalendar {
  /** Working milliseconds in the span. */
  readonly total: number;
  /** Newest first. */
  readonly shifts: readonly Shift[];
  /** The instant that lies some working milliseconds before the end of the newest shift. */
  before(age: number): number;
}

/** @param now epoch milliseconds; the newest shift ends five minutes before it at the latest */
export function buildWorkCalendar(now: number, span: number): WorkCalendar {
  const shifts: Shift[] = [];
  for (let start = now - (now % day); start > now - span; start -= day) {
    const weekday = new Date(start).getUTCDay();
    const to = Math.min(start + closes, now - 5 * minute);
    if (weekday !== 0 && weekday !== 6 && to - start - opens > 10 * minute)
      shifts.push({ from: start + opens, to });
  }
  const total = shifts.reduce((sum, shift) => sum + shift.to - shift.from, 0);
  const before = (age: number): number => {
    let left = age;
    for (const shift of shifts) {
      if (left < shift.to - shift.from) return Math.floor(shift.to - left);
      left -= shift.to - shift.from;
    }
    return shifts.at(-1)?.from ?? now - span;
  };
  return { total, shifts, before };
}
