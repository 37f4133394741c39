import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  auditedProject,
  commands,
  type Line,
  linesOf,
  logFilesOf,
  ofKind,
  perform,
  verify,
} from "./audit-project.ts";
import { bylaw, root } from "./bylaw.ts";

const text = readFileSync(join(root, "docs/audit-log.md"), "utf8");

/** Rows of the tables, cell by cell. */
const rows = text
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** Names in back quotes. */
const named = (cell = ""): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);

/** Fields that every record has. */
const common = rows.filter((row) => row.length === 2).flatMap(([cell]) => named(cell));

/** Fields of a kind of record, as the page says. */
const fieldsOf = new Map(
  rows.filter((row) => row.length === 3).map(([kind, , own]) => [named(kind)[0], named(own)]),
);

let cwd: string;
let lines: readonly Line[];
beforeAll(async () => {
  cwd = auditedProject();
  for (const name of Object.keys(commands)) await perform(cwd, name);
  appendFileSync(logFilesOf(cwd)[0] ?? "", "half a record");
  await perform(cwd, "snapshot", ["--max-requests", "20"]);
  await perform(cwd, "snapshot", ["--resume"]);
  lines = linesOf(cwd);
});

describe("the page about the audit log", () => {
  it("names every kind of record, and no field is missing", () => {
    const kinds = new Set(lines.map(({ kind }) => kind));
    // What could not be written needs a disk that is full for a while.
    expect([...kinds, "gap"].sort()).toEqual([...fieldsOf.keys()].sort());
    for (const { kind, ...fields } of lines) {
      const own = kind === "job" ? fieldsOf.get("page") : fieldsOf.get(kind);
      const unknown = Object.keys(fields).filter((name) => ![...common, ...(own ?? [])].includes(name));
      expect({ kind, unknown }).toEqual({ kind, unknown: [] });
    }
  });

  it("says what of a record is always there", () => {
    for (const line of lines) {
      const always = common.filter(
        (name) => !["run", "command"].includes(name) || !["chain", "torn"].includes(line.kind),
      );
      expect(Object.keys(line)).toEqual(expect.arrayContaining(always));
    }
  });

  it("shows commands as they work, with a head of this log", async () => {
    const [, example = ""] = /\n(bylaw audit verify --head [0-9a-f]{64})\n/.exec(text) ?? [];
    const [, command = "", sub = "", flag = ""] = example.split(" ");
    const head = lines.at(-1)?.hash ?? "";
    expect(await bylaw([command, sub, flag, head], { cwd })).toMatchObject({ status: 0 });
    expect(await bylaw([command, sub, flag, "0".repeat(64)], { cwd })).toMatchObject({ status: 1 });
  });

  it("says what a resumed snapshot was given before", () => {
    const resumed = lines.filter(({ run }) => run === lines.at(-1)?.run);
    expect(resumed.filter(({ replayed }) => replayed === true).length).toBeGreaterThan(3);
    expect(resumed.some(({ kind, replayed }) => kind === "page" && replayed === undefined)).toBe(true);
    expect(ofKind(cwd, "torn")).toMatchObject([{ torn: [{ file: "000001.ndjson", bytes: 13 }] }]);
  });

  it("tells other tools how to verify it", async () => {
    const program = `
import hashlib, json, sys
previous = None
for line in sys.stdin.buffer.read().decode("utf-8").splitlines():
    try: record = json.loads(line)
    except ValueError: continue
    told = record.pop("hash")
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == told, line
    assert record["previous"] == previous, line
    previous = told
print(previous)
`;
    const input = Buffer.concat(
      logFilesOf(cwd).map((path) => Buffer.concat([readFileSync(path), Buffer.from("\n")])),
    );
    const { stdout, stderr } = spawnSync("python3", ["-c", program], { input, encoding: "utf8" });
    expect({ stderr, head: stdout.trim() }).toEqual({ stderr: "", head: lines.at(-1)?.hash });
    expect((await verify(cwd)).head.hash).toBe(stdout.trim());
  });
});
