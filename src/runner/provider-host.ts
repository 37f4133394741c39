import { counted } from "../model/counted.ts";
import type { ProviderHost } from "../model/provider.ts";
import { createRequestBudget } from "./request-budget.ts";
import type { RunnerHost } from "./runner-host.ts";

interface HostSettings {
  /** The pinned clock, epoch milliseconds. */
  readonly now: number;
  /** Absolute project folder. */
  readonly root: string;
  /** Requests that all connections together may send. */
  readonly maxRequests?: number;
}

/** What the runner lends providers. */
export function providerHost({ now, root, maxRequests }: HostSettings, host: RunnerHost): ProviderHost {
  return {
    now,
    root,
    env: (name) => host.env[name],
    signal: host.signal,
    ...(maxRequests === undefined ? {} : { budget: createRequestBudget(maxRequests) }),
    progress: ({ source, records, requests, waiting }) =>
      host.progress.update(
        `${source}: ${counted(records, "record")}, ${counted(requests, "request")}${waiting === undefined ? "" : `, ${waiting}`}`,
      ),
  };
}
