import { createHash } from "node:crypto";
import type { Candidate } from "../model/rule-result.ts";

/**
 * Stable identity of a finding: rule, tenant, resource and sub-key; never line, name, message or
 * value, so that rewording a rule or renaming a flow does not make a finding new.
 *
 * @returns 64 hex characters
 */
export function fingerprint(candidate: Candidate): string {
  const { rule, tenant, resource, key } = candidate;
  return createHash("sha256")
    .update(JSON.stringify([rule, tenant, resource.type, resource.id, key]))
    .digest("hex");
}
