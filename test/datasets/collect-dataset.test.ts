import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CollectOptions, collectDataset } from "../../src/datasets/collect-dataset.ts";
import type { DataSource } from "../../src/model/data-source.ts";
import type { Ledger } from "../../src/model/dataset.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Connection } from "../../src/model/provider.ts";
import { reservedKeys } from "../../src/model/reserved-keys.ts";

const source: DataSource = {
  name: "t.things",
  provider: "t",
  title: "Things",
  resource: { type: "thing", id: "id" },
  parameters: {},
};
const clean: Ledger = { reasons: [], pages: 1, requests: 1, retries: 0 };

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "bylaw-test-"));
});
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

function collect(
  pages: Iterable<readonly JsonObject[]>,
  options: CollectOptions = {},
  ledger: Ledger = clean,
) {
  const connection: Connection = {
    async *read() {
      yield* pages;
      return ledger;
    },
    close: async () => {},
  };
  return collectDataset(connection, { source, parameters: { a: 1 } }, "things", "tenant", {
    temporary,
    ...options,
  });
}

const all = (dataset: { batches(): Iterable<readonly JsonObject[]> }) => [...dataset.batches()].flat();

describe("a dataset", () => {
  it("holds the records in order and can be read again, by several at once", async () => {
    const dataset = await collect([[{ id: "b" }], [], [{ id: "a", n: null }, { id: 7 }]]);
    expect(dataset).toMatchObject({
      name: "things",
      tenant: "tenant",
      count: 3,
      parameters: { a: 1 },
      ledger: clean,
    });
    const [first, second] = [dataset.batches()[Symbol.iterator](), dataset.batches()[Symbol.iterator]()];
    expect(first.next().value).toEqual([{ id: "b" }, { id: "a", n: null }, { id: 7 }]);
    expect(second.next().value).toEqual(first.next().value ?? [{ id: "b" }, { id: "a", n: null }, { id: 7 }]);
  });

  it("gives back any JSON as it came", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 4 })), async (values) => {
        const records = values.map((value, id) => ({ id, value: JSON.parse(JSON.stringify(value)) }));
        const dataset = await collect([records], { memory: 50 });
        const refused = dataset.ledger.reasons.length;
        if (refused === 0) expect(all(dataset)).toEqual(records);
        dataset.close();
      }),
      { numRuns: 60 },
    );
  });

  it("keeps of several records with one id the newest", async () => {
    const dataset = await collect([
      [{ id: 1, v: "old" }, { id: 2 }],
      [
        { id: 1, v: "old" },
        { id: 1, v: "new" },
        { id: 1, v: "new" },
      ],
    ]);
    expect(all(dataset)).toEqual([{ id: 2 }, { id: 1, v: "new" }]);
    expect(dataset.count).toBe(2);
    expect(dataset.ledger.duplicates).toBe(3);
  });

  it("is incomplete for a record that comes again where nothing pages", async () => {
    const pages = [
      [{ id: 1 }, { id: 2, v: 1 }],
      [{ id: 1 }, { id: 2, v: 2 }],
    ];
    const reasonsOf = async (options: CollectOptions, some = pages) =>
      (await collect(some, options)).ledger.reasons.map(({ code, message }) => `${code}: ${message}`);
    const conflict = "drift: 1 record has the id of another and differ from it";
    const again = expect.stringMatching(/^drift: 1 record came again/);
    expect(await reasonsOf({})).toEqual([conflict]);
    expect(await reasonsOf({ eachOnce: true })).toEqual([conflict, again]);
    expect(await reasonsOf({ eachOnce: true }, pages.slice(0, 1))).toEqual([]);
  });

  it("needs a way to the id where that is no plain path", async () => {
    const odd = { ...source, resource: { type: "thing", id: "a & b" } };
    const connection: Connection = {
      async *read() {
        yield [
          { a: "x", b: "y" },
          { a: "x", b: "y" },
        ];
        return clean;
      },
      close: async () => {},
    };
    await expect(collectDataset(connection, { source: odd, parameters: {} }, "n", "t")).rejects.toThrow(
      "idOf",
    );
    const dataset = await collectDataset(connection, { source: odd, parameters: {} }, "n", "t", {
      idOf: ({ a, b }) => `${a}${b}`,
    });
    expect(dataset.count).toBe(1);
  });
});

