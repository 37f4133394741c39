import type { Finding } from "../model/finding.ts";
import { matchesGlob } from "../model/matches-glob.ts";
import type { RunWaiver } from "../model/run.ts";
import type { Waiver } from "../model/waiver.ts";
import { formatTimestamp } from "../time/timestamp.ts";

/**
 * Marks failures that a waiver covers. An expired waiver covers nothing, so its findings fail again.
 *
 * @param now the instant by which waivers are judged, epoch milliseconds
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  now: number,
): { findings: readonly Finding[]; waivers: readonly RunWaiver[] } {
  const active = waivers.map((waiver) => ({
    waiver,
    live: now < waiver.expires,
    covers: matcher(waiver),
    count: 0,
  }));
  const marked = findings.map((finding) => {
    if (finding.status !== "fail") return finding;
    const match = active.find((entry) => entry.live && entry.covers(finding));
    if (match === undefined) return finding;
    match.count += 1;
    const { owner, reason, expires } = match.waiver;
    return { ...finding, waived: { owner, reason, expires: formatTimestamp(expires) } };
  });
  return {
    findings: marked,
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

function matcher(waiver: Waiver): (finding: Finding) => boolean {
  const { type, id, name } = waiver.resource;
  const tests: ((finding: Finding) => boolean)[] = [];
  const add = (pattern: string | undefined, pick: (finding: Finding) => string): void => {
    if (pattern === undefined) return;
    tests.push((finding) => matchesGlob(pattern, pick(finding)));
  };
  add(waiver.rule, (finding) => finding.rule);
  add(waiver.tenant, (finding) => finding.tenant);
  add(type, (finding) => finding.resource.type);
  add(id, (finding) => finding.resource.id);
  add(name, (finding) => finding.resource.name);
  return (finding) => tests.every((test) => test(finding));
}
