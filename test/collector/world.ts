import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeadLetters, deadLetterFile } from "../../src/collector/dead-letters.ts";
import { type DrainFailure, drain } from "../../src/collector/drain.ts";
import type { EventFeed } from "../../src/collector/event-feed.ts";
import { type PollOutcome, poll } from "../../src/collector/poll.ts";
import { sinkLane } from "../../src/collector/sink-lane.ts";
import { openSqliteState } from "../../src/collector/sqlite/sqlite-state.ts";
import type { CollectorState } from "../../src/collector/state.ts";
import type { StateSettings } from "../../src/collector/state-settings.ts";
import type { Collector } from "../../src/model/collector.ts";
import type { DataSource } from "../../src/model/data-source.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Delivery, DeliveryOutcome, SinkHost } from "../../src/model/sink.ts";
import { formatTimestamp } from "../../src/time/timestamp.ts";

/** An event of the world: when it happened, and when the source shows it. */
export interface WorldEvent {
  readonly id: string;
  readonly time: number;
  readonly shown: number;
  readonly kind: string;
  readonly record?: JsonObject;
}

const source: DataSource = {
  name: "world.events",
  provider: "world",
  title: "Events",
  resource: { type: "event", id: "id" },
  event: { at: "at", kind: "kind" },
  parameters: { type: "object" },
};

export const start = Date.parse("2026-11-01T00:00:00Z");
export const minute = 60_000;
export const organization = "org-1";

/** Ends what runs as a kill would: nothing that comes later is done. */
export class Crash extends Error {}

export function recordOf({ id, time, kind, record }: WorldEvent): JsonObject {
  return record ?? { id, at: formatTimestamp(time), kind };
}

/** A sink that keeps what it is given by organisation and id, as receivers that know repetitions do. */
export class FakeSink {
  readonly kept = new Map<string, Delivery>();
  deliveries = 0;
  fails: ((batch: readonly Delivery[]) => DeliveryOutcome | undefined) | undefined;
  readonly refuses: (delivery: Delivery) => boolean;
  readonly most: number;

  constructor(refuses: (delivery: Delivery) => boolean = () => false, most = 3) {
    this.refuses = refuses;
    this.most = most;
  }

  take(batch: readonly Delivery[]): DeliveryOutcome {
    const failed = this.fails?.(batch);
    if (failed !== undefined) return failed;
    const rejected: { index: number; reason: string }[] = [];
    for (const [index, delivery] of batch.entries()) {
      if (this.refuses(delivery)) rejected.push({ index, reason: "it is not taken" });
      else {
        this.kept.set(`${delivery.organization}/${delivery.id}`, delivery);
        this.deliveries++;
      }
    }
    return { ok: true, rejected };
  }
}

/** A source, sinks and a collector between them, whose process can crash at any step. */
export class World {
  readonly events: WorldEvent[] = [];
  readonly sinks: Readonly<Record<string, FakeSink>>;
  readonly collector: Collector;
  readonly folder = mkdtempSync(join(tmpdir(), "bylaw-collector-"));
  readonly path = join(this.folder, "state.db");
  now = start;
  begin = start;
  retention: number | undefined;
  organization = organization;
  pageSize = 2;
  /** Page before which the next reading fails. */
  failsAtPage: number | undefined;
  /** Steps until the process crashes. */
  steps = Number.POSITIVE_INFINITY;
  /** How many readings from now on end at a cursor that the source refuses. */
  refusesCursor = 0;
  asked: { from: number; to: number }[] = [];
  #open: Promise<CollectorState> | undefined;

  /** Opens the state of a process; another kind of state puts its own in place of this one. */
  static openState = async (path: string, settings: StateSettings): Promise<CollectorState> =>
    openSqliteState(path, settings).state;

  constructor(sinks: Readonly<Record<string, FakeSink>>, more: Partial<Collector> = {}) {
    this.sinks = sinks;
    this.collector = {
      name: "c",
      title: "C",
      source,
      tenant: { name: "t", provider: "world", config: {} },
      parameters: {},
      every: minute,
      overlap: 15 * minute,
      schemas: {},
      sinks: Object.keys(sinks).map((name) => ({ name, sink: this.#sink(name), config: {} })),
      routes: [{ to: Object.keys(sinks) }],
      state: { file: "state.db" },
      ...more,
    };
  }

  /** One thing that the process does: a crash may come before it or after it. */
  async step<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.steps-- <= 0) throw new Crash();
    const result = await work();
    if (this.steps-- <= 0) throw new Crash();
    return result;
  }

  #sink(name: string) {
    const world = this;
    return {
      name: "fake",
      configSchema: {},
      async open() {
        return {
          get batch() {
            return { count: world.sinks[name]!.most, bytes: 1e6 };
          },
          deliver: (batch: readonly Delivery[]) => world.step(() => world.sinks[name]!.take(batch)),
          async close() {},
        };
      },
    };
  }

