import type { RequestUsage } from "../model/provider.ts";

export const noRequests: RequestUsage = { requests: 0, retries: 0 };

export function sumUsage(all: readonly RequestUsage[]): RequestUsage {
  return {
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    retries: all.reduce((sum, { retries }) => sum + retries, 0),
  };
}
