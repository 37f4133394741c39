/** One request as the simulator saw it; no secrets, no bodies. */
interface RequestRecord {
  readonly method: string;
  readonly path: string;
  /** Without the leading `?`. */
  readonly query: string;
  /** Status of the answer; 0 when the connection was cut before one. */
  readonly status: number;
  /** Whether the request carried an Authorization header. */
  readonly authorized: boolean;
  readonly correlationId: string;
}

export interface SimulatorStats {
  readonly requests: number;
  /** Tokens handed out. */
  readonly logins: number;
  /** Requests refused with 429. */
  readonly limited: number;
  /** By `METHOD /path/{template}`; unknown paths are under `other`. */
  readonly routes: Readonly<Record<string, number>>;
  /** By status; `0` is a cut connection. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Defects of the simulator itself, answered with 500. */
  readonly failures: readonly string[];
  /** Newest last; the latest ten thousand. */
  readonly log: readonly RequestRecord[];
}

export interface RequestLog {
  /** Counts a request that arrived; its number, from 0. */
  begin(): number;
  record(route: string, entry: RequestRecord): void;
  login(): void;
  /** Notes that the simulator itself failed. */
  fail(cause: unknown): void;
  stats(): SimulatorStats;
}

const kept = 10_000;

/** Counts requests and keeps the latest of them. */
export function createRequestLog(): RequestLog {
  const routes = new Map<string, number>();
  const statuses = new Map<string, number>();
  const log: RequestRecord[] = [];
  const failures: string[] = [];
  let requests = 0;
  let logins = 0;
  const add = (counts: Map<string, number>, key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return {
    begin: () => requests++,
    record: (route, entry) => {
      add(routes, route);
      add(statuses, String(entry.status));
      log.push(entry);
      if (log.length > kept) log.shift();
    },
    login: () => {
      logins += 1;
    },
    fail: (cause) => {
      failures.push(cause instanceof Error ? (cause.stack ?? cause.message) : "unknown");
    },
    stats: () => ({
      requests,
      logins,
      limited: statuses.get("429") ?? 0,
      routes: Object.fromEntries(routes),
      statuses: Object.fromEntries(statuses),
      failures: [...failures],
      log: [...log],
    }),
  };
}
