import type { Diagnostic } from "../model/diagnostic.ts";
import type { Probe } from "../model/provider.ts";
import { exitCodes } from "../results/exit-code.ts";
import type { LoadOptions } from "./load-options.ts";
import { openProject } from "./open-project.ts";
import type { Plan } from "./plan.ts";
import { planProject } from "./plan-project.ts";
import { providerHost } from "./provider-host.ts";
import type { RunnerHost } from "./runner-host.ts";
import { simulation, startSimulatedTenant } from "./simulated-tenant.ts";

export interface DoctorOptions extends LoadOptions {
  readonly tenants: readonly string[];
  readonly targets: readonly string[];
}

/** A probe of one tenant. */
export interface TenantProbe extends Probe {
  readonly tenant: string;
}

export interface DoctorOutcome {
  readonly diagnostics: readonly Diagnostic[];
  /** 0 when nothing stands in the way of a check, 3 when something does or could not be found out. */
  readonly exitCode: number;
}

/**
 * Looks at everything between this machine and complete data, for each tenant that the policies read.
 *
 * @param tell gets each probe as soon as it is known
 * @throws UsageError when documents or flags are invalid
 */
export async function doctor(
  options: DoctorOptions,
  host: RunnerHost,
  tell: (probe: TenantProbe) => Promise<void>,
): Promise<DoctorOutcome> {
  const opened = await openProject(options, host);
  const { plan, now } = await planProject(opened, options);
  const { registry, project } = opened;
  const lent = providerHost({ now, root: project.root }, host);
  let ready = true;
  for (const planned of plan.tenants) {
    const provider = registry.providers.get(planned.provider);
    if (provider?.examine === undefined) continue;
    const settings = simulation(planned);
    const simulated =
      settings === undefined ? undefined : await startSimulatedTenant(planned, settings, project.root, now);
    try {
      const tenant = simulated?.tenant ?? planned;
      const needed = neededPermissions(plan, planned.name, (read) => provider.estimate(read, read.tenant));
      for await (const probe of provider.examine(tenant, needed, lent)) {
        if (probe.state === "failed" || probe.state === "unknown") ready = false;
        await tell({ ...probe, tenant: planned.name });
      }
    } finally {
      await simulated?.close();
    }
  }
  return { diagnostics: opened.diagnostics, exitCode: ready ? exitCodes.passed : exitCodes.inconclusive };
}

type Read = Plan["reads"][number];

function neededPermissions(
  plan: Plan,
  tenant: string,
  estimate: (read: Read) => { readonly permissions: readonly string[] },
): readonly string[] {
  const reads = plan.reads.filter((read) => read.tenant.name === tenant);
  return [...new Set(reads.flatMap((read) => estimate(read).permissions))].sort();
}
