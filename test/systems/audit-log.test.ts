import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { linesOf, verify } from "../scenarios/audit-project.ts";
import { webhookReceiver } from "../sinks/receivers/webhook-receiver.ts";
import { type Surface, startOrg, surfaces } from "./org.ts";

const org = await startOrg();
const key = `whsec_${Buffer.from("a key of at least 24 bytes").toString("base64")}`;
const env = { SIEM_KEY: key };

/** An example that keeps an audit log. */
function audited(example: string, api: Surface, audit = "{}"): string {
  const cwd = org.example(example, api);
  appendFileSync(join(cwd, "bylaw.yaml"), `audit: ${audit}\n`);
  return cwd;
}

const copied = (origin: string): string =>
  `{ webhook: { url: "${origin}", secret: { env: SIEM_KEY }, timeout: PT1S } }`;

describe.each(surfaces)("the audit log of bylaw itself, %s", (api) => {
  it("0.6 has a record for each page and in total, in a chain that shows every change", async () => {
    const cwd = audited("flow-logs", api);
    const policy = join(cwd, "policies/flow-logs.policy.yaml");
    const run = "00000000-0000-4000-8000-000000000001";
    const data = `data: { logs: { with: { pageSize: 40 } } }\nrules:\n`;
    writeFileSync(policy, readFileSync(policy, "utf8").replace("rules:\n", data));
    const { status, run: found } = await org.check(cwd);
    expect(status).toBe(1);
    const lines = linesOf(cwd);
    const pages = lines.filter(
      ({ kind, source }) => kind === "page" && source === "genesyscloud.flow_execution_logs",
    );
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      expect(page).toMatchObject({
        auditId: expect.any(String),
        run: lines[1]?.run,
        page: expect.any(Number),
        latencyMs: expect.any(Number),
        retries: 0,
        timestamp: expect.any(String),
        complianceWarnings: expect.anything(),
      });
      expect(page).toHaveProperty("recordsFetched");
    }
    const total = lines.find(({ kind }) => kind === "extraction");
    expect(total).toMatchObject({
      records: found.datasets[0]?.records,
      complete: true,
      latencyMs: expect.any(Number),
    });
    if (api === "guide")
      expect(pages.reduce((sum, page) => sum + Number(page["recordsFetched"]), 0)).toBe(total?.["records"]);
    const one = org.project(api, {
      "policies/one.policy.yaml": `bylaw: 1\npolicy: one\ndata: { logs: { source: genesyscloud.flow_execution_logs, with: { last: PT2H, flowRunId: ${run} } } }\nrules: { any: { check: unique, on: logs, with: { by: id }, onEmpty: pass } }\n`,
    });
    appendFileSync(join(one, "bylaw.yaml"), "audit: {}\n");
    await org.run(one, ["check"]);
    const told = linesOf(one)
      .filter(({ kind }) => kind === "page")
      .map(({ parameters }) => Object(parameters).flowRunId);
    expect(told).toContain(run);
    expect(await verify(cwd)).toMatchObject({ status: 0, state: "whole" });
    const file = join(cwd, ".bylaw/audit/000001.ndjson");
    writeFileSync(file, readFileSync(file, "utf8").replace(/"recordsFetched":\d+/, '"recordsFetched":999'));
    expect((await verify(cwd)).status).toBe(1);
  });

  it("0.7 a webhook is told after each page; while it is away nothing is lost, and the exit code says so", async () => {
    const siem = await webhookReceiver(key);
    const cwd = audited("flow-logs", api, copied(siem.origin));
    siem.faults.push({ late: 5000 }, ...Array.from({ length: 200 }, () => ({ reply: { status: 503 } })));
    const args = ["snapshot", "data", "--allow-target", siem.origin];
    const away = await org.run(cwd, args, { env });
    expect(away).toMatchObject({ status: 3, stderr: expect.stringContaining("error[audit-not-copied]") });
    expect(siem.seen.length).toBeGreaterThan(1);
    siem.faults.length = 0;
    expect(await org.run(cwd, ["snapshot", "again", "--allow-target", siem.origin], { env })).toMatchObject({
      status: 0,
    });
    const lines = linesOf(cwd);
    expect(siem.taken.map((taken) => taken.split("/")[1])).toHaveLength(lines.length);
    const kinds = siem.seen
      .slice(-lines.length)
      .map(({ bytes }) => String(JSON.parse(bytes.toString("utf8")).data.kind));
    expect(kinds.indexOf("page")).toBeLessThan(kinds.lastIndexOf("run"));
  });

  it("2.5 an extraction is on record with the hash of each request, in a file of its own too; one that is gone and a copy that fails show", async () => {
    const siem = await webhookReceiver(key);
    const cwd = audited("agent-assist", api, copied(siem.origin));
    // A SIEM that refuses is not waited for.
    siem.faults.push(...Array.from({ length: 200 }, () => ({ reply: { status: 401 } })));
    const { result, exchanges } = await org.asked(() =>
      org.run(cwd, ["snapshot", "data", "--allow-target", siem.origin], { env }),
    );
    expect(result).toMatchObject({ status: 3, stderr: expect.stringContaining("error[audit-not-copied]") });
    const lines = linesOf(cwd);
    const runs = new Set(lines.filter(({ kind }) => kind !== "chain").map(({ run }) => run));
    expect(runs.size).toBe(1);
    const hashes = new Set(lines.map(({ payloadSha256 }) => payloadSha256));
    const bodies = exchanges.filter(
      ({ request, path }) => request !== null && /violations|transcripts/.test(path),
    );
    expect(bodies.length).toBeGreaterThan(0);
    for (const { request } of bodies)
      expect([...hashes]).toContain(createHash("sha256").update(JSON.stringify(request)).digest("hex"));
    const last = lines.at(-1);
    expect(last).toMatchObject({ kind: "run", exitCode: 3, file: expect.stringContaining("runs/") });
    // One file for the extraction, with its records as they are in the chain.
    const file = readFileSync(join(cwd, ".bylaw/audit", String(last?.["file"])), "utf8");
    expect(
      file
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual(lines.slice(1));
    expect(JSON.stringify(lines)).not.toContain("@mail.example");
    rmSync(join(cwd, ".bylaw/audit", String(last?.["file"])));
    expect(await verify(cwd)).toMatchObject({ status: 1, broken: { file: last?.["file"] } });
  });
});
