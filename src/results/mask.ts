import { createHash } from "node:crypto";
import type { Evidence } from "../model/finding.ts";
import type { Resource } from "../model/resource.ts";
import type { Candidate } from "../model/rule-result.ts";
import { folded } from "./folded.ts";
import { maskValue } from "./mask-value.ts";
import { isIdentifier, quotedValues } from "./quoted-values.ts";

const masked = "[masked]";

/** How the parts of a finding are masked. */
interface Masks {
  /** For what may quote any record. */
  text(text: string): string;
  /** For what bylaw itself says, which quotes no other record. */
  own(text: string): string;
  /** For what tells a resource from others, and has to go on doing so. */
  id(id: string): string;
}

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
    for (const value of candidate.sensitive) if (value !== "") values.add(value).add(asInJson(value));
    known.set(resourceKey(candidate), values);
  }
  const all = [...known.values()].flatMap((values) => [...values]);
  const quoted = quotedValues(all, masked);
  return candidates.map((candidate) => {
    const values = longestFirst(known.get(resourceKey(candidate)) ?? new Set());
    return values.length === 0 && quoted === undefined
      ? candidate
      : maskCandidate(candidate, masksOf(values, quoted));
  });
}

function resourceKey({ tenant, resource }: Candidate): string {
  return JSON.stringify([tenant, resource.type, resource.id]);
}

/** How a message has it that quotes an object. */
function asInJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function longestFirst(values: ReadonlySet<string>): readonly string[] {
  return [...values].sort((a, b) => b.length - a.length);
}

function masksOf(values: readonly string[], quoted: ((text: string) => string) | undefined): Masks {
  const own = (text: string): string => values.reduce((left, value) => maskValue(left, value, masked), text);
  const isPersonal = (id: string): boolean =>
    quoted?.(id) === masked ||
    values.some((value) => value === id || (isIdentifier(value) && folded(id).includes(folded(value))));
  return {
    own,
    // Whole identifiers first: a value of the resource may be a part of one, of which the rest would stay.
    text: quoted === undefined ? own : (text) => own(quoted(text)),
    id: (id) => (isPersonal(id) ? pseudonym(id) : id),
  };
}

/** The same for the same id. */
function pseudonym(id: string): string {
  return `masked-${createHash("sha256").update(id).digest("hex").slice(0, 12)}`;
}

function maskCandidate<T extends Candidate>(candidate: T, masks: Masks): T {
  const { message, remediation, resource, evidence } = candidate;
  return {
    ...candidate,
    message: masks.text(message),
    ...(remediation === undefined ? {} : { remediation: masks.text(remediation) }),
    resource: maskResource(resource, masks),
    evidence: evidence.map((each) => maskEvidence(each, masks)),
  };
}

function maskResource(resource: Resource, masks: Masks): Resource {
  return { ...resource, id: masks.id(resource.id), name: masks.text(resource.name) };
}

function maskEvidence(evidence: Evidence, masks: Masks): Evidence {
  const { expected, found, note, resource } = evidence;
  return {
    ...evidence,
    ...(expected === undefined ? {} : { expected: masks.own(expected) }),
    ...(found === undefined ? {} : { found: masks.text(found) }),
    ...(note === undefined ? {} : { note: masks.text(note) }),
    ...(resource === undefined ? {} : { resource: maskResource(resource, masks) }),
  };
}
