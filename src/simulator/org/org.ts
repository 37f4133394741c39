import type { AuditPlan } from "../plan/audit-plan.ts";
import { planAudits } from "../plan/audit-plan.ts";
import { type FlowPlan, planFlows } from "../plan/flow-plan.ts";
import { type IvrPlan, planIvrs } from "../plan/ivr-plan.ts";
import type { LogPlan } from "../plan/log-plan.ts";
import { planLogs } from "../plan/log-plan.ts";
import { type AuditTrail, buildAuditTrail } from "./audit-trail.ts";
import { buildContactCentre, type ContactCentre } from "./contact-centre/index.ts";
import { buildFlowRuns, type FlowRuns } from "./flow-runs.ts";
import { buildDeletedFlows, buildFlows } from "./flows.ts";
import { buildIdentity, type Identity } from "./identity/index.ts";
import { buildIvrs } from "./ivrs.ts";
import { linkFlows } from "./link-flows.ts";
import type { OrgBase } from "./org-base.ts";
import { buildOversight, type Oversight } from "./oversight/index.ts";
import { buildPeople, emailDomain } from "./people.ts";
import { buildQueueNames } from "./queue-names.ts";
import { buildRoutingRules } from "./routing-rules.ts";
import { type SimulatorSize, sizeCounts } from "./sizes.ts";
import type { Flow, Named, RoutingRule } from "./types.ts";
import { uuidFor } from "./uuid.ts";

/** Everything the simulated organisation holds; both API surfaces serve this. */
export interface Org extends Named, OrgBase {
  readonly size: SimulatorSize;
  readonly domain: string;
  readonly identity: Identity;
  readonly contactCentre: ContactCentre;
  readonly oversight: Oversight;
  readonly routingRules: readonly RoutingRule[];
  readonly runs: FlowRuns;
  readonly audits: AuditTrail;
  readonly plans: OrgPlans;
}

/** What was meant when the organisation was made; the truth is told from it. */
interface OrgPlans {
  readonly flows: readonly FlowPlan[];
  readonly ivrs: readonly IvrPlan[];
  readonly logs: LogPlan;
  readonly audits: AuditPlan;
}

export interface OrgOptions {
  readonly seed: number;
  readonly size: SimulatorSize;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Names of the divisions in which the reading client has its role; absent: all. */
  readonly divisions?: readonly string[];
}

/** Builds an organisation; the same options give the same organisation. */
export function buildOrg({ seed, size, now, divisions }: OrgOptions): Org {
  const counts = sizeCounts[size];
  const people = buildPeople(seed, counts.users);
  const flowPlans = planFlows(seed, counts);
  const ivrPlans = planIvrs(seed, counts);
  const logPlan = planLogs(seed, counts);
  const audits = planAudits(seed, now, counts, flowPlans.filter((plan) => plan.recent).length);
  const flowSource = { seed, now, people, audits };
  const flows = linkFlows(seed, buildFlows({ ...flowSource, family: "flow" }, flowPlans), flowPlans);
  const deletedFlows = buildDeletedFlows(flowSource, 3 * counts.plants);
  const withRole = (...roles: FlowPlan["role"][]): Flow[] =>
    flows.filter((_, index) => roles.some((role) => role === flowPlans[index]?.role));
  const used = withRole("used");
  const busy = withRole("used", "new");
  // Genesys Cloud keeps no execution data of speech flows.
  const executed = busy.filter((flow) => flow.type !== "SPEECH");
  const publishedFlows = flows.filter((_, index) => flowPlans[index]?.recent === true);
  const queues = buildQueueNames(seed, counts.queues);
  const ivrs = buildIvrs({ seed, now, people, used, deleted: deletedFlows }, ivrPlans);
  const visible =
    divisions === undefined
      ? {}
      : { visible: people.divisions.filter(({ name }) => divisions.includes(name)) };
  const linked = { people, queues, flows, busyFlows: busy, deletedFlows, ivrs };
  const base: OrgBase = { seed, now, counts, ...linked, ...visible };
  return {
    ...base,
    id: uuidFor(seed, "organization"),
    name: "Northwind Care",
    size,
    domain: emailDomain,
    identity: buildIdentity(base),
    contactCentre: buildContactCentre(base),
    oversight: buildOversight(base),
    routingRules: buildRoutingRules(seed, counts.routingRules, busy),
    runs: buildFlowRuns({ seed, now, count: counts.runs, plan: logPlan, flows: executed }),
    audits: buildAuditTrail({ seed, people, plan: audits, publishedFlows, flows: busy }),
    plans: { flows: flowPlans, ivrs: ivrPlans, logs: logPlan, audits },
  };
}
