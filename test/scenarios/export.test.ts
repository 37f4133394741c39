import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { bylaw, folderWith } from "./bylaw.ts";

const now = "2026-11-01T09:00:00Z";
const interval = ["--from", "2026-10-20T06:00:00Z", "--to", "2026-10-30T18:00:00Z"];

function project(
  api: string,
  simulated = "{ seed: 7 }",
  more: Readonly<Record<string, string>> = {},
): string {
  return folderWith({
    "bylaw.yaml": `bylaw: 1\ntenants: { demo: { provider: genesyscloud, api: ${api}, simulated: ${simulated} } }\n`,
    ...more,
  });
}

function run(cwd: string, args: readonly string[]) {
  return bylaw(["export", ...args, "--now", now], { cwd });
}

type Row = Record<string, unknown>;

function rowsIn(file: string, query: string): Row[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare(query).all();
  database.close();
  return rows.map((row) => ({ ...row }));
}

const trail = "genesyscloud.audit_events";

describe.each(["platform", "guide"])("export over the %s surface", (api) => {
  it("keeps each event once, raw beside a row for each changed property", async () => {
    const cwd = project(api);
    const args = [trail, ...interval, "--to", "sqlite:trail.db", "--map", "audit-rows"];
    const first = await run(cwd, args);
    expect(first).toMatchObject({ status: 0 });
    const [, read, delivered] = /^(\d+) records read, (\d+) delivered, 11 days\n$/.exec(first.stdout) ?? [];
    expect(Number(read)).toBeGreaterThan(20);
    expect(delivered).toBe(read);
    const file = join(cwd, "trail.db");
    const raw = rowsIn(file, "SELECT id, kind, raw FROM raw_records ORDER BY id");
    expect(new Set(raw.map(({ id }) => id)).size).toBe(raw.length);
    expect(raw.length).toBeLessThanOrEqual(Number(read));
    const [event] = raw.map((row) => JSON.parse(String(row["raw"])));
    expect(Object.keys(event)).toContain(api === "platform" ? "eventDate" : "timestamp");
    const rows = rowsIn(file, 'SELECT id, "row", record FROM "rows"').map((row) =>
      JSON.parse(String(row["record"])),
    );
    const [changed] = rows.filter((row) => row.configurationKey !== undefined);
    for (const key of ["auditId", "timestamp", "action", "entityType", "entityId", "newValue"])
      expect(Object.keys(changed)).toContain(key);
    const again = await run(cwd, args);
    expect(again.status).toBe(0);
    expect(rowsIn(file, "SELECT count(*) AS n FROM raw_records")).toEqual([{ n: raw.length }]);
    expect(rowsIn(file, 'SELECT count(*) AS n FROM "rows"')).toEqual([{ n: rows.length }]);
    expect(existsSync(join(cwd, ".bylaw/exports")) ? readdirSync(join(cwd, ".bylaw/exports")) : []).toEqual(
      [],
    );
  });
});

