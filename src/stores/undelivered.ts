import type { DeliveryOutcome } from "../model/sink.ts";

/** Why nothing of a batch is known to be there, in one sentence, and whether waiting is of no help. */
export interface Failure {
  readonly problem: string;
  readonly lasting: boolean;
}

/** A batch that has to be delivered again as a whole. */
export function undelivered({ problem, lasting }: Failure): DeliveryOutcome {
  return { ok: false, problem, lasting };
}