  /** The state as the process uses it. */
  state(): CollectorState {
    const { overlap } = this.collector;
    this.#open ??= World.openState(this.path, { source: source.name, overlap, begin: this.begin });
    const opening = this.#open;
    const step = <Name extends keyof CollectorState>(name: Name) =>
      ((...args: unknown[]) =>
        this.step(async () => {
          const state = await opening;
          return Reflect.apply(state[name], state, args);
        })) as CollectorState[Name];
    return {
      marks: step("marks"),
      organization: step("organization"),
      rememberOrganization: step("rememberOrganization"),
      unseen: step("unseen"),
      addPage: step("addPage"),
      finishReading: step("finishReading"),
      addHole: step("addHole"),
      oldest: step("oldest"),
      settle: step("settle"),
      rememberFields: step("rememberFields"),
      awaited: step("awaited"),
      notePoll: step("notePoll"),
      noteHealth: step("noteHealth"),
      noteSink: step("noteSink"),
      status: step("status"),
      close: step("close"),
    };
  }

  /** What a killed process leaves: the file, and nothing else. */
  async restart(): Promise<void> {
    this.steps = Number.POSITIVE_INFINITY;
    await (await this.#open)?.close();
    this.#open = undefined;
  }

  readonly deadLetters: DeadLetters = {
    append: async (letters) => {
      if (letters.length > 0 && this.steps-- <= 0) throw new Crash();
      await deadLetterFile(`${this.path}.dead-letters.ndjson`).append(letters);
    },
  };

  dead(): JsonObject[] {
    try {
      const text = readFileSync(`${this.path}.dead-letters.ndjson`, "utf8");
      return text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
    } catch {
      return [];
    }
  }

  readonly feed: EventFeed = {
    ready: async () => ({ organization: this.organization }),
    served: () => undefined,
    reset: async () => undefined,
    oldest: (now) => (this.retention === undefined ? undefined : now - this.retention),
    read: (from, to) => this.#read(from, to),
  };

  async *#read(from: number, to: number) {
    this.asked.push({ from, to });
    const fails = this.failsAtPage;
    this.failsAtPage = undefined;
    const ledger = { pages: 0, requests: 0, retries: 0 };
    const visible = this.events.filter(({ time, shown }) => time >= from && time <= to && shown <= this.now);
    for (let at = 0; at <= visible.length; at += this.pageSize) {
      if (fails !== undefined && at / this.pageSize >= fails)
        return { ...ledger, reasons: [{ code: "lost-page" as const, message: "A page is lost" }] };
      // Pages overlap by a record.
      const page = visible.slice(Math.max(0, at - 1), at + this.pageSize).map(recordOf);
      if (page.length > 0) yield page;
      if (this.refusesCursor > 0) {
        this.refusesCursor--;
        const message = "The cursor is not known";
        return { ...ledger, cursorRefused: true, reasons: [{ code: "refused" as const, message }] };
      }
    }
    return { ...ledger, reasons: [] };
  }

  async poll(again = false): Promise<PollOutcome> {
    return poll(
      {
        collector: this.collector,
        feed: this.feed,
        state: this.state(),
        deadLetters: this.deadLetters,
        validator: () => () => undefined,
        signal: new AbortController().signal,
        added: () => undefined,
      },
      this.now,
      again,
    );
  }

  async drain(name: string): Promise<DrainFailure | undefined> {
    const { signal } = new AbortController();
    const host: SinkHost = {
      root: this.folder,
      env: () => undefined,
      now: () => this.now,
      sleep: async () => undefined,
      signal,
      allowedTargets: [],
    };
    const found = this.collector.sinks.find((sink) => sink.name === name)!;
    // A crash ends the process; it is no defect of a sink.
    let crash: Crash | undefined;
    const guarded = {
      ...found,
      sink: {
        ...found.sink,
        open: async () => {
          const opened = await found.sink.open({}, host);
          if ("problem" in opened) return opened;
          const deliver = async (batch: readonly Delivery[]) => {
            try {
              return await opened.deliver(batch);
            } catch (error) {
              if (error instanceof Crash) crash = error;
              throw error;
            }
          };
          return { batch: opened.batch, deliver, close: async () => undefined };
        },
      },
    };
    const lane = sinkLane(guarded, host);
    const deliver: typeof lane.deliver = async (batch) => {
      const outcome = await lane.deliver(batch);
      if (crash !== undefined) throw crash;
      return outcome;
    };
    return drain(
      { ...lane, deliver },
      { state: this.state(), deadLetters: this.deadLetters, signal, now: () => this.now },
    );
  }

  async close(): Promise<void> {
    await this.restart();
  }
}
