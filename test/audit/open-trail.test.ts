import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AuditFailure } from "../../src/audit/audit-failure.ts";
import { type AuditLog, openAuditLog } from "../../src/audit/audit-log.ts";
import type { Head } from "../../src/audit/audit-record.ts";
import type { Copier } from "../../src/audit/copier.ts";
import { verifyLog } from "../../src/audit/verify-log.ts";
import { openTrail } from "../../src/runner/audit/open-trail.ts";
import { amendOutcome, outcomeFacts } from "../../src/runner/audit/outcome-facts.ts";

const conclusion = { facts: outcomeFacts, amend: amendOutcome };
const passed = { diagnostics: [], exitCode: 0 };

/** A log that cannot be written while `full` holds. */
function fragile() {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-trail-"));
  const log = openAuditLog(folder);
  const state = { full: false };
  const guarded: AuditLog = {
    ...log,
    append(entry) {
      if (state.full) throw new AuditFailure("The disk is full");
      return log.append(entry);
    },
  };
  const kinds = (): readonly string[] => {
    const lines = readFileSync(join(folder, "000001.ndjson"), "utf8").trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line).kind);
  };
  return { folder, log: guarded, state, kinds };
}

/** A copier that fails as often as there are problems. */
function copierWith(problems: (string | undefined)[]): Copier & { readonly flushed: number[] } {
  const flushed: number[] = [];
  return {
    flushed,
    nudge: () => undefined,
    async flush({ seq }: Head) {
      flushed.push(seq);
      return problems.shift();
    },
    close: async () => undefined,
  };
}

describe("the trail of a run", () => {
  it("ends as the run did when everything is written", async () => {
    const { log, kinds } = fragile();
    const trail = openTrail({ command: "check", log }, {});
    trail.note("page", { page: 1 });
    expect(await trail.conclude(passed, conclusion)).toEqual(passed);
    expect(kinds()).toEqual(["chain", "begin", "page", "run"]);
  });

  it("keeps a run from passing of which a record is missing, and says how many", async () => {
    const { folder, log, state, kinds } = fragile();
    const told: string[] = [];
    const trail = openTrail({ command: "check", log, tell: (line) => told.push(line) }, {});
    state.full = true;
    trail.note("page", { page: 1 });
    trail.note("page", { page: 2 });
    state.full = false;
    const { exitCode, diagnostics } = await trail.conclude(passed, conclusion);
    expect(exitCode).toBe(3);
    expect(diagnostics).toMatchObject([{ code: "audit-not-written", severity: "error" }]);
    expect(kinds()).toEqual(["chain", "begin", "gap", "run"]);
    expect(readFileSync(join(folder, "000001.ndjson"), "utf8")).toContain('"records":2');
    expect(told).toEqual(["what is done is not in the audit log: The disk is full"]);
    expect(verifyLog(folder)).toMatchObject({ unfinished: [] });
  });

  it("keeps a run from passing whose end cannot be written, and a failure a failure", async () => {
    for (const [code, expected] of [
      [0, 3],
      [1, 1],
      [3, 3],
    ]) {
      const { log, state, kinds } = fragile();
      const trail = openTrail({ command: "check", log }, {});
      state.full = true;
      const { exitCode } = await trail.conclude({ ...passed, exitCode: code ?? 0 }, conclusion);
      expect(exitCode).toBe(expected);
      expect(kinds()).toEqual(["chain", "begin"]);
    }
  });

  it("is not begun when it cannot be written", () => {
    const { log, state } = fragile();
    state.full = true;
    expect(() => openTrail({ command: "check", log }, {})).toThrow("The disk is full");
  });

  it("says again how the run ended when the copy of its end fails", async () => {
    const { log, kinds } = fragile();
    const copier = copierWith([undefined, "The receiver is away", undefined]);
    const trail = openTrail({ command: "check", log, copier }, {});
    const { exitCode, diagnostics } = await trail.conclude(passed, conclusion);
    expect({ exitCode, diagnostics }).toMatchObject({
      exitCode: 3,
      diagnostics: [{ code: "audit-not-copied" }],
    });
    expect(kinds()).toEqual(["chain", "begin", "run", "run"]);
    expect(copier.flushed).toEqual([2, 3]);
  });
});