describe("export", () => {
  it("goes on where it was interrupted, reading only what is missing", async () => {
    const faults =
      "faults:\n  - path: /audits/query$\n    method: POST\n    from: 5\n    action: { kind: status, status: 400 }\n";
    const cwd = project("platform", "{ seed: 7, faults: f.yaml }", { "f.yaml": faults });
    const args = [trail, ...interval, "--to", "ndjson:trail"];
    const broken = await run(cwd, args);
    expect(broken.status).toBe(3);
    expect(broken.stderr).toContain("2026-10-24: ");
    const whole = project("platform");
    const undisturbed = await run(whole, args);
    const { writeFileSync, cpSync } = await import("node:fs");
    writeFileSync(join(cwd, "f.yaml"), "faults: []\n");
    cpSync(join(whole, "bylaw.yaml"), join(cwd, "bylaw.yaml"));
    const rest = await run(cwd, args);
    expect(rest).toMatchObject({ status: 0, stderr: expect.stringContaining("4 days delivered before") });
    const files = (folder: string) =>
      readdirSync(join(folder, "trail"), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".ndjson"))
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
        .sort();
    expect(undisturbed.status).toBe(0);
    expect(files(cwd)).toEqual(files(whole));
    for (const file of files(cwd)) {
      const lines = (folder: string) =>
        readFileSync(folder + file, "utf8")
          .split("\n")
          .sort();
      expect(lines(cwd)).toEqual(lines(whole));
    }
  });

  it("reads only what is asked for, and refuses what nobody records", async () => {
    const cwd = project("platform");
    const filtered = await run(cwd, [
      trail,
      ...interval,
      "--where",
      "entityType=Queue",
      "--to",
      "sqlite:q.db",
    ]);
    expect(filtered).toMatchObject({ status: 0 });
    expect(rowsIn(join(cwd, "q.db"), "SELECT DISTINCT kind FROM raw_records")).toEqual([{ kind: "Queue" }]);
    const misspelt = await run(cwd, [
      trail,
      ...interval,
      "--where",
      "entityType=queue",
      "--to",
      "sqlite:no.db",
    ]);
    expect(misspelt).toMatchObject({ status: 2, stderr: expect.stringContaining("Did you mean 'Queue'?") });
    expect(existsSync(join(cwd, "no.db"))).toBe(false);
  });

  it("is inconclusive when nothing was found with a filter that nothing lists", async () => {
    const cwd = project("platform");
    const { status, stderr } = await run(cwd, [
      trail,
      ...interval,
      "--where",
      "userId=nobody",
      "--to",
      "sqlite:n.db",
    ]);
    expect(status).toBe(3);
    expect(stderr).toContain("nothing-found");
    expect(stderr).toContain("userId = nobody; whether there is such a userId could not be verified");
  });

  it.each([
    [
      "an interval beyond retention",
      [trail, "--from", "2020-01-01T00:00:00Z", "--to", now, "--to", "sqlite:x.db"],
      "beyond-retention",
    ],
    [
      "an inverted interval",
      [trail, "--from", now, "--to", "2026-10-01T00:00:00Z", "--to", "sqlite:x.db"],
      "invalid-interval",
    ],
    [
      "an interval that ends in the future",
      [trail, "--from", "2026-10-30T00:00:00Z", "--to", "2026-11-01T09:00:01Z", "--to", "sqlite:x.db"],
      "the interval ends after now",
    ],
    ["no interval", [trail, "--from", "yesterday", "--to", now, "--to", "sqlite:x.db"], "invalid-interval"],
    ["no store", [trail, "--from", "2026-10-30T00:00:00Z", "--to", now], "invalid-to"],
    ["an unknown store", [trail, ...interval, "--to", "sqlit:x.db"], "Did you mean 'sqlite:'?"],
    [
      "an unknown source",
      ["genesyscloud.audit_event", ...interval, "--to", "sqlite:x.db"],
      "Did you mean 'genesyscloud.audit_events'?",
    ],
    ["a source without events", ["genesyscloud.flows", ...interval, "--to", "sqlite:x.db"], "not-exportable"],
    [
      "a filter that the source does not have",
      [trail, ...interval, "--where", "entitytype=Queue", "--to", "sqlite:x.db"],
      "unknown-key",
    ],
    [
      "an unknown mapping",
      [trail, ...interval, "--map", "audit-row", "--to", "sqlite:x.db"],
      "Did you mean 'audit-rows'?",
    ],
  ])("refuses %s before any request", async (_name, args, said) => {
    const cwd = project("platform");
    const { status, stdout, stderr } = await run(cwd, args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(said);
    expect(existsSync(join(cwd, "x.db"))).toBe(false);
  });

  it.each([
    [
      "an organisation that does not say who it is",
      "/organizations/me$",
      "{ kind: status, status: 400 }",
      "unknown-organization",
    ],
    [
      "a record with a reserved key",
      "/results$",
      "{ kind: set-field, pointer: /entities/0/entity/id, value: { _jsonata_lambda: true } }",
      "not delivered",
    ],
  ])("is inconclusive for %s", async (_name, path, action, said) => {
    const faults = `faults:\n  - path: ${path}\n    action: ${action}\n`;
    const cwd = project("platform", "{ seed: 7, faults: f.yaml }", { "f.yaml": faults });
    const short = ["--from", "2026-10-29T00:00:00Z", "--to", "2026-10-31T00:00:00Z"];
    const { status, stderr } = await run(cwd, [trail, ...short, "--to", "sqlite:x.db"]);
    expect(status).toBe(3);
    expect(stderr).toContain(said);
  });

  it("is inconclusive where a mapping gives nothing", async () => {
    const cwd = project("platform", "{ seed: 7 }", { "m.jsonata": "entityType = 'Queue' ? { 'id': id }" });
    const args = [trail, ...interval, "--map", "./m.jsonata", "--to", "sqlite:m.db"];
    const { status, stderr } = await bylaw(["export", ...args, "--now", now], { cwd });
    expect(status).toBe(3);
    expect(stderr).toContain("the mapping gives nothing for it");
  });
});
