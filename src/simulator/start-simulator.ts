import { buildOrg } from "./org/org.ts";
import type { SimulatorSize } from "./org/sizes.ts";
import { routes } from "./routes/index.ts";
import { createClients } from "./server/clients.ts";
import { type EvilOrigin, pointAt, startEvilOrigin } from "./server/evil-origin.ts";
import { createFaultScript, type Fault } from "./server/faults.ts";
import { type ApiParts, type Exchange, handleApi } from "./server/handle-api.ts";
import { handleLogin, type LoginParts } from "./server/handle-login.ts";
import { createRateLimiter, type RateRule } from "./server/rate-limit.ts";
import { createRequestLog, type SimulatorStats } from "./server/request-log.ts";
import { createRouter } from "./server/router.ts";
import { type Listener, serve } from "./server/serve.ts";
import { createServerState } from "./server/server-state.ts";
import { createTokens } from "./server/tokens.ts";
import type { Truth, TruthEntry } from "./truth/truth-entry.ts";
import { tellTruth, truthJson } from "./truth.ts";

interface SimulatorLimits {
  /** Requests per minute and token on the platform surface; 300 unless given. */
  readonly perMinute?: number;
  /** The limit of the guide surface; 100 requests in 10 seconds unless given. */
  readonly guide?: RateRule;
  /** Requests per minute of all tokens together; 3,000 unless given. */
  readonly perMinuteOfOrganization?: number;
  /** Seconds for which a token is valid; a day unless given. */
  readonly tokenSeconds?: number;
}

export interface SimulatorOptions {
  /** Decides all data; any whole number. */
  readonly seed: number;
  readonly size: SimulatorSize;
  /** The instant to which all data is relative, epoch milliseconds. */
  readonly now: number;
  /** Port of the API; 0 or absent takes a free one. The login host always takes a free one. */
  readonly port?: number;
  readonly faults?: readonly Fault[];
  readonly limits?: SimulatorLimits;
  /** Permissions that the client has; those of every route unless given. */
  readonly granted?: readonly string[];
  /** Names of the divisions for which the client has its permissions; all unless given. */
  readonly divisions?: readonly string[];
  /** Permissions that the client lacks although they are granted. */
  readonly denied?: readonly string[];
  /** Scopes that the login says the client's tokens have; absent: it says nothing of scopes. */
  readonly scopes?: readonly string[];
  /** Products that the organisation did not buy, see `Route.product`. */
  readonly unlicensed?: readonly string[];
  /** Cuts every list to so many records, to try the borders of paging. */
  readonly mostPerList?: number;
  /** Whether the API shows an event of the audit trail already, by its number from 0; absent: all of them. */
  readonly showsAudit?: (index: number) => boolean;
  /** Sees every exchange. */
  readonly observe?: (exchange: Exchange) => void;
  /** Monotonic milliseconds for tokens and rate limits; the process's own clock unless given. */
  readonly clock?: () => number;
}

/** A simulated organisation that listens on loopback. */
export interface Simulator {
  /** Origin of the API, e.g. `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Origin of the login host, which is another. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly organizationId: string;
  /** Secret of another client of the organisation that logs in with one. */
  secretOf(clientId: string): string | undefined;
  /** Every planted problem. */
  readonly truth: readonly TruthEntry[];
  /** What only looks like a problem. */
  readonly nearMisses: Truth["nearMisses"];
  /** The truth as a JSON document. */
  truthJson(): string;
  stats(): SimulatorStats;
  /** The origin that faults lead away to, where they name one. */
  readonly evil: Pick<EvilOrigin, "url" | "seen"> | undefined;
  close(): Promise<void>;
}

function grantedPermissions({ granted, denied = [] }: SimulatorOptions): ReadonlySet<string> {
  const all = new Set(granted ?? routes.flatMap((route) => route.permissions?.permissions ?? []));
  for (const permission of denied) all.delete(permission);
  return all;
}

/**
 * Starts a simulated Genesys Cloud organisation on loopback HTTP. The same seed, size and now serve
 * the same bytes. Rejects with the system's error when the port is taken, and with SyntaxError when
 * the path of a fault is not a regular expression.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { seed, limits = {} } = options;
  const clock = options.clock ?? ((): number => performance.now());
  const built = buildOrg(options);
  const { showsAudit } = options;
  const org = showsAudit === undefined ? built : { ...built, audits: { ...built.audits, shows: showsAudit } };
  const truth = tellTruth(org);
  const log = createRequestLog();
  const scripted = options.faults ?? [];
  const evil = JSON.stringify(scripted).includes("{evil}") ? await startEvilOrigin() : undefined;
  const faults = createFaultScript(evil === undefined ? scripted : pointAt(scripted, evil.url));
  const common = { seed, faults, log };
  const tokens = createTokens(seed, limits.tokenSeconds ?? 86_400, clock);
  const platform = createRateLimiter({ requests: limits.perMinute ?? 300, seconds: 60 }, clock);
  const guide = createRateLimiter(limits.guide ?? { requests: 100, seconds: 10 }, clock);
  const clientId = org.people.reader.id;
  const granted = grantedPermissions(options);
  const clients = createClients(org, granted);
  const clientSecret = clients.secretOf(clientId) ?? "";
  const organization = createRateLimiter(
    { requests: limits.perMinuteOfOrganization ?? Math.max(3_000, limits.perMinute ?? 0), seconds: 60 },
    clock,
  );
  let origin = "";
  const parts: ApiParts = {
    org,
    tokens,
    state: createServerState(clock),
    router: createRouter(routes),
    limiters: { platform, guide, organization },
    granted,
    permits: clients.permits,
    unlicensed: new Set(options.unlicensed),
    mostPerList: options.mostPerList ?? Number.POSITIVE_INFINITY,
    origin: () => origin,
    ...(options.observe === undefined ? {} : { observe: options.observe }),
  };
  const api: Listener = await serve(common, options.port ?? 0, (request, id) =>
    handleApi(parts, request, id),
  );
  origin = api.origin;
  const { scopes } = options;
  const loginParts: LoginParts = {
    ...{ secretOf: clients.secretOf, tokens, issued: log.login },
    ...(scopes === undefined ? {} : { scopes }),
  };
  const login = await serve(common, 0, (request, id) => handleLogin(loginParts, request, id));
  return {
    url: api.origin,
    loginUrl: login.origin,
    clientId,
    clientSecret,
    organizationId: org.id,
    secretOf: clients.secretOf,
    truth: truth.problems,
    nearMisses: truth.nearMisses,
    truthJson: () => truthJson(org, truth),
    stats: log.stats,
    evil,
    close: async () => {
      await Promise.all([api.close(), login.close(), evil?.close()]);
    },
  };
}
