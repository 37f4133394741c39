import { formatTimestamp } from "../time/timestamp.ts";
import type { Org } from "./org/org.ts";
import { assistTruth } from "./truth/assist-truth.ts";
import { auditTruth } from "./truth/audit-truth.ts";
import { flowTruth } from "./truth/flow-truth.ts";
import { ivrTruth } from "./truth/ivr-truth.ts";
import { logTruth } from "./truth/log-truth.ts";
import type { Truth } from "./truth/truth-entry.ts";

/** Lists every planted problem of an organisation, and what only looks like one. */
export function tellTruth(org: Org): Truth {
  const parts = [logTruth(org), flowTruth(org), ivrTruth(org), auditTruth(org), assistTruth(org)];
  return {
    problems: parts.flatMap((part) => part.problems),
    nearMisses: parts.flatMap((part) => part.nearMisses),
  };
}

/** The truth as a JSON document that ends with a line break. */
export function truthJson(org: Org, truth: Truth): string {
  const { seed, size, id } = org;
  const now = formatTimestamp(org.now);
  const document = {
    seed,
    size,
    now,
    organizationId: id,
    truth: truth.problems,
    nearMisses: truth.nearMisses,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
