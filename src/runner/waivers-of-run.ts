import { matchesGlob } from "../model/matches-glob.ts";
import type { Project } from "../model/project.ts";
import type { Waiver } from "../model/waiver.ts";
import type { PlannedEvaluation } from "./plan.ts";

/**
 * The waivers that a run can say something about. Those for rules and tenants that `--target` and `--tenant`
 * leave out are none of its business; one that fits nothing at all stays, so that it is reported as unused.
 */
export function waiversOfRun(
  { waivers, policies, tenants }: Project,
  evaluations: readonly PlannedEvaluation[],
): readonly Waiver[] {
  return waivers.filter(({ rule, tenant }) => {
    const isForRule = ({ id }: { readonly id: string }): boolean => matchesGlob(rule, id);
    const isForTenant = ({ name }: { readonly name: string }): boolean =>
      tenant === undefined || matchesGlob(tenant, name);
    const fits = policies.some((policy) => policy.rules.some(isForRule));
    const somewhere = tenant === undefined || [...tenants.values()].some(isForTenant);
    if (!fits || !somewhere) return true;
    return evaluations.some((each) => isForTenant(each.tenant) && each.policy.rules.some(isForRule));
  });
}
