import { collectDataset, type OpenDataset } from "../datasets/collect-dataset.ts";
import { compile } from "../expression/compile.ts";
import { policyOptions } from "../expression/policy-options.ts";
import { counted } from "../model/counted.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { JsonObject } from "../model/json.ts";
import type { AnswerJournal, Connection, RequestUsage } from "../model/provider.ts";
import { isPlainPath } from "../model/read-path.ts";
import type { Registry } from "../model/registry.ts";
import { refusedConnection } from "../reader/described-connection.ts";
import type { AuditTrail } from "./audit/audit-trail.ts";
import { connectAudited } from "./audit/connect-audited.ts";
import { forbiddenReads } from "./forbidden-reads.ts";
import { keepHeapSmall } from "./keep-heap-small.ts";
import type { Plan, PlannedRead } from "./plan.ts";
import { pool } from "./pool.ts";
import { providerFailed } from "./provider-failed.ts";
import { providerHost } from "./provider-host.ts";
import { repeatedWarnings } from "./repeated-warnings.ts";
import { noRequests, sumUsage } from "./request-usage.ts";
import type { RunnerHost } from "./runner-host.ts";
import { simulation, startSimulatedTenant } from "./simulated-tenant.ts";
import { unlistedWarnings } from "./unlisted-warnings.ts";
import { verifySilence } from "./verify-silence.ts";

export interface ReadResult {
  /** By the key of their read. */
  readonly datasets: ReadonlyMap<string, Dataset>;
  /** Organisation ids by the name of the tenant. */
  readonly organizations: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** Requests that it took, or that the snapshot took. */
  readonly usage: RequestUsage;
  /** Removes temporary files. */
  close(): Promise<void>;
}

/** How tenants are read, as the user wants it. */
export interface ReadingOptions {
  /** Reads under way at the same time. */
  readonly parallelism: number;
  /** Requests after which reading stops; absent: no limit. */
  readonly maxRequests?: number;
  /** True where everything is to be read before it is evaluated. */
  readonly thorough?: boolean;
}

export interface ReadSettings extends ReadingOptions {
  /** Answers of an interrupted reading. */
  readonly journal?: AnswerJournal;
  /** Told what is read. */
  readonly trail: AuditTrail;
  readonly registry: Registry;
  /** Absolute project folder. */
  readonly root: string;
  /** The pinned clock, epoch milliseconds. */
  readonly now: number;
}

/**
 * Makes every read of a plan. What a tenant does wrong ends up in the ledgers.
 *
 * @throws only when the user interrupts
 */
export async function readPlan(plan: Plan, settings: ReadSettings, host: RunnerHost): Promise<ReadResult> {
  // Files come no faster than they are used up: there the collector's time counts for more.
  const isRemote = ({ tenant }: PlannedRead) =>
    settings.registry.providers.get(tenant.provider)?.needsTenant !== false;
  if (plan.reads.some(isRemote)) keepHeapSmall();
  const connections = await connectTenants(plan, settings, host);
  const open = new Map<string, OpenDataset>();
  const remarks = new Map<string, readonly Diagnostic[]>();
  const forbidden = forbiddenReads(plan, settings.registry);
  try {
    await forbidden.examine((read) => connections.get(connectionKey(read)));
    if (plan.reads.length > 0) host.progress.stage(`Reading ${counted(plan.reads.length, "data source")}`);
    await pool(plan.reads, settings.parallelism, async (read) => {
      const connection = connections.get(connectionKey(read));
      if (connection === undefined)
        throw new Error(`Tenant ${read.tenant.name} was planned and not connected.`);
      const reason = forbidden.reasonFor(read);
      if (reason !== undefined) {
        open.set(read.key, await collect(read, refusedConnection(reason), settings, host, remarks));
        return;
      }
      const dataset = await collect(read, connection, settings, host, remarks);
      forbidden.learn(read, dataset);
      const provider = settings.registry.providers.get(read.tenant.provider);
      open.set(
        read.key,
        provider === undefined ? dataset : await verifySilence(dataset, { ...read, provider }, connection),
      );
    });
    host.signal.throwIfAborted();
  } catch (error) {
    for (const dataset of open.values()) dataset.close();
    throw error;
  } finally {
    await connections.close();
  }
  return {
    datasets: open,
    organizations: connections.organizations,
    // In the order of the plan, whatever came in first.
    diagnostics: [...forbidden.diagnostics(), ...plan.reads.flatMap(({ key }) => remarks.get(key) ?? [])],
    usage: connections.usage(),
    close: async () => {
      for (const dataset of open.values()) dataset.close();
    },
  };
}

