import { join } from "node:path";
import type { AuditEvent } from "../../src/simulator/org/types.ts";
import { folderWith } from "../scenarios/bylaw.ts";
import type { EventfulOrg } from "./eventful-org.ts";
import { damageOf, difference, keptInDatabase, keptInFolder, keptInLines, tornIn } from "./kept-events.ts";

/** Small pages, so that there are many moments; some events are dead letters, and not all go everywhere. */
const collector = (pageSize: number, where: string): string => `bylaw: 1
collector: audit
title: Audit events
source: genesyscloud.audit_events_realtime
with: { pageSize: ${pageSize} }
every: PT2S
overlap: PT3M
where: "${where}"
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
  /** Everything that is not where it has to be, or is there twice, once these events were collected. */
  misplaced(events: readonly AuditEvent[]): string[];
  /** Files that are not whole. */
  damaged(): string[];
  /** How often the sink that does not know repetitions got a record again. */
  repetitions(): number;
}

/** @param kinds types of entities that are collected; absent: all */
export function crashProject(
  { simulator }: Pick<EventfulOrg, "simulator">,
  pageSize = 100,
  kinds?: readonly string[],
): CrashProject {
  const { url, loginUrl, clientId, clientSecret, organizationId } = simulator;
  const credentials = "{ clientId: { env: ID }, clientSecret: { env: SECRET } }";
  const tenant = `{ provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: ${credentials} }`;
  const where = kinds === undefined ? "true" : `entityType in ['${kinds.join("', '")}']`;
  const folder = folderWith({
    "bylaw.yaml": `bylaw: 1\ntenants:\n  org: ${tenant}\n`,
    [collectorFile]: collector(pageSize, where),
  });
  const inside = (name: string): string => join(folder, name);
  const state = inside(".bylaw/collectors/audit.db");
  const log = (): string[] => keptInLines(inside("log.ndjson"));
  return {
    folder,
    env: { ID: clientId, SECRET: clientSecret },
    state,
    misplaced(events) {
      const keys = (fits: (kind: string) => boolean): string[] =>
        events
          .filter(({ entityType }) => fits(entityType) && kinds?.includes(entityType) !== false)
          .map(({ id }) => `${organizationId}/${id}`);
      const everywhere = keys((kind) => kind !== "Group" && kind !== "Skill");
      // Neither of these knows repetitions: a process may end between the writing and the state.
      const dead = [...new Set(keptInLines(`${state}.dead-letters.ndjson`))];
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
      ];
    },
    damaged: () => [...[state, inside("all.db")].flatMap(damageOf), ...tornIn(folder)],
    repetitions() {
      const kept = log();
      return kept.length - new Set(kept).size;
    },
  };
}
