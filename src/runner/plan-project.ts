import type { Diagnostic } from "../model/diagnostic.ts";
import { nearest } from "../model/nearest.ts";
import type { Policy } from "../model/policy.ts";
import type { Project } from "../model/project.ts";
import { UsageError } from "../model/usage-error.ts";
import { readSnapshot, type Snapshot } from "../snapshot/read-snapshot.ts";
import { pinClock } from "./clock.ts";
import type { OpenedProject } from "./open-project.ts";
import { buildPlan, type Plan } from "./plan.ts";

export interface PlanOptions {
  readonly now?: string;
  readonly tenants: readonly string[];
  readonly targets: readonly string[];
  readonly snapshot?: string;
}

export interface PlannedProject {
  readonly plan: Plan;
  /** The pinned clock, epoch milliseconds: `--now`, else the snapshot's, else the system's. */
  readonly now: number;
  /** The instant by which waivers are judged: with a snapshot and without `--now` that is today, not its clock. */
  readonly waiversAt: number;
  readonly snapshot?: Snapshot;
}

/**
 * Pins the clock and plans the reads.
 *
 * @throws UsageError when tenants, targets, parameters or the snapshot do not fit
 */
export async function planProject(
  { project, registry }: OpenedProject,
  options: PlanOptions,
): Promise<PlannedProject> {
  const snapshot = options.snapshot === undefined ? undefined : await openSnapshot(options.snapshot);
  const present = pinClock(options.now);
  const now = options.now === undefined ? (snapshot?.now ?? present) : present;
  const plan = buildPlan(selectTargets(project, options.targets), registry, now, options.tenants);
  const errors = plan.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) throw new UsageError(plan.diagnostics);
  return { plan, now, waiversAt: Math.max(now, present), ...(snapshot === undefined ? {} : { snapshot }) };
}

async function openSnapshot(folder: string): Promise<Snapshot> {
  const { snapshot, diagnostics } = await readSnapshot(folder);
  if (snapshot === undefined) throw new UsageError(diagnostics);
  return snapshot;
}

/** Keeps the rules that `--target` names; a target that names none is an error. */
function selectTargets(project: Project, targets: readonly string[]): Project {
  if (targets.length === 0) return project;
  const ids = project.policies.flatMap((policy) => [policy.id, ...policy.rules.map((rule) => rule.id)]);
  const unknown = targets.filter((target) => !ids.includes(target));
  if (unknown.length > 0) throw new UsageError(unknown.map((target) => unknownTarget(target, ids)));
  const policies = project.policies
    .map(
      (policy): Policy =>
        targets.includes(policy.id)
          ? policy
          : { ...policy, rules: policy.rules.filter((rule) => targets.includes(rule.id)) },
    )
    .filter((policy) => policy.rules.length > 0);
  return { ...project, policies };
}

function unknownTarget(target: string, ids: readonly string[]): Diagnostic {
  const guess = nearest(target, ids);
  return {
    code: "unknown-target",
    severity: "error",
    summary: `There is no policy or rule '${target}'.`,
    expected: "the name of a policy, or policy/rule",
    found: target,
    ...(guess === undefined ? {} : { suggestions: [`Did you mean '${guess}'?`] }),
  };
}
