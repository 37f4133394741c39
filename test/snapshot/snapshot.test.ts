import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Dataset, Ledger } from "../../src/model/dataset.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { readSnapshot } from "../../src/snapshot/read-snapshot.ts";
import { writeSnapshot } from "../../src/snapshot/write-snapshot.ts";

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "bylaw-test-"));
  folder = join(parent, "snapshot");
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const ledger: Ledger = {
  reasons: [{ code: "forbidden", message: "m", permissions: ["a:b:c"] }],
  pages: 2,
  requests: 3,
  retries: 1,
  declaredTotal: 9,
};

function dataset(name: string, records: JsonObject[]): Dataset {
  return {
    name,
    source: {
      name: `demo.${name}`,
      provider: "demo",
      title: name,
      resource: { type: "thing", id: "id" },
      parameters: {},
    },
    tenant: "prod",
    parameters: { last: "P1D" },
    ledger,
    count: records.length,
    batches: () => (records.length === 0 ? [] : [records.slice(0, 1), records.slice(1)]),
  };
}

const meta = {
  tool: { name: "bylaw", version: "1.0.0" },
  now: Date.UTC(2026, 10, 20),
  tenants: [{ name: "prod", provider: "demo", organizationId: "o" }],
};
const datasets = new Map([
  ["key 1", dataset("flows", [{ id: "a", text: "line\nbreak \u2028" }, { id: "b" }])],
  ["key 2", dataset("../odd name", [])],
]);

const codes = (diagnostics: readonly { code: string }[]) => diagnostics.map(({ code }) => code);

describe("a snapshot", () => {
  it("comes back as it was written", () => {
    expect(writeSnapshot(folder, datasets, meta)).toEqual([]);
    const { snapshot, diagnostics } = readSnapshot(folder);
    expect(diagnostics).toEqual([]);
    expect(snapshot).toMatchObject(meta);
    expect([...(snapshot?.datasets.keys() ?? [])]).toEqual(["key 1", "key 2"]);
    for (const [key, original] of datasets) {
      const { batches, ...rest } = snapshot?.datasets.get(key) ?? original;
      const { batches: written, ...expected } = original;
      expect(rest).toEqual(expected);
      expect([...batches()].flat()).toEqual([...written()].flat());
      expect([...batches()].flat()).toEqual([...written()].flat());
    }
  });

  it("is the same bytes for the same data, and for its user only", () => {
    writeSnapshot(folder, datasets, meta);
    const bytes = () =>
      readdirSync(folder)
        .sort()
        .map((file) => [file, readFileSync(join(folder, file), "utf8")]);
    const first = bytes();
    expect(first.map(([file]) => file)).toEqual([
      "001-demo.flows.ndjson",
      "002-demo..._odd_name.ndjson",
      "manifest.json",
    ]);
    expect(writeSnapshot(folder, datasets, meta)).toEqual([]);
    expect(bytes()).toEqual(first);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it("replaces an older one, leaving none of its files", () => {
    writeSnapshot(folder, datasets, meta);
    expect(writeSnapshot(folder, new Map(), meta)).toEqual([]);
    expect(readdirSync(folder)).toEqual(["manifest.json"]);
  });

  it("is not written into a folder with other files", () => {
    writeSnapshot(folder, datasets, meta);
    writeFileSync(join(folder, "notes.txt"), "mine");
    const before = readdirSync(folder);
    expect(codes(writeSnapshot(folder, datasets, meta))).toEqual(["foreign-folder"]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it("that could not be written to its end is none", () => {
    const broken: Dataset = {
      ...dataset("flows", []),
      *batches() {
        yield [{ id: 1 }];
        throw Object.assign(new Error("no space"), { code: "ENOSPC" });
      },
    };
    writeSnapshot(folder, datasets, meta);
    expect(writeSnapshot(folder, new Map([["k", broken]]), meta)).toMatchObject([
      { code: "snapshot-not-written", summary: "The snapshot could not be written (ENOSPC)." },
    ]);
    expect(codes(readSnapshot(folder).diagnostics)).toEqual(["no-snapshot"]);
    expect(readdirSync(folder).filter((file) => file.endsWith(".tmp"))).toEqual([]);
  });
});

describe("a snapshot that was changed", () => {
  const manifest = () => join(folder, "manifest.json");
  const file = () => join(folder, "001-demo.flows.ndjson");
  const edit = (change: (text: string) => string) =>
    writeFileSync(manifest(), change(readFileSync(manifest(), "utf8")));

  it.each<[string, () => void, string]>([
    ["a record more", () => appendFileSync(file(), '{"id":"c"}\n'), "snapshot-changed"],
    ["a file less", () => rmSync(file()), "snapshot-file-missing"],
    [
      "a link for a file",
      () => {
        rmSync(file());
        symlinkSync("/etc/hostname", file());
      },
      "snapshot-file-missing",
    ],
    ["no manifest", () => rmSync(manifest()), "no-snapshot"],
    ["half a manifest", () => edit((text) => text.slice(0, 100)), "no-snapshot"],
    [
      "another version",
      () => edit((text) => text.replace('"schemaVersion": "1.0"', '"schemaVersion": "9.0"')),
      "invalid-snapshot",
    ],
    [
      "a file outside",
      () => edit((text) => text.replace("001-demo.flows.ndjson", "../../etc/hostname")),
      "invalid-snapshot",
    ],
    ["no reasons", () => edit((text) => text.replace('"reasons"', '"raisins"')), "invalid-snapshot"],
    [
      "a clock that is none",
      () => edit((text) => text.replace("2026-11-20T", "2026-13-20T")),
      "invalid-snapshot",
    ],
  ])("is not evaluated: %s", (_name, change, code) => {
    writeSnapshot(folder, datasets, meta);
    change();
    const reading = readSnapshot(folder);
    expect(codes(reading.diagnostics)).toEqual([code]);
    expect(reading.snapshot).toBeUndefined();
  });
});
