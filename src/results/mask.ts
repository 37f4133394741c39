import type { Evidence } from "../model/finding.ts";
import type { Candidate } from "../model/rule-result.ts";
import { quotedValues } from "./quoted-values.ts";

const masked = "[masked]";

/** Takes the values out of a text. */
type Mask = (text: string) => string;

/**
 * Takes personal data out of findings. What one rule knows to be personal about a resource is masked in every finding
 * about that resource, because another rule's message may quote the same field; and identifiers in all other findings
 * too, because a message may quote other records.
 */
export function maskSensitive<T extends Candidate>(candidates: readonly T[]): readonly T[] {
  const known = new Map<string, Set<string>>();
  for (const candidate of candidates) {
    if (candidate.sensitive.length === 0) continue;
    const values = known.get(resourceKey(candidate)) ?? new Set<string>();
    for (const value of candidate.sensitive) if (value !== "") values.add(value);
    known.set(resourceKey(candidate), values);
  }
  const all = [...known.values()].flatMap((values) => [...values]);
  const quoted = quotedValues(all, masked);
  return candidates.map((candidate) => {
    const values = longestFirst(known.get(resourceKey(candidate)) ?? new Set());
    if (values.length === 0 && quoted === undefined) return candidate;
    const own: Mask = (text) => values.reduce(maskValue, text);
    // Whole identifiers first: a value of the resource may be a part of one, of which the rest would stay.
    return maskCandidate(candidate, quoted === undefined ? own : (text) => own(quoted(text)), own);
  });
}

function resourceKey({ tenant, resource }: Candidate): string {
  return JSON.stringify([tenant, resource.type, resource.id]);
}

function longestFirst(values: ReadonlySet<string>): readonly string[] {
  return [...values].sort((a, b) => b.length - a.length);
}

/** @param own masks what bylaw itself says, which quotes no other record */
function maskCandidate<T extends Candidate>(candidate: T, mask: Mask, own: Mask): T {
  return {
    ...candidate,
    message: mask(candidate.message),
    ...(candidate.remediation === undefined ? {} : { remediation: mask(candidate.remediation) }),
    resource: { ...candidate.resource, name: mask(candidate.resource.name) },
    evidence: candidate.evidence.map((evidence) => maskEvidence(evidence, mask, own)),
  };
}

function maskEvidence(evidence: Evidence, mask: Mask, own: Mask): Evidence {
  const { expected, found, note, resource } = evidence;
  return {
    ...evidence,
    ...(expected === undefined ? {} : { expected: own(expected) }),
    ...(found === undefined ? {} : { found: mask(found) }),
    ...(note === undefined ? {} : { note: mask(note) }),
    ...(resource === undefined ? {} : { resource: { ...resource, name: mask(resource.name) } }),
  };
}

/** Short values are masked only as whole words: masking every `1` would destroy the message. */
function maskValue(text: string, value: string): string {
  if (value.length >= 4) return text.replaceAll(value, masked);
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "gu"), masked);
}
