/** What one request may cost. Times in milliseconds. */
export interface HttpLimits {
  readonly connectTimeout: number;
  /** From the request sent to the last response header. */
  readonly headersTimeout: number;
  /** Longest silence within a body. */
  readonly bodyTimeout: number;
  /** Total for one attempt: the only limit that a slow drip does not defeat. */
  readonly attemptDeadline: number;
  /** Largest body accepted, in bytes. */
  readonly maxBytes: number;
  /** Attempts after which a server error or a lost connection is final. */
  readonly maxAttempts: number;
  /** Attempts after which a rate limit is final. */
  readonly maxRateLimited: number;
  /** Longest time one request may spend waiting between attempts, in total. */
  readonly retryBudget: number;
  readonly backoffBase: number;
  readonly backoffCap: number;
  /** Connections per origin, hence requests in flight. */
  readonly connections: number;
}

export const defaultLimits: HttpLimits = {
  connectTimeout: 10_000,
  headersTimeout: 60_000,
  bodyTimeout: 30_000,
  attemptDeadline: 120_000,
  maxBytes: 32 * 1024 * 1024,
  maxAttempts: 5,
  maxRateLimited: 20,
  retryBudget: 300_000,
  backoffBase: 500,
  backoffCap: 60_000,
  connections: 4,
};
