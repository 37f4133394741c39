import type { Finding } from "../model/finding.ts";
import { matchesGlob } from "../model/matches-glob.ts";
import type { Candidate } from "../model/rule-result.ts";
import type { RunWaiver } from "../model/run.ts";
import type { Waiver } from "../model/waiver.ts";
import { formatTimestamp } from "../time/timestamp.ts";

/** A candidate, with the waiver that covers it. */
export type WaivedCandidate = Candidate & Pick<Finding, "waived">;

/**
 * Marks failures that a waiver covers. An expired waiver covers nothing, so its findings fail again.
 *
 * @param candidates not masked yet: a waiver names resources as they are called
 * @param now the instant by which waivers are judged, epoch milliseconds
 */
export function applyWaivers(
  candidates: readonly Candidate[],
  waivers: readonly Waiver[],
  now: number,
): { candidates: readonly WaivedCandidate[]; waivers: readonly RunWaiver[] } {
  const active = waivers.map((waiver) => ({
    waiver,
    live: now < waiver.expires,
    covers: matcher(waiver),
    count: 0,
  }));
  const marked = candidates.map((candidate) => {
    if (candidate.status !== "fail") return candidate;
    const match = active.find((entry) => entry.live && entry.covers(candidate));
    if (match === undefined) return candidate;
    match.count += 1;
    const { owner, reason, expires } = match.waiver;
    return { ...candidate, waived: { owner, reason, expires: formatTimestamp(expires) } };
  });
  return {
    candidates: marked,
    waivers: active.map(({ waiver, live, count }) => ({
      rule: waiver.rule,
      owner: waiver.owner,
      reason: waiver.reason,
      expires: formatTimestamp(waiver.expires),
      state: live ? (count > 0 ? "applied" : "unused") : "expired",
      findings: count,
      location: waiver.location,
    })),
  };
}

function matcher(waiver: Waiver): (candidate: Candidate) => boolean {
  const { type, id, name } = waiver.resource;
  const tests: ((candidate: Candidate) => boolean)[] = [];
  const add = (pattern: string | undefined, pick: (candidate: Candidate) => string): void => {
    if (pattern === undefined) return;
    tests.push((candidate) => matchesGlob(pattern, pick(candidate)));
  };
  add(waiver.rule, (candidate) => candidate.rule);
  add(waiver.tenant, (candidate) => candidate.tenant);
  add(type, (candidate) => candidate.resource.type);
  add(id, (candidate) => candidate.resource.id);
  add(name, (candidate) => candidate.resource.name);
  return (candidate) => tests.every((test) => test(candidate));
}