describe("a record that would evade or break evaluation", () => {
  const nested = (depth: number): JsonObject => {
    let value: JsonObject = {};
    for (let level = 1; level < depth; level++) value = { in: value };
    return { id: "deep", value };
  };

  it.each(reservedKeys)("is refused and counted for its key %s, at any depth", async (key) => {
    const record = { id: 1, list: [{ inner: Object.fromEntries([[key, true]]) }] };
    const dataset = await collect([[record, { id: 2 }]]);
    expect(all(dataset)).toEqual([{ id: 2 }]);
    expect(dataset.ledger.reasons).toEqual([
      {
        code: "unreadable-record",
        message: `1 record could not be read: it carries the reserved key ${key}`,
      },
    ]);
  });

  it.each<[string, JsonObject, boolean]>([
    ["128 levels", nested(127), true],
    ["129 levels", nested(129), false],
    ["a megabyte less a little", { id: 1, text: "x".repeat(1024 * 1024 - 100) }, true],
    ["over a megabyte", { id: 1, text: "x".repeat(1024 * 1024) }, false],
    ["over a megabyte in bytes", { id: 1, text: "é".repeat(600_000) }, false],
    ["no id", { name: "x" }, false],
    ["an empty id", { id: "" }, false],
    ["a list for an id", { id: ["x"] }, false],
    ["infinity", { id: 1, n: Number.POSITIVE_INFINITY }, false],
    ["a date object", { id: 1, at: new Date(0) as never }, false],
    ["undefined", { id: 1, at: undefined as never }, false],
    ["no object", "x" as never, false],
  ])("%s", async (_name, record, taken) => {
    const dataset = await collect([[record]]);
    expect(dataset.count).toBe(taken ? 1 : 0);
    expect(dataset.ledger.reasons.map(({ code }) => code)).toEqual(taken ? [] : ["unreadable-record"]);
  });
});

/** Files below a folder that this process has open, named or not, by a path that leads to each. */
function openFilesIn(folder: string): readonly string[] {
  const own = "/proc/self/fd";
  return readdirSync(own)
    .map((name) => join(own, name))
    .filter((path) => existsSync(path) && readlinkSync(path).startsWith(folder));
}

describe("a large dataset", () => {
  const many = function* (count: number, text: string): Generator<readonly JsonObject[]> {
    for (let id = 0; id < count; id += 100)
      yield Array.from({ length: 100 }, (_, index) => ({ id: id + index, text }));
  };

  it("goes to a private file beyond 4 MB, and is removed when closed", async () => {
    const small = await collect(many(1_000, "x".repeat(3_000)));
    expect(readdirSync(temporary)).toEqual([]);
    small.close();
    const dataset = await collect(many(5_000, `é${"x".repeat(2_000)}`));
    // It has no name: a process that is killed leaves nothing behind.
    expect(readdirSync(temporary)).toEqual([]);
    const [file = ""] = openFilesIn(temporary);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    let next = 0;
    for (const batch of dataset.batches()) {
      expect(batch.length).toBeLessThan(1_000);
      for (const record of batch) expect(record["id"]).toBe(next++);
    }
    expect(next).toBe(5_000);
    dataset.close();
    expect(openFilesIn(temporary)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("finds duplicates that are already in the file", async () => {
    const dataset = await collect([...many(300, "x"), ...many(300, "x"), [{ id: 5, text: "new" }]], {
      memory: 1_000,
    });
    expect(dataset.count).toBe(300);
    expect(all(dataset)).toHaveLength(300);
    expect(all(dataset).at(-1)).toEqual({ id: 5, text: "new" });
    dataset.close();
  });
});

describe("a provider that breaks its contract", () => {
  const failing = async (signal?: AbortSignal, errors: unknown[] = []) => {
    const pages = (function* () {
      yield [{ id: 1 }];
      throw new Error("SECRET");
    })();
    return collect(pages, {
      onError: (error) => errors.push(error),
      ...(signal === undefined ? {} : { signal }),
    });
  };

  it("makes the dataset incomplete, without its message", async () => {
    const errors: unknown[] = [];
    const dataset = await failing(undefined, errors);
    expect(dataset.ledger.reasons).toEqual([
      { code: "provider-failed", message: "The provider failed while reading" },
    ]);
    expect(all(dataset)).toEqual([{ id: 1 }]);
    expect(errors).toEqual([new Error("SECRET")]);
  });

  it("an interruption is thrown", async () => {
    await expect(failing(AbortSignal.abort())).rejects.toThrow("SECRET");
    expect(readdirSync(temporary)).toEqual([]);
  });
});
