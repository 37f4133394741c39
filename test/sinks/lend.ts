import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Delivery, DeliveryOutcome, OpenSink, Sink, SinkHost } from "../../src/model/sink.ts";
import { newAjv } from "../../src/policy/validation/compiled-schema.ts";

/** 2026-03-31T12:00:00.123Z */
export const now = Date.UTC(2026, 2, 31, 12, 0, 0, 123);

export interface LentHost extends SinkHost {
  /** Milliseconds slept, one for each time. */
  readonly sleeps: number[];
  readonly controller: AbortController;
}

/** A host whose time passes only by sleeping. */
export function lend(
  allowedTargets: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): LentHost {
  const sleeps: number[] = [];
  const controller = new AbortController();
  return {
    root: mkdtempSync(join(tmpdir(), "bylaw-sink-")),
    env: (name) => variables[name],
    now: () => now + sleeps.reduce((sum, each) => sum + each, 0),
    async sleep(milliseconds) {
      controller.signal.throwIfAborted();
      sleeps.push(milliseconds);
    },
    signal: controller.signal,
    allowedTargets,
    sleeps,
    controller,
  };
}

const opened: OpenSink[] = [];
afterEach(async () => {
  for (const sink of opened.splice(0)) await sink.close();
});

/** @throws when the settings are not valid */
export async function openOrSay(sink: Sink, config: JsonObject, host: SinkHost) {
  const validate = newAjv(true).compile(sink.configSchema);
  if (!validate(config)) throw new Error(`not valid: ${JSON.stringify(validate.errors)}`);
  return sink.open(config, host);
}

export async function open(sink: Sink, config: JsonObject, host: SinkHost): Promise<OpenSink> {
  const found = await openOrSay(sink, config, host);
  if ("problem" in found) throw new Error(found.problem);
  opened.push(found);
  return found;
}

/** A delivery with as many rows as are given. */
export function delivery(id: string, ...rows: JsonObject[]): Delivery {
  const some = rows.length === 0 ? [{ action: "UPDATE", user: "Zoë" }] : rows;
  return { organization: "org-1", id, time: now, kind: "audit", rows: some, raw: JSON.stringify({ id }) };
}

/** Delivers as a collector does: again and again, until it is there or waiting does not help. */
export async function deliverAll(
  sink: OpenSink,
  batch: readonly Delivery[],
  most = 10,
): Promise<readonly DeliveryOutcome[]> {
  const outcomes: DeliveryOutcome[] = [];
  while (outcomes.length < most) {
    const outcome = await sink.deliver(batch);
    outcomes.push(outcome);
    if (outcome.ok || outcome.lasting) break;
  }
  return outcomes;
}
