import { createHash } from "node:crypto";
import { recordProblem } from "../datasets/record-problem.ts";
import { compileCondition } from "../delivery/compile-condition.ts";
import { compileMapping, type Mapping } from "../delivery/compile-mapping.ts";
import { eventFacts } from "../delivery/event-facts.ts";
import { makeDelivery } from "../delivery/make-delivery.ts";
import { normaliseEvents } from "../delivery/normalise-event.ts";
import type { Served } from "../delivery/served-records.ts";
import type { Collector } from "../model/collector.ts";
import type { Json, JsonObject, JsonSchema } from "../model/json.ts";
import type { Delivery } from "../model/sink.ts";

/** What becomes of a record. */
export type PreparedEvent = { readonly id: string; readonly time: number } & (
  | {
      readonly fate: "deliver";
      readonly delivery: Delivery;
      readonly sinks: readonly string[];
      readonly unknownType: boolean;
    }
  | { readonly fate: "left-out" }
  | { readonly fate: "dead"; readonly reason: string; readonly kind: string; readonly record: string }
);

/** What the host lends. */
export interface PreparationHost {
  /** What `$now()` says, epoch milliseconds. */
  readonly now: number;
  readonly organization: string;
  /** The record as it was served, where that was kept. */
  served(record: JsonObject): Served | undefined;
  /** Compiles a schema to a function that says why a value does not fit, without its content. */
  validator(schema: JsonSchema): (value: Json) => string | undefined;
  /** Told about each of the fields that are asked for, with each row that has it. */
  saw(field: string): void;
}

/** Names a record that has no id, so that it becomes a dead letter once and not with every poll. */
function hashOf(text: string): string {
  return `bylaw:sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** JSON of a record; a provider's defect may have put into it what cannot be written. */
function textOf(record: JsonObject): string {
  try {
    return JSON.stringify(record);
  } catch {
    return "{}";
  }
}

function picked(
  mapping: Mapping,
  fields: readonly string[] | undefined,
  saw: (field: string) => void,
): Mapping {
  if (fields === undefined) return mapping;
  return (record) => {
    const mapped = mapping(record);
    if (!mapped.ok) return mapped;
    const rows = mapped.rows.map((row): JsonObject => {
      const kept = fields.filter((name) => Object.hasOwn(row, name));
      kept.forEach(saw);
      return Object.fromEntries(kept.map((name): [string, Json] => [name, row[name] ?? null]));
    });
    if (rows.every((row) => Object.keys(row).length > 0)) return { ok: true, rows };
    return { ok: false, problem: "a row has none of the fields that are asked for" };
  };
}

/** Compiles a collector's conditions, mapping, schemas and routes to what decides about a record. */
export function eventPreparer(
  collector: Collector,
  { now, organization, served, validator, saw }: PreparationHost,
): (record: JsonObject) => PreparedEvent {
  const { source, where, map, fields, routes } = collector;
  const wanted = where === undefined ? () => true : compileCondition(where, "where", now);
  const mapping = picked(compileMapping(map, now), fields, saw);
  const normalise = normaliseEvents(source, collector.entities);
  const context = {
    source,
    organization,
    mapping,
    served,
    ...(normalise === undefined ? {} : { normalise }),
  };
  const schemas = new Map(
    Object.entries(collector.schemas).map(([kind, schema]) => [kind, validator(schema)] as const),
  );
  const ways = routes.map(({ when, to }, index) => ({
    to,
    fits: when === undefined ? () => true : compileCondition(when, `when of route ${index + 1}`, now),
  }));

  function sinksOf(record: JsonObject): readonly string[] | string {
    for (const { to, fits } of ways) {
      const answer = fits(record);
      if (typeof answer === "string") return answer;
      if (answer) return to;
    }
    return "no route takes it";
  }

  return (record) => {
    const { id, time, kind } = eventFacts(record, source);
    const base = { id: id ?? hashOf(textOf(record)), time: time ?? 0 };
    const dead = (reason: string): PreparedEvent => {
      const was = served(record);
      return { ...base, fate: "dead", reason, kind, record: was?.text ?? textOf(was?.record ?? record) };
    };
    // Such a record can hide parts of itself from conditions.
    const unsafe = recordProblem(record);
    if (unsafe !== undefined) return dead(unsafe);
    const answer = wanted(record);
    if (typeof answer === "string") return dead(answer);
    if (!answer) return { ...base, fate: "left-out" };
    const misfit = schemas.get(kind)?.(record);
    if (misfit !== undefined) return dead(`it does not fit the schema of its kind: ${misfit}`);
    const sinks = sinksOf(record);
    if (typeof sinks === "string") return dead(sinks);
    const made = makeDelivery(record, context);
    if (!made.ok) return dead(made.problem);
    const { delivery, unknownType } = made;
    return { ...base, time: delivery.time, fate: "deliver", delivery, sinks, unknownType };
  };
}
