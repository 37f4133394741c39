import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Fault } from "../../src/simulator/index.ts";
import type { Exchange } from "../../src/simulator/server/handle-api.ts";
import { oddEvents, prism } from "./odd-events.ts";
import { linesIn, type Surface, startOrg, surfaces } from "./org.ts";

const org = await startOrg();
const trail = "genesyscloud.audit_events";
const fortnight = ["--from", "2026-10-18T09:00:00Z", "--to", "2026-11-01T09:00:00Z"];
const twoDays = ["--from", "2026-10-29T00:00:00Z", "--to", "2026-10-31T00:00:00Z"];
const listPath: Readonly<Record<Surface, string>> = {
  platform: "/api/v2/audits/query/{transactionId}/results",
  guide: "/api/v2/auditlogs",
};
/** The path of the page with the records, for faults. */
const pages: Readonly<Record<Surface, string>> = {
  platform: "/audits/query/.*/results$",
  guide: "/auditlogs$",
};

/** Pages of records that were asked for. */
function listings(api: Surface, exchanges: readonly Exchange[]): readonly Readonly<Record<string, string>>[] {
  return exchanges.filter(({ path }) => path === listPath[api]).map(({ query }) => Object.fromEntries(query));
}

const misbehaving = (...faults: Fault[]) => startOrg({ faults });

