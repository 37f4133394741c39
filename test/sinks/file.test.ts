import { spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { type FileHandle, open as openHandle } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { file } from "../../src/sinks/file.ts";
import { delivery, type LentHost, lend, open, openOrSay } from "./lend.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

async function start(config: JsonObject = {}, prepare: (root: string) => void = () => undefined) {
  const host = lend([]);
  prepare(host.root);
  const sink = await open(file, { path: "out/audit.ndjson", ...config }, host);
  return { sink, host, read: (name = "out/audit.ndjson") => read(host, name) };
}

const read = (host: LentHost, name: string): JsonObject[] =>
  readFileSync(join(host.root, name), "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** Lets a method of all open files fail once, after it did what it does or instead. */
async function failOnce(
  method: "sync" | "writeFile",
  code: string,
  part?: (bytes: Uint8Array) => Uint8Array,
) {
  const handle = await openHandle("/dev/null");
  const prototype: FileHandle = Object.getPrototypeOf(handle);
  await handle.close();
  const original = prototype.writeFile;
  vi.spyOn(prototype, method).mockImplementationOnce(async function (this: FileHandle, ...given: unknown[]) {
    const [bytes] = given;
    if (part !== undefined && bytes instanceof Uint8Array) await original.call(this, part(bytes));
    throw Object.assign(new Error("CANARY"), { code });
  });
}

describe("file", () => {
  it("appends a line for each row, for the owner alone", async () => {
    const { sink, host, read } = await start();
    expect(await sink.deliver([delivery("a", { n: 1 }, { text: "Zoë\n\u2028" })])).toEqual({
      ok: true,
      rejected: [],
    });
    expect(await sink.deliver([delivery("b")])).toEqual({ ok: true, rejected: [] });
    expect(read().map(({ id, row }) => [id, row])).toEqual([
      ["a", 0],
      ["a", 1],
      ["b", 0],
    ]);
    expect(read()[1]).toMatchObject({ organization: "org-1", kind: "audit", data: { text: "Zoë\n\u2028" } });
    expect(statSync(join(host.root, "out/audit.ndjson")).mode & 0o777).toBe(0o600);
    expect(statSync(join(host.root, "out")).mode & 0o777).toBe(0o700);
  });

  it("takes rights away that an existing file gives to others", async () => {
    const { host } = await start({ path: "a.ndjson" }, (root) =>
      writeFileSync(join(root, "a.ndjson"), "{}\n", { mode: 0o644 }),
    );
    expect(statSync(join(host.root, "a.ndjson")).mode & 0o777).toBe(0o600);
  });

  it("flushes before it acknowledges", async () => {
    const { sink } = await start();
    const handle = await openHandle("/dev/null");
    const order: string[] = [];
    const prototype: FileHandle = Object.getPrototypeOf(handle);
    await handle.close();
    const { sync, writeFile } = prototype;
    vi.spyOn(prototype, "writeFile").mockImplementation(async function (this: FileHandle, ...given) {
      await writeFile.apply(this, given);
      order.push("written");
    });
    vi.spyOn(prototype, "sync").mockImplementation(async function (this: FileHandle) {
      await sync.call(this);
      order.push("flushed");
    });
    await sink.deliver([delivery("a")]);
    order.push("acknowledged");
    expect(order).toEqual(["written", "flushed", "acknowledged"]);
  });

  it("begins a new file before one is too large, and deletes none", async () => {
    const { sink, host, read } = await start({ rotateBytes: 1024 });
    for (let n = 0; n < 12; n++) await sink.deliver([delivery(`r${n}`, { filler: "x".repeat(200) })]);
    const names = readdirSync(join(host.root, "out")).sort();
    expect(names).toEqual([
      "audit.000001.ndjson",
      "audit.000002.ndjson",
      "audit.000003.ndjson",
      "audit.ndjson",
    ]);
    expect(names.flatMap((name) => read(`out/${name}`)).map(({ id }) => id)).toEqual(
      Array.from({ length: 12 }, (_, n) => `r${n}`),
    );
    for (const name of names) expect(statSync(join(host.root, "out", name)).size).toBeLessThanOrEqual(1024);
  });

  it("writes a batch that is larger than a file may be all the same", async () => {
    const { sink, read } = await start({ rotateBytes: 1024 });
    await sink.deliver([delivery("a", { filler: "x".repeat(5000) })]);
    await sink.deliver([delivery("b")]);
    expect(read("out/audit.000001.ndjson")).toHaveLength(1);
    expect(read()).toHaveLength(1);
  });

  it("goes on in a new file where somebody moved or removed the old one", async () => {
    const { sink, host, read } = await start();
    const path = join(host.root, "out/audit.ndjson");
    await sink.deliver([delivery("a")]);
    renameSync(path, `${path}.old`);
    await sink.deliver([delivery("b")]);
    unlinkSync(path);
    await sink.deliver([delivery("c")]);
    expect(read("out/audit.ndjson.old").map(({ id }) => id)).toEqual(["a"]);
    expect(read().map(({ id }) => id)).toEqual(["c"]);
  });

  it("ends a last line that is whole, and takes nothing away", async () => {
    const { sink, read } = await start({ path: "a.ndjson" }, (root) =>
      writeFileSync(join(root, "a.ndjson"), '{"id":"x"}\n{"id":"y"}'),
    );
    await sink.deliver([delivery("z")]);
    expect(read("a.ndjson").map(({ id }) => id)).toEqual(["x", "y", "z"]);
  });

  it.each([
    ["half a line", '{"id":"x"}\n{"id":"y', ["x"]],
    ["half a first line", '{"id', []],
    ["a long half line", `{"id":"x"}\n{"id":"${"y".repeat(200_000)}`, ["x"]],
  ])("takes away %s that an interruption left", async (_what, text, ids) => {
    const { sink, read } = await start({ path: "a.ndjson" }, (root) =>
      writeFileSync(join(root, "a.ndjson"), text),
    );
    await sink.deliver([delivery("z")]);
    expect(read("a.ndjson").map(({ id }) => id)).toEqual([...ids, "z"]);
  });

  it.each([
    ["EIO", true],
    ["ENOSPC", false],
  ])("leaves nothing of a batch that could not be written (%s)", async (code, whole) => {
    const { sink, read } = await start();
    await sink.deliver([delivery("a")]);
    await (whole ? failOnce("sync", code) : failOnce("writeFile", code, (bytes) => bytes.subarray(0, 20)));
    expect(await sink.deliver([delivery("b"), delivery("c")])).toEqual({
      ok: false,
      lasting: false,
      problem: `file: the file cannot be written (${code})`,
    });
    expect(read().map(({ id }) => id)).toEqual(["a"]);
    expect(await sink.deliver([delivery("b"), delivery("c")])).toEqual({ ok: true, rejected: [] });
    expect(read().map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("keeps batches apart that are delivered at the same time", async () => {
    const { sink, read } = await start();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => sink.deliver([delivery(`r${n}`, { a: 1 }, { b: 2 })])),
    );
    expect(read().map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, n) => `r${Math.floor(n / 2)}`));
  });

  it("throws only when it is to stop", async () => {
    const { sink, host, read } = await start();
    host.controller.abort(new Error("stop"));
    await expect(sink.deliver([delivery("a")])).rejects.toThrow("stop");
    expect(read()).toEqual([]);
  });
});

describe("file: places", () => {
  const outside = (root: string) => join(root, "..", `outside-${root.split("-").at(-1)}`);

  it.each(["../a.ndjson", "/tmp/a.ndjson", "a/../../b.ndjson", "..", ".", "a/", "a/.."])(
    "%s is refused",
    async (path) => {
      expect(await openOrSay(file, { path }, lend([]))).toMatchObject({
        problem: expect.stringContaining("within the project folder"),
      });
    },
  );

  it.each<[string, string, (root: string) => void, string]>([
    ["a link", "a.ndjson", (root) => symlinkSync(outside(root), join(root, "a.ndjson")), "is a link"],
    ["a link to a file inside", "a.ndjson", (root) => symlinkSync("b", join(root, "a.ndjson")), "is a link"],
    [
      "a folder that is a link",
      "in/a.ndjson",
      (root) => symlinkSync("/tmp", join(root, "in")),
      "such as a link",
    ],
    ["a folder that is a file", "in/a.ndjson", (root) => writeFileSync(join(root, "in"), ""), "not a folder"],
    ["a folder", "a.ndjson", (root) => mkdirSync(join(root, "a.ndjson")), "EISDIR"],
    [
      "a pipe",
      "a.ndjson",
      (root) => spawnSync("mkfifo", [join(root, "a.ndjson")]),
      "not that of a regular file",
    ],
    [
      "somebody's document",
      "a.ndjson",
      (root) => writeFileSync(join(root, "a.ndjson"), '{\n  "name": "x"\n}'),
      "does not hold lines of JSON",
    ],
    [
      "somebody's text",
      "a.ndjson",
      (root) => writeFileSync(join(root, "a.ndjson"), "dear diary"),
      "does not hold lines of JSON",
    ],
  ])("%s is refused", async (_what, path, prepare, problem) => {
    const host = lend([]);
    prepare(host.root);
    expect(await openOrSay(file, { path }, host)).toMatchObject({
      problem: expect.stringContaining(problem),
    });
    expect(readdirSync(join(host.root, "..")).some((name) => name === outside(host.root))).toBe(false);
  });

  it("a link that takes the place of the file is not followed", async () => {
    const { sink, host } = await start({ path: "a.ndjson" });
    const path = join(host.root, "a.ndjson");
    const victim = join(host.root, "victim");
    writeFileSync(victim, "{}\n");
    unlinkSync(path);
    symlinkSync(victim, path);
    expect(await sink.deliver([delivery("a")])).toEqual({
      ok: false,
      lasting: true,
      problem: "file: path is a link, which is not followed",
    });
    expect(readFileSync(victim, "utf8")).toBe("{}\n");
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
  });
});
