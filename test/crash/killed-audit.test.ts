import { appendFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { randomFor } from "../../src/simulator/org/random.ts";
import {
  auditedProject,
  commands,
  logFilesOf,
  now,
  ofKind,
  perform,
  verify,
} from "../scenarios/audit-project.ts";
import { bylaw } from "../scenarios/bylaw.ts";

describe("an audit log", () => {
  it("is one chain for six processes at once", async () => {
    const cwd = auditedProject();
    const names = ["check", "export", "snapshot", "collect", "check", "check"];
    const ended = await Promise.all(names.map((name) => perform(cwd, name)));
    expect(ended.map(({ status }) => status)).toEqual(names.map(() => 0));
    expect(ofKind(cwd, "run")).toHaveLength(names.length);
    expect(new Set(ofKind(cwd, "page").map(({ run }) => run)).size).toBe(names.length);
    expect(await verify(cwd)).toMatchObject({ status: 0, state: "whole", unfinished: [], torn: [] });
  });

  it("is whole after ten kills at any moment, and says which runs have no end", async () => {
    const cwd = auditedProject();
    const random = randomFor(1, "kills");
    const names = Object.keys(commands);
    const began = performance.now();
    await bylaw([...(commands["check"] ?? []), "--now", now], { cwd, alone: true });
    const whole = performance.now() - began;
    for (let kills = 0; kills < 10; kills++) {
      const wait = random.between(0, Math.ceil(whole));
      const args = [...(commands[names[kills % names.length] ?? ""] ?? []), "--now", now];
      const meddle = async (child: { kill(signal: "SIGKILL"): unknown }) => {
        await setTimeout(wait);
        child.kill("SIGKILL");
      };
      await bylaw(args, { cwd, meddle });
      if (kills % 5 < 4) continue;
      const { broken, torn, state } = await verify(cwd);
      expect({ kills, broken }).toEqual({ kills, broken: undefined });
      expect(["whole", "torn"]).toContain(state);
      // What a loss of power leaves, which no signal does.
      if (torn.every(({ closed }: { closed: boolean }) => closed))
        appendFileSync(logFilesOf(cwd).at(-1) ?? "", '{"auditId":"');
    }
    expect(await perform(cwd, "check")).toMatchObject({ status: 0 });
    const { status, unfinished, torn } = await verify(cwd);
    expect(status).toBe(0);
    expect(torn.length).toBeGreaterThan(0);
    expect(unfinished.length).toBeGreaterThan(1);
    expect(unfinished).toHaveLength(ofKind(cwd, "begin").length - ofKind(cwd, "run").length);
  });
});