describe.each(surfaces)("S1 audit trail, %s", (api) => {
  it("1.1 one login serves all workers, is renewed ahead of expiry by one, and once after a 401", async () => {
    const readAll = async (from: typeof org) => {
      const lists = ["flows", "ivrs", "audit_events"].map((name) => {
        const size = name === "audit_events" ? "last: P2D, pageSize: 20" : "pageSize: 10";
        return `  ${name}: { source: genesyscloud.${name}, with: { ${size} } }\n`;
      });
      const rules = ["flows", "ivrs", "audit_events"].map(
        (name) => `  ${name}: { check: unique, on: ${name}, with: { by: id } }\n`,
      );
      const policy = `bylaw: 1\npolicy: all\ndata:\n${lists.join("")}rules:\n${rules.join("")}`;
      const cwd = from.project(api, { "policies/all.policy.yaml": policy });
      const { status } = await from.run(cwd, ["check"]);
      const { logins, statuses } = from.simulator.stats();
      return { status, logins, refused: statuses["401"] ?? 0 };
    };
    const slowly: Fault = { path: "^/api/v2/(flows|architect)", action: { kind: "delay", ms: 200 } };
    const expiring: Fault = {
      path: "/oauth/token$",
      nth: 1,
      action: { kind: "set-field", pointer: "/expires_in", value: 0.4 },
    };
    const revoked: Fault = {
      path: "^/api/v2/(flows|architect)",
      nth: 1,
      action: { kind: "status", status: 401 },
    };
    const [quiet, renewed, again] = await Promise.all([
      startOrg().then(readAll),
      misbehaving(slowly, expiring).then(readAll),
      misbehaving(revoked).then(readAll),
    ]);
    expect(quiet).toEqual({ status: 0, logins: 1, refused: 0 });
    expect(renewed).toEqual({ status: 0, logins: 2, refused: 0 });
    expect(again).toEqual({ status: 0, logins: 2, refused: 1 });
  });

  it("1.2 is asked for as the surface wants it: pages by token, one query of at most 30 days at a time", async () => {
    const { complete, records, exchanges } = await org.read(
      api,
      "audit_events",
      "{ last: P61D, pageSize: 60 }",
    );
    expect({ complete, records: records.length }).toEqual({ complete: true, records: 400 });
    const asked = listings(api, exchanges);
    if (api === "guide") {
      const [first, second] = asked;
      expect(first).toEqual({
        filter: "type=configuration",
        dateFrom: "2026-09-01T09:00:00.000Z",
        dateTo: "2026-11-01T09:00:00.000Z",
        pageSize: "60",
      });
      expect(second).toEqual({ ...first, pageToken: expect.any(String) });
      expect(asked.length).toBe(7);
      return;
    }
    expect(asked.every(({ pageSize }) => pageSize === "60")).toBe(true);
    expect(asked.filter(({ cursor }) => cursor !== undefined).length).toBeGreaterThan(4);
    const letters = exchanges.map(({ method, path }) =>
      method === "POST" ? "q" : path === listPath[api] ? "r" : "p",
    );
    // Login and what the client may do apart: a query, polls until it is done, its results; then the next one.
    expect(letters.join("").replace(/^p+(?=q)/, "")).toMatch(/^(qp+r+){3}$/);
    const days = exchanges.flatMap(({ request }) => {
      const [from = "", to = ""] = String(Object(request).interval ?? "").split("/");
      return from === "" ? [] : [(Date.parse(to) - Date.parse(from)) / 86_400_000];
    });
    expect(days).toEqual([30, 30, 1]);
  });

  it("1.3 needs an interval that is still kept, and says so before any request", async () => {
    const { exchanges } = await org.asked(async () => {
      await org.refused(api, "audit_events", [
        ["{ entityType: Role }", "an interval is required"],
        ["{ last: P400D }", "is kept for P365D"],
        ["{ from: 2026-10-30T00:00:00Z, to: 2026-10-29T00:00:00Z }", "inverted"],
        ["{ from: 2026-10-30T00:00:00Z, to: 2026-11-01T09:00:01Z }", "ends after now"],
      ]);
      const days =
        api === "platform" ? ["--from", "2020-01-01T00:00:00Z"] : ["--from", "2025-10-01T00:00:00Z"];
      const old = [...days, "--to", "2026-11-01T00:00:00Z", "--to", "sqlite:t.db"];
      const beyond = await org.run(org.project(api), ["export", trail, ...old]);
      expect(beyond).toMatchObject({
        status: 2,
        stdout: "",
        stderr: expect.stringContaining("beyond-retention"),
      });
    });
    expect(exchanges).toEqual([]);
  });

  it("1.4 filters that find nothing are never silence: what is recorded is named, case and all", async () => {
    const filtered = (...where: string[]) =>
      org.run(org.project(api), [
        "export",
        trail,
        ...twoDays,
        "--to",
        "sqlite:t.db",
        ...where.flatMap((each) => ["--where", each]),
      ]);
    expect(await filtered("entityType=Role")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^2 records read/),
    });
    for (const [wrong, right] of [
      ["entityType=role", "Role"],
      ["service=architect", "Architect"],
      ["action=publish", "Publish"],
    ] as const) {
      const { status, stderr } = await filtered(wrong);
      expect({ wrong, status }).toEqual({ wrong, status: api === "platform" ? 2 : 3 });
      expect(stderr).toContain(
        api === "platform" ? `Did you mean '${right}'?` : `with ${wrong.replace("=", " = ")}`,
      );
    }
    const none = await filtered("userId=nobody");
    expect(none).toMatchObject({ status: 3, stderr: expect.stringContaining("with userId = nobody") });
    if (api === "platform") expect(none.stderr).toContain("Recorded as entityType: Campaign, Flow, Group");
    // In a policy, too, that would let silence pass.
    const misspelt = await org.read(api, "audit_events", "{ last: P3D, entityType: role }");
    expect(misspelt).toMatchObject({ status: 3, complete: false });
  });

  it("1.5 keeps to limits and waits as it is told, within a budget; a killed export goes on", async () => {
    const busy: Fault = {
      path: pages[api],
      nth: 2,
      action: { kind: "status", status: 429, headers: { "Retry-After": "1" } },
    };
    const told = await misbehaving(busy);
    // Its query stays behind and keeps others out for a minute.
    const spent = await startOrg({});
    const began = performance.now();
    const [waited, costly, [interrupted, resumed], whole] = await Promise.all([
      told.read(api, "audit_events", "{ last: P30D, pageSize: 50 }"),
      spent.run(spent.project(api), [
        "export",
        trail,
        ...fortnight,
        "--to",
        "ndjson:t",
        "--max-requests",
        "5",
      ]),
      killedAndResumed(api),
      exported(api, "ndjson"),
    ]);
    expect(waited).toMatchObject({ status: 0, complete: true });
    expect(performance.now() - began).toBeGreaterThan(1000);
    expect(costly).toMatchObject({ status: 3, stderr: expect.stringContaining("budget") });
    expect(interrupted).toMatchObject({ signal: "SIGKILL", stdout: "" });
    expect(resumed).toMatchObject({ status: 0, stderr: expect.stringMatching(/\d+ days? delivered before/) });
    expect(linesIn(join(resumed.cwd, "t/raw")).toSorted()).toEqual(
      linesIn(join(whole.cwd, "t/raw")).toSorted(),
    );
  });

  it("1.6 is kept byte for byte, beside a row for each change; unknown types are kept and counted; times are UTC", async () => {
    const events = oddEvents(api);
    const text = `{\n"entities" : [ ${events.join(" ,\n")}]}`;
    const odd = await misbehaving({ path: pages[api], nth: 1, action: { kind: "body", text } });
    const cwd = odd.project(api);
    appendFileSync(join(cwd, "bylaw.yaml"), `entities: ${JSON.stringify([prism])}\n`);
    const args = ["export", trail, ...twoDays, "--to", "ndjson:t", "--map", "audit-rows", "--json"];
    const ended = await odd.run(cwd, args);
    expect(ended).toMatchObject({ status: 0 });
    expect(JSON.parse(ended.stdout)).toMatchObject({ exitCode: 0, unknownTypes: { Hologram: 1 } });
    const served = odd.exchanges
      .filter(({ path }) => path === listPath[api])
      .flatMap(({ response }) => Object(response).entities)
      .map((entity) => JSON.stringify(entity));
    expect(served.length).toBeGreaterThan(20);
    const lines = linesIn(join(cwd, "t/raw"));
    const raw = lines.map((line) => JSON.parse(line));
    const bytes = lines.map((line, at) => raw[at].rawText ?? /"raw":(.*)}$/.exec(line)?.[1]);
    expect(bytes.toSorted()).toEqual([...served, ...events].toSorted());
    expect(raw.find(({ id }) => id === "odd-2").time).toBe("2026-10-29T10:00:00.000Z");
    const rows = linesIn(join(cwd, "t/rows")).map((line) => JSON.parse(line).record);
    const changed = (id: string) => rows.filter(({ auditId }) => auditId === id);
    const row = { action: "Update", timestamp: "2026-10-29T12:00:00Z", previousValue: "1", newValue: "2" };
    expect(changed("odd-1")).toMatchObject([{ ...row, entityType: "Hologram", configurationKey: "depth" }]);
    expect(changed("odd-2")).toMatchObject([{ entityType: "Queue", configurationKey: "acwTimeout" }]);
    // Its project says where this type has its changes.
    expect(changed("odd-3")).toMatchObject([
      { entityType: "Prism", configurationKey: "angle", previousValue: "40", newValue: "42, °" },
    ]);
    const [ordinary] = served.map((each) => JSON.parse(each));
    const changes = ordinary.propertyChanges ?? Object.keys({ ...ordinary.before, ...ordinary.after });
    expect(changed(ordinary.id).length).toBe(changes.length);
  });

  it("4.1 is not exported without its permission, which is named before anything is asked for", async () => {
    const lacking = await startOrg({ denied: ["audits:audit:view"] });
    const { result, exchanges } = await lacking.asked(() =>
      lacking.run(lacking.project(api), ["export", trail, ...twoDays, "--to", "ndjson:t"]),
    );
    const stderr = expect.stringMatching(
      /missing-permission.*audits:audit:view, which reading .*audit_events/s,
    );
    expect(result).toMatchObject({ status: 3, stdout: "", stderr });
    expect(exchanges.filter(({ path }) => path.includes("audit"))).toEqual([]);
  });

  it("1.8 is judged: the change window, who did it, roles, and gaps", async () => {
    const cwd = org.example("audit-trail", api);
    const { status, run } = await org.check(cwd, ["--var", "trail_window=P61D"]);
    expect(status).toBe(1);
    const failed = (rule: string, of = run) =>
      of.findings
        .filter((each) => each.rule === `audit-trail/${rule}` && each.status === "fail")
        .map(({ resource }) => resource.id)
        .sort();
    expect(failed("inside-change-window")).toEqual(org.planted("change-outside-window"));
    expect(failed("by-the-pipeline")).toEqual(org.planted("change-by-person"));
    expect(failed("role-changes-reviewed")).toEqual(org.planted("role-change"));
    expect(failed("trail-has-no-gaps")).toEqual([]);
    const policy = readFileSync(join(cwd, "policies/audit-trail.policy.yaml"), "utf8");
    const strict = org.project(api, {
      "policies/strict.policy.yaml": policy
        .replace("every: P4D", "every: P1D")
        .replace("[CX as Code pipeline]", "[Another one]"),
    });
    const { run: second } = await org.check(strict);
    // The weekend has no change.
    expect(failed("trail-has-no-gaps", second).length).toBeGreaterThan(0);
    expect(failed("by-the-pipeline", second).length).toBeGreaterThan(50);
  });
});

