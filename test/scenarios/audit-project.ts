import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bylaw, type Ended, folderWith } from "./bylaw.ts";

/** The clock of every run that is pinned. */
export const now = "2026-11-01T09:00:00Z";

/** A line of an audit log. */
export interface Line {
  readonly kind: string;
  readonly run?: string;
  readonly seq: number;
  readonly hash: string;
  readonly [key: string]: unknown;
}

const policy = `bylaw: 1
policy: logs
title: Logs and menus
data:
  logs: { source: genesyscloud.flow_execution_logs, with: { last: PT2H, levels: [ERROR, WARN] } }
  ivrs: { source: genesyscloud.ivrs }
rules:
  named: { check: required-fields, on: logs, with: { fields: [flowRunId] } }
  menus: { check: required-fields, on: ivrs, with: { fields: [name] } }
`;

const collector = `bylaw: 1
collector: events
title: Audit events
source: genesyscloud.audit_events_realtime
every: PT1S
overlap: P2D
sinks: { rows: { to: ndjson, path: rows } }
`;

/** A project that keeps an audit log of all that is done with it. */
export function auditedProject(audit = "{}", api = "platform"): string {
  return folderWith({
    "bylaw.yaml": `bylaw: 1\ntenants: { demo: { provider: genesyscloud, api: ${api}, simulated: { seed: 7 } } }\naudit: ${audit}\n`,
    "policies/logs.policy.yaml": policy,
    "events.collector.yaml": collector,
  });
}

/** What each command that keeps a log is called with. */
export const commands: Readonly<Record<string, readonly string[]>> = {
  check: ["check", "-f", "json=run.json"],
  snapshot: ["snapshot", "snap"],
  export:
    "export genesyscloud.audit_events --from 2026-10-30T00:00:00Z --to 2026-11-01T00:00:00Z --to sqlite:trail.db".split(
      " ",
    ),
  collect: ["collect", "events.collector.yaml", "--once"],
};

/** Runs a command of the table. */
export function perform(cwd: string, name: string, more: readonly string[] = [], env = {}): Promise<Ended> {
  return bylaw([...(commands[name] ?? []), "--now", now, ...more], { cwd, env });
}

/** The files of a project's log; none before it is begun. */
export function logFilesOf(cwd: string): readonly string[] {
  const folder = join(cwd, ".bylaw/audit");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".ndjson"));
  return names.sort().map((name) => join(folder, name));
}

/** The whole lines of a project's log. */
export function linesOf(cwd: string): readonly Line[] {
  const texts = logFilesOf(cwd).flatMap((path) => readFileSync(path, "utf8").split("\n").slice(0, -1));
  return texts.map((text) => JSON.parse(text));
}

export function ofKind(cwd: string, kind: string): readonly Line[] {
  return linesOf(cwd).filter((line) => line.kind === kind);
}

/** What `audit verify` says. */
export async function verify(cwd: string, more: readonly string[] = []) {
  const ended = await bylaw(["audit", "verify", "--json", ...more], { cwd });
  return { status: ended.status, ...JSON.parse(ended.stdout) };
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
