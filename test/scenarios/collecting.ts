import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { bylaw, folderWith, type HowToRun } from "./bylaw.ts";

export const now = "2026-11-01T09:00:00Z";
export const file = "c/audit.collector.yaml";

export const head = (more = ""): string => `bylaw: 1
collector: audit
title: Audit events
source: genesyscloud.audit_events_realtime
overlap: P7D
${more}`;

export const sinks = "sinks: { all: { to: sqlite, path: all.db } }\n";

export function project(
  collector: string,
  api = "platform",
  more: Readonly<Record<string, string>> = {},
): string {
  return folderWith({
    "bylaw.yaml": `bylaw: 1\ntenants: { demo: { provider: genesyscloud, api: ${api}, simulated: { seed: 7 } } }\n`,
    [file]: collector,
    ...more,
  });
}

export function once(cwd: string, more: readonly string[] = [], at = now) {
  return bylaw(["collect", file, "--once", "--json", "--now", at, ...more], { cwd });
}

export async function status(cwd: string, how: HowToRun = {}) {
  const ended = await bylaw(["collect", file, "--status", "--json"], { cwd, ...how });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return JSON.parse(ended.stdout);
}

export function idsIn(path: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare("SELECT id FROM raw_records ORDER BY id").all();
  database.close();
  return rows.map(({ id }) => String(id));
}

/** Waits until something is so, or fails after a while. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await condition()) return;
    await setTimeout(50);
  }
  throw new Error("It never came to that.");
}
