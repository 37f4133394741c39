import { type WallClock, wallClock } from "../../time/zoned.ts";
import type { OptionsReader } from "../options/options-reader.ts";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** A stretch of time that comes back every week in one time zone. */
export interface WeeklyWindow {
  /** For people: `mon, tue 22:00–04:00 Europe/Berlin`. */
  readonly text: string;
  readonly clock: (epoch: number) => WallClock;
  contains(epoch: number): boolean;
}

/**
 * Builds a window from `{days, from, to, zone}`. When `to` is not after `from` the window runs past
 * midnight and belongs to the day on which it opens.
 *
 * @returns undefined when the zone is unknown
 */
export function weeklyWindow(options: OptionsReader): WeeklyWindow | undefined {
  const zone = options.text("zone") ?? "UTC";
  const clock = wallClock(zone);
  if (clock === undefined) return undefined;
  const named = options.texts("days");
  const days = named.length === 0 ? [...weekdays] : weekdays.filter((day) => named.includes(day));
  const open = new Set(days.map((day) => weekdays.indexOf(day) + 1));
  const from = options.text("from") ?? "00:00";
  const to = options.text("to") ?? "24:00";
  const [start, end] = [minuteOf(from), minuteOf(to)];
  const overnight = end <= start;
  return {
    text: `${days.join(", ")} ${from}–${to} ${zone}`,
    clock,
    contains(epoch) {
      const { weekday, minute } = clock(epoch);
      const yesterday = weekday === 1 ? 7 : weekday - 1;
      if (open.has(weekday) && minute >= start && (overnight || minute < end)) return true;
      return overnight && open.has(yesterday) && minute < end;
    },
  };
}

function minuteOf(time: string): number {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}
