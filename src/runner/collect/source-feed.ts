import type { EventFeed } from "../../collector/event-feed.ts";
import { servedRecords } from "../../delivery/served-records.ts";
import type { Collector } from "../../model/collector.ts";
import type { Ledger } from "../../model/dataset.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Tenant } from "../../model/project.ts";
import type { Connection, ProviderHost } from "../../model/provider.ts";
import { InconclusiveError, UsageError } from "../../model/usage-error.ts";
import { formatTimestamp } from "../../time/timestamp.ts";
import type { AuditTrail } from "../audit/audit-trail.ts";
import { connectAudited } from "../audit/connect-audited.ts";
import { requireKnownValues } from "../export/require-known-values.ts";
import { providerHost } from "../provider-host.ts";
import type { RunnerHost } from "../runner-host.ts";
import { oldestReadable } from "./oldest-readable.ts";
import type { PreparedCollector } from "./prepare-collector.ts";

/** Who is told what a collector does. */
export interface Witness {
  readonly trail: AuditTrail;
  /** Told once, when the tenant is first connected, what there is to warn about: only the tenant can say it. */
  warn(warnings: readonly Diagnostic[]): void;
}

/** A feed with a connection of its own, which is made when it is needed and kept while it works. */
export interface SourceFeed extends EventFeed {
  close(): Promise<void>;
}

const failed = (message: string): Ledger => ({
  reasons: [{ code: "provider-failed", message }],
  pages: 0,
  requests: 0,
  retries: 0,
});

/** What a reading says that cannot be made. */
async function firstReason(
  connection: Connection,
  { source, parameters }: Collector,
  now: number,
): Promise<string | undefined> {
  const [from = "", to = ""] = [now - 1_000, now].map(formatTimestamp);
  const pages = connection.read({ source, parameters: { ...parameters, from, to } });
  for (;;) {
    const page = await pages.next();
    if (page.done === true) return page.value.reasons[0]?.message;
  }
}

/**
 * Reads a collector's source.
 *
 * @param tenant the collector's, or the simulated one in its place
 * @param now the present; it moves on between polls
 */
export function sourceFeed(
  prepared: PreparedCollector,
  tenant: Tenant,
  host: RunnerHost,
  now: () => number,
  { trail, warn }: Witness,
): SourceFeed {
  const { collector, provider, project } = prepared;
  const { source, parameters } = collector;
  const served = servedRecords();
  const defect = `The provider ${provider.name} failed on a defect of its own`;
  let warned = false;
  let connected: { readonly connection: Connection; readonly organization: string } | undefined;

  async function connect(): Promise<Connection> {
    const lent: ProviderHost = {
      ...providerHost({ now: now(), root: project.root }, host),
      get now() {
        return now();
      },
      served: served.note,
    };
    return connectAudited(provider, tenant, lent, trail);
  }

  async function verify(connection: Connection): Promise<{ organization: string } | { problem: string }> {
    const { organizationId } = connection;
    if (organizationId === undefined && provider.namesOrganization === true) {
      const why = await firstReason(connection, collector, now());
      return { problem: why ?? `The organisation of the tenant ${tenant.name} could not be found out` };
    }
    const warnings = await requireKnownValues({ source, provider, parameters }, connection);
    if (!warned) warn(warnings);
    warned = true;
    return { organization: organizationId ?? tenant.name };
  }

  async function ready(): Promise<{ organization: string } | { problem: string }> {
    if (connected !== undefined) return { organization: connected.organization };
    const connection = await connect();
    let found: { organization: string } | { problem: string } = { problem: defect };
    try {
      found = await verify(connection);
    } finally {
      if ("problem" in found) await connection.close();
    }
    if ("organization" in found) connected = { connection, organization: found.organization };
    return found;
  }

  async function reset(): Promise<void> {
    const last = connected;
    connected = undefined;
    await last?.connection.close().catch(() => undefined);
  }

  return {
    async ready() {
      try {
        return await ready();
      } catch (error) {
        if (host.signal.aborted) throw error;
        // Mistakes of the collector are not the source's.
        if (error instanceof UsageError) throw error;
        if (error instanceof InconclusiveError) return { problem: error.message.replace(/\.$/, "") };
        return { problem: defect };
      }
    },
    async *read(from, to) {
      if (connected === undefined) return failed("The tenant is not connected");
      const interval = { from: formatTimestamp(from), to: formatTimestamp(to) };
      const pages = connected.connection.read({ source, parameters: { ...parameters, ...interval } });
      try {
        return yield* pages;
      } catch (error) {
        if (host.signal.aborted) throw error;
        return failed(defect);
      }
    },
    served: served.of,
    oldest: (at) => oldestReadable(collector, provider, at),
    reset,
    close: reset,
  };
}
