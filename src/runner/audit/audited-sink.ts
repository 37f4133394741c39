import { createHash } from "node:crypto";
import { canonicalJson } from "../../model/canonical-json.ts";
import type { Delivery, DeliveryOutcome, OpenSink, Sink } from "../../model/sink.ts";
import { batchId } from "../../sinks/delivery/stable-id.ts";
import type { AuditTrail } from "./audit-trail.ts";

/** SHA-256 of a batch: a line of canonical JSON for each delivery, `[organization, id, rows]`. */
function hashOf(batch: readonly Delivery[]): string {
  const hash = createHash("sha256");
  for (const { organization, id, rows } of batch) hash.update(`${canonicalJson([organization, id, rows])}\n`);
  return hash.digest("hex");
}

function auditedTarget(target: OpenSink, sink: string, trail: AuditTrail): OpenSink {
  async function deliver(batch: readonly Delivery[]): Promise<DeliveryOutcome> {
    const began = performance.now();
    let outcome: DeliveryOutcome | undefined;
    try {
      outcome = await target.deliver(batch);
      return outcome;
    } finally {
      const acknowledged = outcome?.ok === true;
      trail.note("delivery", {
        sink,
        batchId: batchId(batch),
        count: batch.length,
        rejected: outcome?.ok === true ? outcome.rejected.length : 0,
        sha256: hashOf(batch),
        acknowledged,
        latencyMs: Math.round(performance.now() - began),
      });
    }
  }
  return { batch: target.batch, deliver, close: () => target.close() };
}

/** A sink of which each batch is noted. */
export function auditedSink(sink: Sink, name: string, trail: AuditTrail): Sink {
  if (!trail.kept) return sink;
  return {
    name: sink.name,
    configSchema: sink.configSchema,
    async open(config, host) {
      const opened = await sink.open(config, host);
      return "problem" in opened ? opened : auditedTarget(opened, name, trail);
    },
  };
}
