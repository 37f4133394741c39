import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AuditEvent } from "../../src/simulator/org/types.ts";
import { folderWith } from "../scenarios/bylaw.ts";
import type { EventfulOrg } from "./eventful-org.ts";
import { damageOf, difference, keptInDatabase, keptInFolder, keptInLines } from "./kept-events.ts";

/** Small pages, so that there are many moments; some events are dead letters, and not all go everywhere. */
const collector = `bylaw: 1
collector: audit
title: Audit events
source: genesyscloud.audit_events_realtime
with: { pageSize: 100 }
overlap: PT3M
map: "entityType != 'Group' ? $"
sinks: { db: { to: sqlite, path: all.db }, cold: { to: ndjson, path: cold }, log: { to: file, path: log.ndjson } }
routes: [{ when: "entityType = 'Skill'", to: [cold] }, { to: [db, cold, log] }]
`;

export const collectorFile = "audit.collector.yaml";

/** A project that collects the events of an org into three sinks, and what they and the state come to. */
export interface CrashProject {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly state: string;
  /** Everything that is not as it has to be, once these events were collected. */
  problems(events: readonly AuditEvent[]): string[];
  /** How often the sink that does not know repetitions got a record again. */
  repetitions(): number;
}

export function crashProject({ simulator }: Pick<EventfulOrg, "simulator">): CrashProject {
  const { url, loginUrl, clientId, clientSecret, organizationId } = simulator;
  const credentials = "{ clientId: { env: ID }, clientSecret: { env: SECRET } }";
  const tenant = `{ provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: ${credentials} }`;
  const folder = folderWith({
    "bylaw.yaml": `bylaw: 1\ntenants:\n  org: ${tenant}\n`,
    [collectorFile]: collector,
  });
  const inside = (name: string): string => join(folder, name);
  const state = inside(".bylaw/collectors/audit.db");
  const letters = `${state}.dead-letters.ndjson`;
  const log = (): string[] => keptInLines(inside("log.ndjson"));
  return {
    folder,
    env: { ID: clientId, SECRET: clientSecret },
    state,
    problems(events) {
      const keys = (fits: (kind: string) => boolean): string[] =>
        events.filter(({ entityType }) => fits(entityType)).map(({ id }) => `${organizationId}/${id}`);
      const everywhere = keys((kind) => kind !== "Group" && kind !== "Skill");
      // Neither of these knows repetitions: a process may end between the writing and the state.
      const dead = existsSync(letters) ? [...new Set(keptInLines(letters))] : [];
      return [
        ...difference("db", everywhere, keptInDatabase(inside("all.db"))),
        ...difference(
          "cold",
          keys((kind) => kind !== "Group"),
          keptInFolder(inside("cold")),
        ),
        ...difference("log", everywhere, [...new Set(log())]),
        ...difference(
          "dead",
          keys((kind) => kind === "Group"),
          dead,
        ),
        ...[state, inside("all.db")].flatMap((path) => damageOf(path)),
      ];
    },
    repetitions() {
      const kept = log();
      return kept.length - new Set(kept).size;
    },
  };
}
