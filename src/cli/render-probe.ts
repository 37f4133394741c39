import { visibleText } from "../reporters/visible-text.ts";
import type { TenantProbe } from "../runner/doctor.ts";

/** A probe for people: one line, and what to do about it. */
export function* renderProbe({ tenant, what, state, found, advice }: TenantProbe): Iterable<string> {
  yield `${state.padEnd(7)} ${visibleText(tenant)}: ${what}: ${visibleText(found)}\n`;
  if (advice !== undefined) yield `        → ${advice}\n`;
}
