import type { HttpClock } from "../http/clock.ts";
import type { HttpClient, HttpRequest } from "../http/exchange.ts";
import { journaledClient } from "../http/journaled-client.ts";
import type { DataSource } from "../model/data-source.ts";
import type { IncompleteReason, Ledger } from "../model/dataset.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { Connection, ProviderHost, ReadRequest, RequestUsage } from "../model/provider.ts";
import type { ReadDescription, Surface } from "./description.ts";
import type { Explain } from "./read-context.ts";
import { readSource } from "./read-source.ts";

/** Why a source may have left something out although every request succeeded, asked after it was read. */
export type Doubts = (
  source: DataSource,
  permissions: readonly string[],
) => Promise<readonly IncompleteReason[]>;

export interface DescribedConnection {
  /** Client for the API itself, with the tenant's credentials. */
  readonly api: HttpClient;
  /** Origin of the API. */
  readonly origin: string;
  /** Client without credentials for result files elsewhere. */
  readonly downloads: HttpClient;
  /** Name of the surface to read over, where sources have several. */
  readonly surface?: string;
  readonly clock: HttpClock;
  readonly host: ProviderHost;
  readonly explain?: Explain;
  readonly doubts?: Doubts;
  readonly organizationId?: string;
  /** Put before the path of every request. */
  readonly basePath?: string;
  /** Requests that the clients sent. */
  usage(): RequestUsage;
  /** Closes what the clients were made with. */
  close(): Promise<void>;
}

/** A ledger of a read that was not begun. */
export function nothingRead(reason: IncompleteReason): Ledger {
  return { reasons: [reason], pages: 0, requests: 0, retries: 0 };
}

/** A connection that could not be made: every read says why. */
export function refusedConnection(reason: IncompleteReason): Connection {
  return {
    async *read() {
      yield* [];
      return nothingRead(reason);
    },
    async close() {},
  };
}

/** How a source is read over a surface. */
export interface ChosenSurface {
  readonly read: ReadDescription;
  readonly surface: Surface;
}

/** @returns undefined when the source does not describe how it is read, or not for this surface */
export function chooseSurface(source: DataSource, name: string | undefined): ChosenSurface | undefined {
  if (!describesReading(source.read)) return undefined;
  const read: ReadDescription = source.read;
  if (read.surfaces === undefined) return { read, surface: read };
  const surface = name === undefined ? undefined : read.surfaces[name];
  return surface === undefined ? undefined : { read, surface };
}

/** Descriptions were validated when they were loaded; here it is only whether there is one. */
function describesReading(read: Json | undefined): read is JsonObject & ReadDescription {
  return (
    isJsonObject(read) &&
    (["request", "surfaces", "job"].some((key) => isJsonObject(read[key])) ||
      typeof read["given"] === "string")
  );
}

/** A connection that reads described sources. */
export function openConnection(options: DescribedConnection): Connection {
  const { origin, clock, host, explain, doubts, organizationId, basePath } = options;
  const { journal } = host;
  const kept = (client: HttpClient): HttpClient =>
    journal === undefined ? client : journaledClient(client, journal, origin);
  const [api, downloads] = [kept(options.api), kept(options.downloads)];
  const elsewhere = ({ url }: HttpRequest): boolean => {
    const target = URL.parse(url, origin);
    return target !== null && target.origin !== origin;
  };

  async function* read({ source, parameters }: ReadRequest): AsyncGenerator<readonly JsonObject[], Ledger> {
    const chosen = chooseSurface(source, options.surface);
    if (chosen === undefined) {
      const over = options.surface === undefined ? "" : ` over the surface ${options.surface}`;
      return nothingRead({
        code: "provider-failed",
        message: `${source.name} does not say how it is read${over}`,
      });
    }
    const { interval } = chosen.read;
    const ledger = yield* readSource({
      source: source.name,
      surface: chosen.surface,
      parameters,
      now: host.now,
      clock,
      signal: host.signal,
      send: (request, onWait) => (elsewhere(request) ? downloads : api).send(request, onWait),
      progress: (event) => host.progress(event),
      ...(interval === undefined ? {} : { interval }),
      ...(explain === undefined
        ? {}
        : { explain: (failure) => explain(failure, chosen.surface.scopes ?? source.scopes ?? []) }),
      ...(host.served === undefined ? {} : { served: host.served.bind(host) }),
      ...(host.exchanged === undefined
        ? {}
        : { exchanged: (each) => host.exchanged?.({ ...each, source: source.name, parameters }) }),
      ...(basePath === undefined ? {} : { basePath }),
    });
    // What is incomplete anyway, or not there, needs no further doubt.
    if (doubts === undefined || ledger.reasons.length > 0 || ledger.notApplicable !== undefined)
      return ledger;
    const { permissions = source.permissions ?? [] } = chosen.surface;
    return { ...ledger, reasons: await doubts(source, permissions) };
  }

  const { usage, close } = options;
  return { read, usage, close, ...(organizationId === undefined ? {} : { organizationId }) };
}
