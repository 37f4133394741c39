import type { JsonObject, JsonSchema } from "./json.ts";

/** One record to deliver. Organisation and id name it for ever: delivered twice it is still one. */
export interface Delivery {
  readonly organization: string;
  readonly id: string;
  /** When it happened, epoch milliseconds. */
  readonly time: number;
  /** What it is about, for partitions and routes: an entity type, an event type. */
  readonly kind: string;
  /** What the mapping made of it, at least one; row n of an id is always the same row. */
  readonly rows: readonly JsonObject[];
  /** The record as it was served: its JSON byte for byte, where the provider has it so. */
  readonly raw: string;
}

/** A delivery that the other side will never take: it goes to the dead letters. */
interface Rejection {
  /** Place in the batch. */
  readonly index: number;
  /** One sentence without content of the record. */
  readonly reason: string;
}

/**
 * What became of a batch. `ok`: everything but the rejected is durably there, confirmed by the other side.
 * Else nothing is known to be there, and the whole batch is delivered again.
 */
export type DeliveryOutcome =
  | { readonly ok: true; readonly rejected: readonly Rejection[] }
  | {
      readonly ok: false;
      /** One sentence without secrets or content. */
      readonly problem: string;
      /** Milliseconds that the other side asks to wait. */
      readonly retryAfter?: number;
      /** Waiting does not help: credentials refused, target gone. */
      readonly lasting: boolean;
    };

/** What the host lends a sink, so that tests can lend something else. */
export interface SinkHost {
  /** Absolute folder that relative paths of the configuration are in. */
  readonly root: string;
  env(name: string): string | undefined;
  /** Epoch milliseconds. */
  now(): number;
  /** @throws when the signal is aborted */
  sleep(milliseconds: number): Promise<void>;
  readonly signal: AbortSignal;
  /** Targets that the operator allows, as origins (`https://siem.example:8088`, `tls://logs.example:6514`). */
  readonly allowedTargets: readonly string[];
}

/** A sink, opened. */
export interface OpenSink {
  /** Most deliveries, and most bytes of their JSON, in one batch. */
  readonly batch: { readonly count: number; readonly bytes: number };
  /** @throws only when the host's signal is aborted */
  deliver(batch: readonly Delivery[]): Promise<DeliveryOutcome>;
  /** Makes durable and lets go. */
  close(): Promise<void>;
}

/** A kind of place that records are delivered to. */
export interface Sink {
  readonly name: string;
  /** JSON Schema of its settings in a collector. */
  readonly configSchema: JsonSchema;
  /**
   * @param config valid against `configSchema`
   * @returns why nothing can be delivered, as one sentence, or the open sink
   */
  open(config: JsonObject, host: SinkHost): Promise<OpenSink | { readonly problem: string }>;
}
