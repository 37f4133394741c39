/** How many requests are allowed in a window that opens with the first of them. */
export interface RateRule {
  readonly requests: number;
  readonly seconds: number;
}

export interface RateState {
  /** Requests in the window, this one included. */
  readonly count: number;
  readonly allowed: number;
  /** Whole seconds until the window closes, at least 1. */
  readonly reset: number;
  readonly exceeded: boolean;
}

/** Counts requests per key. */
export type RateLimiter = (key: string) => RateState;

/** @param clock monotonic milliseconds */
export function createRateLimiter(rule: RateRule, clock: () => number): RateLimiter {
  const windows = new Map<string, { opened: number; count: number }>();
  return (key) => {
    const now = clock();
    let window = windows.get(key);
    if (window === undefined || now - window.opened >= rule.seconds * 1000) {
      window = { opened: now, count: 0 };
      windows.set(key, window);
    }
    window.count += 1;
    const reset = Math.max(1, Math.ceil((window.opened + rule.seconds * 1000 - now) / 1000));
    return { count: window.count, allowed: rule.requests, reset, exceeded: window.count > rule.requests };
  };
}

/** The headers in which the platform tells how much of the limit is used. */
export function platformRateHeaders({ count, allowed, reset }: RateState): Record<string, string> {
  return {
    "inin-ratelimit-count": String(count),
    "inin-ratelimit-allowed": String(allowed),
    "inin-ratelimit-reset": String(reset),
  };
}

/** The same in the headers that the guides name. */
export function guideRateHeaders({ count, allowed, reset }: RateState): Record<string, string> {
  return {
    "X-RateLimit-Limit": String(allowed),
    "X-RateLimit-Remaining": String(Math.max(0, allowed - count)),
    "X-RateLimit-Reset": String(reset),
  };
}
