import { resolve } from "node:path";
import type { JsonObject } from "../../src/model/json.ts";
import type { Delivery, OpenSink, Sink, SinkHost } from "../../src/model/sink.ts";
import { builtInStores } from "../../src/stores/index.ts";

/** A record as a store keeps it; `text` is the JSON of the raw record, or of its n-th row. */
export interface Kept {
  readonly organization: string;
  readonly id: string;
  readonly kind: string;
  readonly time: number;
  readonly row?: number;
  readonly text: string;
}

/** Somewhere to deliver to, and how to look at what is there without the store. */
export interface Place {
  readonly store: string;
  readonly config: JsonObject;
  readonly root: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly allowedTargets?: readonly string[];
  /** Everything kept, raw records and rows, in any order. */
  read(): Promise<readonly Kept[]>;
  /** The server behind it, where there is one. */
  readonly server?: { stop(): Promise<void>; start(): Promise<void> };
}

export function hostOf(
  place: Pick<Place, "root" | "env" | "allowedTargets">,
  signal?: AbortSignal,
): SinkHost {
  return {
    root: resolve(place.root),
    env: (name) => place.env?.[name],
    now: () => Date.now(),
    sleep: async () => undefined,
    signal: signal ?? new AbortController().signal,
    allowedTargets: place.allowedTargets ?? [],
  };
}

export function storeNamed(name: string): Sink {
  const found = builtInStores.find((store) => store.name === name);
  if (found === undefined) throw new Error(`No store ${name}`);
  return found;
}

/** @throws when it cannot be opened */
export async function openPlace(place: Omit<Place, "read">, signal?: AbortSignal): Promise<OpenSink> {
  const opened = await storeNamed(place.store).open(place.config, hostOf(place, signal));
  if ("problem" in opened) throw new Error(opened.problem);
  return opened;
}

/** What a store has to hold after these deliveries. */
export function keptOf(deliveries: readonly Delivery[]): Kept[] {
  return deliveries.flatMap(({ organization, id, kind, time, raw, rows }) => [
    { organization, id, kind, time, text: raw },
    ...rows.map((record, row) => ({ organization, id, kind, time, row, text: JSON.stringify(record) })),
  ]);
}

/** One line for each record, sorted: two stores hold the same when these are equal. */
export function linesOf(kept: readonly Kept[]): string[] {
  return kept
    .map(({ organization, id, row, kind, time, text }) =>
      JSON.stringify([organization, id, row ?? null, kind, time, text]),
    )
    .sort();
}
