import type { CollectorSink } from "../model/collector.ts";
import type { Delivery, DeliveryOutcome, OpenSink, SinkHost } from "../model/sink.ts";

/** A sink that is opened when it is first needed, and again after it failed for good. */
export interface SinkLane {
  readonly name: string;
  /** @returns why it cannot be opened, as one sentence. @throws on abort */
  open(): Promise<string | undefined>;
  /** Most that it takes at once. Only while it is open. */
  batch(): OpenSink["batch"];
  /** Only while it is open. @throws on abort */
  deliver(batch: readonly Delivery[]): Promise<DeliveryOutcome>;
  close(): Promise<void>;
}

/** A sink throws on abort only; one that throws otherwise is faulty, and must not stop the others. */
export function sinkLane({ name, sink, config }: CollectorSink, host: SinkHost): SinkLane {
  let opened: OpenSink | undefined;
  const faulty = `The sink ${name} (${sink.name}) failed on a defect of its own`;
  const guarded = async <T>(work: () => Promise<T>, failed: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (host.signal.aborted) throw error;
      return failed;
    }
  };
  const required = (): OpenSink => {
    if (opened === undefined) throw new Error(`The sink ${name} is not open.`);
    return opened;
  };
  return {
    name,
    async open() {
      if (opened !== undefined) return undefined;
      const result = await guarded(() => sink.open(config, host), { problem: faulty });
      if ("problem" in result) return result.problem;
      opened = result;
      return undefined;
    },
    batch: () => required().batch,
    deliver: (batch) =>
      guarded(() => required().deliver(batch), { ok: false, problem: faulty, lasting: true }),
    async close() {
      const last = opened;
      opened = undefined;
      // What was acknowledged is durable; closing cannot take that back.
      await last?.close().catch(() => undefined);
    },
  };
}
