import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../src/runner/check.ts";
import { folderWith, root } from "../scenarios/bylaw.ts";

const expression = (assert: string, more: object = {}) => ({
  check: "expression",
  on: "things",
  assert,
  ...more,
});

/** Rules of all kinds: by the record, at the end, with look-ups, with filters, about fields that nobody has. */
export const eachRecord = {
  small: expression("n < 900", { severity: [{ when: "n > 950", then: "high" }, "low"] }),
  named: expression("$exists(name)", { where: "n > 10", message: "{{ id }} has no name" }),
  absent: expression("$contains(text, 'x')", { onMissing: "pass" }),
  nobody: expression("typo.inside != 'x'", { onMissing: "fail" }),
  known: { check: "reference", on: "things", with: { at: "ref", in: "others", optional: true } },
  looked: expression("n in $data.others.n or n < 500"),
  filled: { check: "required-fields", on: "things", with: { fields: ["id", "name", "parts.size"] } },
  private: { check: "pii", on: "things", with: { ignoreFields: ["ref"], keys: true } },
  contacts: {
    check: "pii",
    on: "things",
    with: { fields: ["name", "parts"], detectors: ["email", "phone"] },
  },
};

/** Rules that nearly all records pass, so that most of them are only glimpsed. */
export const mostlyPassing = {
  small: eachRecord.small,
  named: eachRecord.named,
  known: eachRecord.known,
  filled: eachRecord.filled,
  private: eachRecord.private,
};

/** Rules that are decided at the end too. */
export const everyRule = {
  ...eachRecord,
  single: { check: "unique", on: "things", with: { by: "name" } },
  share: { check: "threshold", on: "things", with: { measure: "count", where: "n > 900", max: 3 } },
};

/** A rule that looks into the very dataset it judges. */
export const lookingBack = { itself: expression("$count($data.things[n = 25]) < 2") };

/** A project with a file of lines as they are given. */
export function projectOf(lines: Uint8Array, rules: object, source: object = {}): string {
  const data = {
    things: { source: "files.ndjson", with: { path: "things.ndjson", ...source } },
    others: { source: "files.ndjson", with: { path: "others.ndjson" } },
  };
  const policy = { bylaw: 1, policy: "p", title: "P", data, rules };
  const folder = folderWith({
    "bylaw.yaml": "bylaw: 1\npolicies: [p.policy.yaml]\n",
    "p.policy.yaml": JSON.stringify(policy),
    "others.ndjson": '{"id":"o1","n":1}\n{"id":"o2","n":700}\n',
  });
  writeFileSync(join(folder, "things.ndjson"), lines);
  return folder;
}

export interface WayOfChecking {
  readonly thorough?: boolean;
  readonly workers?: number;
  /** Folder that has `dist/worker.cjs`. */
  readonly packageRoot?: string;
  readonly onStage?: (text: string) => void;
}

/** The text of the run, as `-f json` has it. */
export async function runText(folder: string, way: WayOfChecking): Promise<string> {
  const { thorough = false, workers = 1, packageRoot = root, onStage = () => undefined } = way;
  const { run } = await check(
    {
      ...{ folder, paths: [], variables: [], variableFiles: [], tenants: [], targets: [] },
      ...{ now: "2026-11-21T00:00:00Z", includePass: false, workers, prepare: () => undefined },
      allowedTargets: [],
      reading: { parallelism: 2, thorough },
    },
    {
      signal: new AbortController().signal,
      progress: { stage: onStage, update() {} },
      env: {},
      tool: { name: "bylaw", version: "0.0.0" },
      packageRoot,
    },
  );
  return JSON.stringify(run);
}

/** True when a way of checking evaluates the records while it reads them, and does not have to read them again. */
export async function isScanned(folder: string, way: WayOfChecking = {}): Promise<boolean> {
  const stages: string[] = [];
  await runText(folder, { ...way, onStage: (text) => stages.push(text) });
  return stages.filter((text) => text.startsWith("Evaluating")).length === 1;
}
