import { randomFor } from "../random.ts";
import { day } from "../spans.ts";
import type { OAuthClient } from "./oauth-clients.ts";

/** Requests of a client to an operation on a day. */
export interface UsageRow {
  readonly client: OAuthClient;
  readonly method: "GET" | "POST";
  readonly template: string;
  /** Epoch milliseconds of the day's begin. */
  readonly date: number;
  readonly ok: number;
  readonly wrong: number;
  /** Answers 429. */
  readonly tooMany: number;
}

const operations = [
  ["GET", "api/v2/users"],
  ["GET", "api/v2/routing/queues"],
  ["POST", "api/v2/analytics/conversations/details/query"],
] as const;

/** Clients that nobody has used for long. */
function isIdle(client: OAuthClient): boolean {
  return client.state !== "active" || client.name === "Migration tool";
}

/** What clients asked for on the days of an interval; the days of idle ones are missing. */
export function usageRows(
  seed: number,
  clients: readonly OAuthClient[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly UsageRow[] {
  const rows: UsageRow[] = [];
  for (let date = Math.floor(from / day) * day; date < to; date += day) {
    for (const client of clients) {
      if (isIdle(client)) continue;
      for (const [method, template] of operations) {
        const random = randomFor(seed, "usage", client.index, template, date / day);
        const ok = random.between(20, 2_000);
        const crowded = client.name === "Wallboard";
        const tooMany = crowded ? Math.floor(ok / 5) : random.chance(0.1) ? random.between(1, 9) : 0;
        rows.push({ client, method, template, date, ok, wrong: random.between(0, 20), tooMany });
      }
    }
  }
  return rows;
}
