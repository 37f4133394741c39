import { systemClock } from "../../http/clock.ts";
import type { Provider } from "../../model/provider.ts";
import { checkRead } from "../../reader/check-interval.ts";
import { chooseSurface } from "../../reader/described-connection.ts";
import { fewestRequests } from "../../reader/estimate.ts";
import { readSchema } from "../../reader/read-schema.ts";
import { validateRead } from "../../reader/validate-read.ts";
import type { ConnectOptions } from "../client-factory.ts";
import { configSchema } from "./config-schema.ts";
import { connect } from "./connect.ts";

/** Any REST API, read as a project's `*.source.yaml` describe it. */
export function createRest(options: ConnectOptions): Provider {
  return {
    name: "rest",
    configSchema,
    needsTenant: true,
    sourceNames: [],
    source(name) {
      throw new Error(`There is no data source ${name}.`);
    },
    readSchema,
    /* Which POST only reads, only the author of the source can know. */
    validateSource: (source) => validateRead(source.read, { surfaces: [], mayPost: () => true }),
    validateRead(request, _tenant, now) {
      const chosen = chooseSurface(request.source, undefined);
      return chosen === undefined ? [] : checkRead(request, chosen.read, chosen.surface, now);
    },
    retentionOf: (source) => chooseSurface(source, undefined)?.surface.retention ?? source.retention,
    estimate({ source, parameters }) {
      const { permissions = [], scopes = [] } = source;
      const chosen = chooseSurface(source, undefined);
      const requests = chosen === undefined ? 0 : fewestRequests(chosen.read, chosen.surface, parameters);
      return { requests, permissions, scopes };
    },
    connect: (tenant, host) => connect(tenant, host, options),
  };
}

export const rest: Provider = createRest({ clock: systemClock });
