import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openAuditLog } from "../../src/audit/audit-log.ts";
import { sha256 } from "../../src/audit/audit-record.ts";
import { verifyLog } from "../../src/audit/verify-log.ts";
import { canonicalJson } from "../../src/model/canonical-json.ts";

const first = "000001.ndjson";
const second = "000002.ndjson";
let clock = Date.UTC(2026, 10, 1);

function newLog(records = 0, fileBytes = 1_000_000) {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-audit-"));
  const log = openAuditLog(folder, { fileBytes, now: () => clock++ });
  for (let at = 0; at < records; at++) log.append({ kind: "page", page: at, name: `Zoë ${at}` });
  return { folder, log, file: (name = first) => join(folder, name) };
}

/** A log in several files. */
function filedLog() {
  const made = newLog(8, 600);
  made.log.close();
  const names = readdirSync(made.folder).filter((name) => name.endsWith(".ndjson"));
  return { ...made, names };
}

const lines = (path: string): string[] => readFileSync(path, "utf8").split("\n").slice(0, -1);

describe("an audit log", () => {
  it("chains its records from the one that names the chain", () => {
    const { folder, log, file } = newLog(2);
    const [chain, one, two] = lines(file()).map((line) => JSON.parse(line));
    expect(chain).toMatchObject({ kind: "chain", seq: 1, previous: null });
    expect(one).toMatchObject({ kind: "page", seq: 2, previous: chain.hash, chain: chain.chain });
    expect(two).toMatchObject({ seq: 3, previous: one.hash, auditId: `${chain.chain}-3` });
    expect(log.head()).toEqual({ chain: chain.chain, seq: 3, hash: two.hash });
    const { records, head, torn, broken } = verifyLog(folder);
    expect({ records, head, torn, broken }).toEqual({
      records: 3,
      head: log.head(),
      torn: [],
      broken: undefined,
    });
  });

  it("is one chain for several writers in turn", () => {
    const { folder, log } = newLog(1);
    const other = openAuditLog(folder, { now: () => clock++ });
    for (let at = 0; at < 10; at++) (at % 3 === 0 ? log : other).append({ kind: "page", at });
    expect(verifyLog(folder)).toMatchObject({ records: 12, head: log.head() });
    expect(verifyLog(folder).broken).toBeUndefined();
  });

  it("goes on in another file when one is full, and misses each file that is gone", () => {
    const { folder, names } = filedLog();
    expect(names.length).toBeGreaterThan(3);
    expect(verifyLog(folder)).toMatchObject({ records: 9, files: names.length });
    for (const [at, name] of names.slice(0, -1).entries()) {
      const path = join(folder, name);
      const kept = readFileSync(path);
      rmSync(path);
      expect(verifyLog(folder).broken).toEqual({
        file: name,
        problem: "A file is missing",
        expected: name,
        found: names[at + 1],
      });
      writeFileSync(path, kept);
    }
    expect(verifyLog(folder).broken).toBeUndefined();
  });

  it("is found cut at its end with the hash of a record", () => {
    const { folder, names, log } = filedLog();
    const hash = log.head()?.hash ?? "";
    expect(verifyLog(folder, hash).broken).toBeUndefined();
    rmSync(join(folder, names.at(-1) ?? ""));
    expect(verifyLog(folder).broken).toBeUndefined();
    expect(verifyLog(folder, hash).broken).toMatchObject({
      expected: hash,
      problem: expect.stringContaining("cut"),
    });
    expect(verifyLog(mkdtempSync(join(tmpdir(), "bylaw-audit-")), hash).broken).toMatchObject({
      found: "no record",
    });
  });
});