/** One connection for each tenant and provider. */
const connectionKey = ({ tenant }: PlannedRead): string => `${tenant.provider} ${tenant.name}`;

interface Connections {
  get(key: string): Connection | undefined;
  readonly organizations: ReadonlyMap<string, string>;
  usage(): RequestUsage;
  close(): Promise<void>;
}

async function connectTenants(plan: Plan, settings: ReadSettings, host: RunnerHost): Promise<Connections> {
  const connections = new Map<string, Connection>();
  const lent = providerHost(settings, host);
  const organizations = new Map<string, string>();
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.reverse()) await end();
  };
  try {
    for (const read of plan.reads) {
      if (connections.has(connectionKey(read))) continue;
      let { tenant } = read;
      const settingsOfOrg = simulation(tenant);
      if (settingsOfOrg !== undefined) {
        const simulated = await startSimulatedTenant(tenant, settingsOfOrg, settings.root, settings.now);
        closing.push(simulated.close);
        tenant = simulated.tenant;
      }
      const provider = settings.registry.providers.get(tenant.provider);
      if (provider === undefined) throw new Error(`Provider ${tenant.provider} vanished after validation.`);
      host.progress.stage(`Connecting to ${tenant.name}`);
      const journal =
        settings.journal === undefined ? {} : { journal: scoped(settings.journal, connectionKey(read)) };
      const connection = await connectAudited(provider, tenant, { ...lent, ...journal }, settings.trail);
      closing.push(() => connection.close());
      connections.set(connectionKey(read), connection);
      if (connection.organizationId !== undefined) organizations.set(tenant.name, connection.organizationId);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    get: (key) => connections.get(key),
    organizations,
    usage: () => sumUsage([...connections.values()].map((connection) => connection.usage?.() ?? noRequests)),
    close,
  };
}

/** Tenants do not see each other's answers. */
function scoped(journal: AnswerJournal, scope: string): AnswerJournal {
  return {
    take: (key) => journal.take(`${scope} ${key}`),
    keep: (key, answer) => journal.keep(`${scope} ${key}`, answer),
  };
}

async function collect(
  read: PlannedRead,
  connection: Connection,
  { now, registry }: ReadSettings,
  host: RunnerHost,
  remarks: Map<string, readonly Diagnostic[]>,
): Promise<OpenDataset> {
  const { id } = read.source.resource;
  const remark = (more: readonly Diagnostic[]) =>
    remarks.set(read.key, [...(remarks.get(read.key) ?? []), ...more]);
  const dataset = await collectDataset(connection, read, read.name, read.tenant.name, {
    signal: host.signal,
    eachOnce: registry.providers.get(read.tenant.provider)?.eachOnce ?? false,
    ...(isPlainPath(id) ? {} : { idOf: idReader(id, now) }),
    onError: (error) =>
      remarks.set(read.key, providerFailed(read.tenant, `reading ${read.source.name}`, error).diagnostics),
    onUnlisted: (counts) => remark(unlistedWarnings(read, counts)),
  });
  remark(repeatedWarnings(read, dataset.ledger));
  return dataset;
}

/** Reads the id of a record by an expression. */
export function idReader(source: string, now: number): (record: JsonObject) => string | undefined {
  const expression = compile(source, policyOptions(now));
  return (record) => {
    const id = expression.evaluate(record);
    return typeof id === "string" && id !== "" ? id : typeof id === "number" ? String(id) : undefined;
  };
}
