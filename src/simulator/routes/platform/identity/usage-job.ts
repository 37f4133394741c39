import type { UsageRow } from "../../../org/identity/usage.ts";

/** A usage query under way or done. */
export interface UsageJob {
  readonly id: string;
  readonly rows: readonly UsageRow[];
  /** What the rows are summed up by, beside the day. */
  readonly groupBy: readonly string[];
  /** How often it was asked for. */
  polls: number;
}

/** Rows that are counted together. */
export type UsageSum = Pick<UsageRow, "client" | "method" | "template" | "date" | "ok" | "wrong" | "tooMany">;

const keys: Readonly<Record<string, (row: UsageRow) => string>> = {
  OauthClientId: ({ client }) => client.id,
  OauthClientName: ({ client }) => client.name,
  HttpMethod: ({ method }) => method,
  TemplateUri: ({ template }) => template,
};

/** Sums of the rows by day and by what was asked for. */
export function sumUp({ rows, groupBy }: UsageJob): readonly UsageSum[] {
  const sums = new Map<string, UsageSum>();
  for (const row of rows) {
    const key = JSON.stringify([row.date, ...groupBy.map((name) => keys[name]?.(row))]);
    const known = sums.get(key);
    const { ok, wrong, tooMany } = known ?? { ok: 0, wrong: 0, tooMany: 0 };
    sums.set(key, {
      ...(known ?? row),
      ok: ok + row.ok,
      wrong: wrong + row.wrong,
      tooMany: tooMany + row.tooMany,
    });
  }
  return [...sums.values()];
}