describe("a torn end", () => {
  it("is said, and closed by the next record in another file", () => {
    const { folder, log, file } = newLog(2);
    const before = readFileSync(file());
    appendFileSync(file(), '{"kind":"pa');
    const torn = { file: first, bytes: 11, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(verifyLog(folder)).toMatchObject({ records: 3, torn: [{ ...torn, closed: false }] });
    log.append({ kind: "page", page: 2 });
    expect(readFileSync(file()).subarray(0, before.length)).toEqual(before);
    expect(lines(file(second)).map((line) => JSON.parse(line).kind)).toEqual(["torn", "page"]);
    const closed = verifyLog(folder);
    expect(closed).toMatchObject({ records: 5, torn: [{ ...torn, closed: true }] });
    expect(closed.broken).toBeUndefined();
  });

  it.each([
    ["a first record", ""],
    ["the closing record itself", "whole"],
  ])("of %s is closed as well", (_, before) => {
    const { folder, log, file } = newLog(before === "" ? 0 : 1);
    log.close();
    writeFileSync(file(before === "" ? first : second), "{");
    if (before !== "") appendFileSync(file(), "half");
    const next = openAuditLog(folder);
    next.append({ kind: "page" });
    const { broken, torn } = verifyLog(folder);
    expect({ broken, torn }).toMatchObject({ broken: undefined, torn: before === "" ? [{}] : [{}, {}] });
  });

  it("is not what a whole line is: that was altered, and nothing is added to it", () => {
    const { folder, log, file } = newLog(2);
    appendFileSync(file(), "not a record\n");
    expect(() => log.append({ kind: "page" })).toThrow(/altered at the end of 000001\.ndjson/);
    expect(verifyLog(folder).broken).toMatchObject({ file: first, line: 4 });
  });

  it("that the closing record does not fit is an alteration", () => {
    const { folder, log, file } = newLog(2);
    appendFileSync(file(), "half");
    log.append({ kind: "page" });
    appendFileSync(file(), "!");
    expect(verifyLog(folder).broken).toMatchObject({
      file: second,
      line: 1,
      problem: "The record does not say what was torn before it",
    });
  });
});

describe("a log that changes under its writer", () => {
  it.each(["cut", "removed"])("is refused when it was %s", (how) => {
    const { log, file } = newLog(3);
    const content = readFileSync(file());
    if (how === "cut") writeFileSync(file(), content.subarray(0, lines(file())[0]!.length + 1));
    else rmSync(file());
    expect(() => log.append({ kind: "page" })).toThrow(/was cut, removed or replaced/);
  });
});

/** What somebody may do to the bytes of a file of a log, so that they are others. */
const edits: Readonly<Record<string, (content: Buffer, at: number, value: number) => Buffer>> = {
  change: (content, at, value) =>
    Buffer.concat([
      content.subarray(0, at),
      Buffer.of((content[at]! + 1 + (value % 255)) % 256),
      content.subarray(at + 1),
    ]),
  remove: (content, at) => Buffer.concat([content.subarray(0, at), content.subarray(at + 1)]),
  insert: (content, at, value) =>
    Buffer.concat([content.subarray(0, at), Buffer.of(value), content.subarray(at)]),
};

describe("whoever edits a log is found out", () => {
  const { folder, file, log } = newLog(6);
  log.close();
  const original = readFileSync(file());
  const whole = verifyLog(folder);

  function found(content: Buffer): boolean {
    const copy = mkdtempSync(join(tmpdir(), "bylaw-audit-"));
    writeFileSync(join(copy, first), content);
    const { broken, torn } = verifyLog(copy, whole.head?.hash);
    rmSync(copy, { recursive: true });
    return broken !== undefined || torn.length > 0;
  }

  it("whatever byte is changed, removed or added", () => {
    expect(found(original)).toBe(false);
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(edits)),
        fc.nat(original.length - 1),
        fc.nat(255),
        (edit, at, value) => {
          const content = edits[edit]!(original, at, value);
          return content.equals(original) || found(content);
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });

  it("whatever lines are left out, repeated or exchanged", () => {
    const all = lines(file());
    fc.assert(
      fc.property(fc.array(fc.nat(all.length - 1), { maxLength: all.length + 2 }), (order) => {
        const content = Buffer.from(order.map((at) => `${all[at]}\n`).join(""));
        return content.equals(original) || found(content);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("by the line of the first record that does not fit", () => {
    const all = lines(file());
    const edited = all.with(3, all[3]!.replace('"page":2', '"page":9'));
    writeFileSync(file(), edited.map((line) => `${line}\n`).join(""));
    expect(verifyLog(folder).broken).toMatchObject({
      file: first,
      line: 4,
      problem: "The record's hash does not fit its content",
      expected: expect.stringMatching(/^[0-9a-f]{64}$/),
      found: JSON.parse(all[3]!).hash,
    });
    writeFileSync(file(), original);
  });

  /** An edited record whose own hash was made to fit again. */
  function resealed(line: string, edit: Readonly<Record<string, unknown>>): string {
    const { hash: _, ...open } = { ...JSON.parse(line), ...edit };
    return canonicalJson({ ...open, hash: sha256(canonicalJson(open)) });
  }

  it.each([
    ["its content", { page: 99 }, 5, "The record does not follow the one before it"],
    ["its number", { seq: 9 }, 4, "Records are missing"],
    ["its chain", { chain: "another" }, 4, "The record is of another chain"],
  ])("who changes %s and makes its hash fit", (_, edit, line, problem) => {
    const all = lines(file());
    const edited = all.with(3, resealed(all[3]!, edit));
    const copy = mkdtempSync(join(tmpdir(), "bylaw-audit-"));
    writeFileSync(join(copy, first), edited.map((each) => `${each}\n`).join(""));
    expect(verifyLog(copy).broken).toMatchObject({ line, problem });
  });

  it("who changes the last record and makes its hash fit, by the head that was told", () => {
    const all = lines(file());
    const edited = all.with(-1, resealed(all.at(-1)!, { page: 99 }));
    expect(found(Buffer.from(edited.map((each) => `${each}\n`).join("")))).toBe(true);
  });

  it.each([
    ["a key that is there twice", (line: string) => line.replace("{", '{"page":77,')],
    ["a space", (line: string) => line.replace(",", ", ")],
    ["another spelling of a letter", (line: string) => line.replace("ë", "\\u00eb")],
  ])("although %s leaves the content as it is", (_, edit) => {
    const all = lines(file());
    expect(
      found(
        Buffer.from(
          all
            .with(2, edit(all[2]!))
            .map((line) => `${line}\n`)
            .join(""),
        ),
      ),
    ).toBe(true);
  });
});
