import { counted } from "../model/counted.ts";
import { visibleText } from "../reporters/visible-text.ts";
import type { DescribedPlan } from "../runner/describe-plan.ts";

function said(basis: DescribedPlan["basis"]): string {
  return basis === "snapshot" ? "about" : "at least";
}

/** A plan for people. */
export function* renderPlan(plan: DescribedPlan): Iterable<string> {
  yield "Policies\n";
  for (const { id, tenant, rules } of plan.policies)
    yield `  ${id} in ${visibleText(tenant)}: ${counted(rules.length, "rule")}\n`;
  yield "\nReads\n";
  for (const { source, tenant, parameters, usedBy, requests, basis } of plan.reads) {
    const settings =
      Object.keys(parameters).length === 0 ? "" : ` ${visibleText(JSON.stringify(parameters))}`;
    yield `  ${source} from ${visibleText(tenant)}${settings}: ${said(basis)} ${counted(requests, "request")}, for ${usedBy.join(", ")}\n`;
  }
  yield "\nPermissions\n";
  for (const permission of plan.permissions) yield `  ${permission}\n`;
  if (plan.permissions.length === 0) yield "  none\n";
  const all = `${said(plan.basis)} ${counted(plan.requests, "request")} with logging in`;
  yield `\nIn all ${all}, ${plan.seconds} s at 300 requests a minute.\n`;
}
