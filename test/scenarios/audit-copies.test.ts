import { beforeEach, describe, expect, it } from "vitest";
import { type WebhookReceiver, webhookReceiver } from "../sinks/receivers/webhook-receiver.ts";
import { auditedProject, type Line, linesOf, perform, verify } from "./audit-project.ts";

const key = `whsec_${Buffer.from("a key of at least 24 bytes").toString("base64")}`;
const env = { SIEM_KEY: key };

let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await webhookReceiver(key);
});

function project(): string {
  return auditedProject(
    `{ webhook: { url: "${receiver.origin}/siem", secret: { env: SIEM_KEY }, timeout: PT1S } }`,
  );
}

const allowed = (): string[] => ["--allow-target", receiver.origin];

/** Records that reached the other side, by number. */
function arrived(): readonly Line[] {
  const bodies = receiver.seen.map(({ bytes }) => JSON.parse(bytes.toString("utf8")));
  const lines: Line[] = bodies.map(({ data }) => data);
  return [...new Map(lines.map((line) => [line.seq, line])).values()].sort((a, b) => a.seq - b.seq);
}

describe("copies of an audit log", () => {
  it.each(["check", "export", "collect", "snapshot"])(
    "are signed, whole, and each comes once for %s",
    async (name) => {
      const cwd = project();
      expect(await perform(cwd, name, allowed(), env)).toMatchObject({ status: 0 });
      const lines = linesOf(cwd);
      expect(lines.length).toBeGreaterThan(5);
      expect(receiver.taken).toEqual(lines.map(({ chain, auditId }) => `${chain}/${auditId}/0`));
      expect(arrived()).toEqual(lines);
      const ids = receiver.seen.map(({ headers }) => headers["webhook-id"]);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it("come while pages are read, not only at the end", async () => {
    const cwd = project();
    await perform(cwd, "check", allowed(), env);
    const before = receiver.seen.findIndex(({ bytes }) => bytes.includes('"kind":"run"'));
    const pages = receiver.seen.slice(0, before).filter(({ bytes }) => bytes.includes('"kind":"page"'));
    expect(pages.length).toBeGreaterThan(2);
    const sent = Number(receiver.seen[0]?.headers["webhook-timestamp"]);
    expect(sent).toBeLessThanOrEqual(Number(receiver.seen.at(-1)?.headers["webhook-timestamp"]));
  });

  it("that are not taken stay in the log, keep the run from passing, and come with the next", async () => {
    const cwd = project();
    receiver.faults.push(...Array.from({ length: 100 }, () => ({ reply: { status: 503 } })));
    const away = await perform(cwd, "check", allowed(), env);
    expect(away.status).toBe(3);
    expect(away.stderr).toContain("exit code 3");
    expect(linesOf(cwd).at(-1)).toMatchObject({ kind: "run", exitCode: 3, problems: ["audit-not-copied"] });
    expect(receiver.taken).toEqual([]);
    const first = linesOf(cwd).length;
    receiver.faults.length = 0;
    expect(await perform(cwd, "check", allowed(), env)).toMatchObject({ status: 0 });
    expect(linesOf(cwd).length).toBeGreaterThan(first);
    expect(receiver.taken).toHaveLength(linesOf(cwd).length);
    expect(arrived()).toEqual(linesOf(cwd));
    expect(await verify(cwd)).toMatchObject({ status: 0, state: "whole" });
  });

  it.each([
    ["the operator does not allow the target", [], env, "not among the allowed targets"],
    ["the key is not there", undefined, {}, "The environment variable SIEM_KEY is not set"],
    ["the signature is refused", undefined, { SIEM_KEY: "another key" }, "401"],
  ])("are said to be missing when %s", async (_, flags, variables, why) => {
    const cwd = project();
    const { status, stderr } = await perform(cwd, "snapshot", flags ?? allowed(), variables);
    expect({ status, stderr }).toMatchObject({ status: 3, stderr: expect.stringContaining(why) });
    expect(stderr).toContain("error[audit-not-copied]");
    expect(receiver.taken).toEqual([]);
  });

  it("that a receiver refuses are not given up", async () => {
    const cwd = project();
    receiver.faults.push(...Array.from({ length: 100 }, () => ({ reply: { status: 422 } })));
    expect((await perform(cwd, "snapshot", allowed(), env)).status).toBe(3);
    receiver.faults.length = 0;
    expect((await perform(cwd, "snapshot", allowed(), env)).status).toBe(0);
    expect(arrived()).toEqual(linesOf(cwd));
  });

  it("of several runs at once all arrive", async () => {
    const cwd = project();
    const ended = await Promise.all(
      ["check", "export", "snapshot"].map((name) => perform(cwd, name, allowed(), env)),
    );
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(arrived()).toEqual(linesOf(cwd));
  });

  it("refuses settings that the webhook does not have, at their place", async () => {
    const cwd = auditedProject(
      '{ webhook: { url: "https://siem.example", secret: { env: KEY }, tmeout: PT1S } }',
    );
    const { status, stderr } = await perform(cwd, "check");
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining("tmeout") });
    expect(stderr).toContain("bylaw.yaml:3:");
  });
});
