import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { divisionRef, entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { day } from "../spans.ts";
import type { Named } from "../types.ts";
import { uuidFor } from "../uuid.ts";
import { cities } from "../word-lists.ts";
import { stamps } from "./stamps.ts";

const path = "/api/v2/architect/schedules";
const zones = ["Europe/Dublin", "Europe/Lisbon", "Europe/Amsterdam", "Europe/Warsaw", "America/Chicago"];

/** A date and time of day without a zone, as schedules have them. */
function local(epoch: number, time: string): string {
  return `${new Date(epoch).toISOString().slice(0, 10)}T${time}:00.000`;
}

function compactDay(epoch: number): string {
  return new Date(epoch).toISOString().slice(0, 10).replaceAll("-", "");
}

interface Draft {
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly rrule?: string;
}

/** Opening hours, which one city let run out; holidays of this year, and in some cities of the next. */
function draftsOf({ now }: OrgBase, city: string, index: number): Draft[] {
  const long = now - 700 * day;
  const until = index === 3 ? `;UNTIL=${compactDay(now - 40 * day)}T000000` : "";
  const year = new Date(now).getUTCFullYear();
  const holiday = (of: number): Draft => ({
    name: `${city} New Year ${of}`,
    start: `${of}-01-01T00:00:00.000`,
    end: `${of}-01-02T00:00:00.000`,
  });
  return [
    {
      name: `${city} open`,
      start: local(long, "08:00"),
      end: local(long, "18:00"),
      rrule: `FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR${until}`,
    },
    {
      name: `${city} closed`,
      start: local(long, "18:00"),
      end: local(long + day, "08:00"),
      rrule: "FREQ=DAILY;INTERVAL=1",
    },
    holiday(year),
    ...(index % 2 === 0 ? [holiday(year + 1)] : []),
  ];
}

/** Schedules of every city, in an order that keeps those of one city together. */
export function buildSchedules(base: OrgBase): readonly JsonObject[] {
  return cities.flatMap((city, index) =>
    draftsOf(base, city, index).map((draft) => {
      const random = randomFor(base.seed, "schedule", draft.name);
      const id = uuidFor(base.seed, "schedule", draft.name);
      return compact({
        id,
        ...draft,
        division: divisionRef(random.pick(base.people.divisions)),
        ...stamps(base, random),
        state: "active",
        selfUri: `${path}/${id}`,
      });
    }),
  );
}

/** One group per city, which IVRs refer to; one has no hours in which it is open. */
export function buildScheduleGroups(base: OrgBase, schedules: readonly JsonObject[]): readonly JsonObject[] {
  return cities.map((city, index) => {
    const random = randomFor(base.seed, "schedule-group", index);
    const name = `${city} hours`;
    const id = uuidFor(base.seed, "schedule-group", name);
    const named = (part: string): JsonObject[] =>
      schedules
        .map((schedule): Named => ({ id: `${schedule["id"]}`, name: `${schedule["name"]}` }))
        .filter((schedule) => schedule.name.startsWith(`${city} ${part}`))
        .map((schedule) => entityRef(schedule, path));
    return {
      id,
      name,
      division: divisionRef(random.pick(base.people.divisions)),
      ...stamps(base, random),
      state: "active",
      timeZone: zones[index % zones.length] ?? "UTC",
      openSchedules: index === 6 ? [] : named("open"),
      closedSchedules: named("closed"),
      holidaySchedules: named("New Year"),
      selfUri: `/api/v2/architect/schedulegroups/${id}`,
    };
  });
}