it("1.2 the last 14 days are read in slices of a day, no more than three at a time", async () => {
  const path = "/api/v2/audits/query/realtime";
  const slow = await misbehaving({ path: `${path}$`, action: { kind: "delay", ms: 100 } });
  const read = await slow.read("platform", "audit_events_realtime", "{ last: P14D }");
  expect(read).toMatchObject({ status: 0, complete: true });
  const queries = read.exchanges.filter((each) => each.path === path);
  expect(queries.length).toBe(14);
  for (const { request, at } of queries) {
    const [from = "", to = ""] = String(Object(request).interval).split("/");
    expect(Date.parse(to) - Date.parse(from)).toBeLessThanOrEqual(86_400_000);
    expect(queries.filter((other) => other.at >= at && other.at < at + 90).length).toBeLessThanOrEqual(3);
  }
  const older = await slow.read("platform", "audit_events_realtime", "{ last: P15D }");
  expect(older).toMatchObject({
    status: 2,
    exchanges: [],
    stderr: expect.stringContaining("is kept for P14D"),
  });
});

async function exported(api: Surface, store: string) {
  const cwd = org.project(api);
  return { cwd, ...(await org.run(cwd, ["export", trail, ...fortnight, "--to", `${store}:t`])) };
}

/** An export that is killed after some days, and the same command again. */
async function killedAndResumed(api: Surface) {
  const slow = await startOrg({
    faults: [{ path: pages[api], action: { kind: "delay", ms: 50 } }],
    // A query that nobody asks about any more keeps others out for a minute of this clock.
    clock: () => performance.now() * 60,
  });
  const cwd = slow.project(api);
  const args = ["export", trail, ...fortnight, "--to", "ndjson:t"];
  const interrupted = await slow.run(cwd, args, {
    meddle: (child) => {
      const timer = setInterval(() => {
        if (listings(api, slow.exchanges).length > 5) child.kill("SIGKILL");
      }, 5);
      child.on("close", () => clearInterval(timer));
    },
  });
  return [interrupted, { cwd, ...(await slow.run(cwd, args)) }] as const;
}
