import { systemClock } from "../../http/clock.ts";
import type { DataSource } from "../../model/data-source.ts";
import type { Provider } from "../../model/provider.ts";
import { checkRead } from "../../reader/check-interval.ts";
import { chooseSurface } from "../../reader/described-connection.ts";
import { fewestRequests } from "../../reader/estimate.ts";
import { readSchema } from "../../reader/read-schema.ts";
import { validateRead } from "../../reader/validate-read.ts";
import type { ConnectOptions } from "../client-factory.ts";
import { configSchema, surfaces } from "./config-schema.ts";
import { connect } from "./connect.ts";
import { examine } from "./doctor/examine.ts";
import { listSources, loadSource } from "./sources.ts";
import { surfaceOf } from "./tenant-config.ts";

/** Paths that only read although they are asked by POST. */
const queries = /^\/api\/v2\/.*\/(?:query|search|realtime|related|jobs|observations)$/;

function wanted(source: DataSource, config: Parameters<typeof surfaceOf>[0]) {
  return chooseSurface(source, surfaceOf(config));
}

/** Genesys Cloud organisations. */
export function createGenesysCloud(options: ConnectOptions): Provider {
  return {
    name: "genesyscloud",
    configSchema,
    needsTenant: true,
    get sourceNames() {
      return listSources();
    },
    source: loadSource,
    readSchema,
    validateSource: (source) =>
      validateRead(source.read, { surfaces, mayPost: (path) => queries.test(path) }),
    validateRead(request, tenant, now) {
      const chosen = wanted(request.source, tenant.config);
      return chosen === undefined ? [] : checkRead(request, chosen.read, chosen.surface, now);
    },
    retentionOf: (source, { config }) => wanted(source, config)?.surface.retention ?? source.retention,
    namesOrganization: true,
    estimate({ source, parameters }, tenant) {
      const chosen = wanted(source, tenant.config);
      if (chosen === undefined) return { requests: 0, permissions: [], scopes: [] };
      const { permissions = source.permissions ?? [], scopes = source.scopes ?? [] } = chosen.surface;
      return { requests: fewestRequests(chosen.read, chosen.surface, parameters), permissions, scopes };
    },
    // The login, and the organisation's own id.
    connecting: () => 2,
    connect: (tenant, host) => connect(tenant, host, options),
    examine: (tenant, permissions, host) => examine(tenant, permissions, host, options),
  };
}

export const genesyscloud: Provider = createGenesysCloud({ clock: systemClock });
