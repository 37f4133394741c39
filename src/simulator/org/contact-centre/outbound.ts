import type { JsonObject } from "../../../model/json.ts";
import { divisionRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { departments, products } from "../word-lists.ts";
import { entities } from "./entities.ts";
import { dates } from "./stamps.ts";

/** How often a contact may be tried; one sets no limit per number. */
export function buildAttemptLimits(base: OrgBase): readonly JsonObject[] {
  return entities(base, "attempt-limits", 3, ({ index, id, random }) => ({
    id,
    name: `At most ${index + 2} attempts`,
    ...dates(base, random),
    version: 1,
    maxAttemptsPerContact: index + 2,
    ...(index === 2 ? {} : { maxAttemptsPerNumber: index + 1 }),
    timeZoneId: "Europe/Dublin",
    resetPeriod: index === 2 ? "NEVER" : "TODAY",
    selfUri: `/api/v2/outbound/attemptlimits/${id}`,
  }));
}

/** When contacts may be called; one allows calls in the night. */
export function buildCallableTimeSets(base: OrgBase): readonly JsonObject[] {
  return entities(base, "callable-time-set", 3, ({ index, id, random }) => ({
    id,
    name: index === 1 ? "Any time" : `Weekdays ${index + 1}`,
    ...dates(base, random),
    version: 1,
    callableTimes: [
      {
        timeZoneId: "Europe/Dublin",
        timeSlots: [1, 2, 3, 4, 5].map((day) => ({
          startTime: index === 1 ? "00:00:00" : "09:00:00",
          stopTime: index === 1 ? "23:59:59" : "18:00:00",
          day,
        })),
      },
    ],
    selfUri: `/api/v2/outbound/callabletimesets/${id}`,
  }));
}

/** Who must not be called; one is empty. */
export function buildDncLists(base: OrgBase): readonly JsonObject[] {
  return entities(base, "dnc-list", 4, ({ index, id, random }) => ({
    id,
    name: `${departments[index]} do not call`,
    ...dates(base, random),
    version: random.between(1, 9),
    size: index === 2 ? 0 : random.between(10, 5_000),
    dncSourceType: index === 3 ? "dnc.com" : "rds",
    contactMethod: "Phone",
    division: divisionRef(random.pick(base.people.divisions)),
    selfUri: `/api/v2/outbound/dnclists/${id}`,
  }));
}

/** Who is to be called; some lists have no limits of attempts. */
export function buildContactLists(base: OrgBase, limits: readonly JsonObject[]): readonly JsonObject[] {
  return entities(base, "contact-list", 2 + base.counts.queues, ({ index, id, random }) => {
    const { id: limit, name } = random.pick(limits);
    return {
      id,
      name: `${products[index % products.length]} contacts ${index + 1}`,
      ...dates(base, random),
      version: random.between(1, 9),
      division: divisionRef(random.pick(base.people.divisions)),
      columnNames: ["first", "phone", "email"],
      phoneColumns: [{ columnName: "phone", type: "cell" }],
      emailColumns: [{ columnName: "email", type: "work" }],
      size: index === 4 ? 0 : random.between(100, 90_000),
      ...(index % 3 === 1 ? {} : { attemptLimits: { id: `${limit}`, name: `${name}` } }),
      automaticTimeZoneMapping: index % 2 === 0,
      selfUri: `/api/v2/outbound/contactlists/${id}`,
    };
  });
}
