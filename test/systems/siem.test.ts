import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import type { Fault } from "../../src/simulator/index.ts";
import { linesIn, type Org, type Surface, startOrg, surfaces } from "./org.ts";

const org = await startOrg();
const file = "audit.collector.yaml";
const paths: Readonly<Record<Surface, string>> = {
  platform: "/api/v2/audits/query/realtime",
  guide: "/api/v2/auditlogs/events",
};
const misbehaving = (...faults: Fault[]): Promise<Org> => startOrg({ faults });

/** A project with one collector; what it says itself wins. */
function project(api: Surface, more = "", of = org): string {
  const own = more.includes("sinks:") ? "" : "sinks: { all: { to: sqlite, path: all.db } }\n";
  const overlap = more.includes("overlap:") ? "" : "overlap: P3D\n";
  const head = `bylaw: 1\ncollector: audit\ntitle: Audit events\nsource: genesyscloud.audit_events_realtime\n`;
  return of.project(api, { [file]: head + overlap + own + more });
}

const once = (cwd: string, of = org, more: readonly string[] = [], how: Parameters<Org["run"]>[2] = {}) =>
  of.run(cwd, ["collect", file, "--once", "--json", ...more], how);

function idsIn(path: string): readonly string[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare("SELECT id FROM raw_records ORDER BY id").all();
  database.close();
  return rows.map(({ id }) => String(id));
}

/** Events of the last three days, as one undisturbed run has them. */
const whole: Record<string, Promise<readonly string[]>> = {};
function expected(api: Surface): Promise<readonly string[]> {
  whole[api] ??= (async () => {
    const cwd = project(api);
    expect(await once(cwd)).toMatchObject({ status: 0 });
    return idsIn(join(cwd, "all.db"));
  })();
  return whole[api];
}

describe.each(surfaces)("S3 events into a SIEM, %s", (api) => {
  it("3.1 are polled as the surface wants it, and again from before what was acknowledged", async () => {
    const cwd = project(api, "overlap: PT2H\nwith: { pageSize: 50 }\n");
    const poll = async (more: readonly string[], at?: string) => {
      const { result, exchanges } = await org.asked(() =>
        once(cwd, org, more, at === undefined ? {} : { at }),
      );
      expect(result).toMatchObject({ status: 0 });
      return exchanges.filter(({ path }) => path === paths[api]);
    };
    const first = await poll(["--from", "2026-10-30T09:00:00Z"]);
    const again = await poll([], "2026-11-01T10:00:00Z");
    const from = ({ query, request }: (typeof first)[number]): string =>
      api === "guide"
        ? String(Object.fromEntries(query)["dateFrom"])
        : String(Object(request).interval).slice(0, 24);
    expect(from(first[0]!)).toBe("2026-10-30T09:00:00.000Z");
    expect(from(again[0]!)).toBe("2026-11-01T07:00:00.000Z");
    if (api === "platform") return;
    const queries = first.map(({ query }) => Object.fromEntries(query));
    expect(queries.every(({ size }) => size === "50")).toBe(true);
    expect(queries.some(({ cursor }) => cursor !== undefined)).toBe(true);
    const { status, stderr } = await org.read(api, "audit_events_realtime", "{ last: P1D, pageSize: 101 }");
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining("at most 100") });
  });

  it("3.2 the mark moves only when every sink has taken everything, and a kill loses and doubles nothing", async () => {
    const ids = await expected(api);
    const two =
      "every: PT1S\nsinks: { away: { to: ndjson, path: away }, there: { to: sqlite, path: there.db } }\n";
    const cwd = project(api, two);
    writeFileSync(join(cwd, "away"), "in the way");
    const held = await once(cwd);
    expect(held).toMatchObject({ status: 3, stderr: expect.stringContaining("error[not-delivered]") });
    const told = JSON.parse(held.stdout);
    expect(Date.parse(told.acknowledgedUntil)).toBeLessThan(Date.parse(told.sinks[0].oldest));
    rmSync(join(cwd, "away"));
    mkdirSync(join(cwd, "away"));
    expect(JSON.parse((await once(cwd)).stdout).acknowledgedUntil).toBe("2026-11-01T09:00:00.000Z");
    expect(
      linesIn(join(cwd, "away/raw"))
        .map((line) => JSON.parse(line).id)
        .sort(),
    ).toEqual(ids);
    const slow = await misbehaving({ path: paths[api], action: { kind: "delay", ms: 30 } });
    const killed = project(api, "with: { pageSize: 20 }\n", slow);
    for (const after of [2, 3, 4, 5]) {
      const asked = slow.exchanges.length + after;
      const meddle = (child: ChildProcess): void => {
        const timer = setInterval(() => void (slow.exchanges.length >= asked && child.kill("SIGKILL")), 2);
        child.on("close", () => clearInterval(timer));
      };
      await once(killed, slow, ["--from", "2026-10-29T09:00:00Z"], { meddle });
    }
    expect(await once(killed, slow, ["--from", "2026-10-29T09:00:00Z"])).toMatchObject({ status: 0 });
    expect(idsIn(join(killed, "all.db"))).toEqual(ids);
  });

  it("3.3 what is refused with 400 is read again from what was acknowledged, and marks are looked at daily", async () => {
    const refusing = await misbehaving({
      path: paths[api],
      nth: [3, 5],
      action: { kind: "status", status: 400 },
    });
    const cwd = project(api, "with: { pageSize: 10 }\n", refusing);
    // A day that is refused on the platform surface has no cursor that could be at fault: it waits for the next poll.
    const first = await once(cwd, refusing);
    expect(first.status).toBe(api === "guide" ? 0 : 3);
    if (api === "guide") expect(JSON.parse(first.stdout).counts.cursorResets).toBeGreaterThan(0);
    while ((await once(cwd, refusing)).status !== 0) expect(refusing.exchanges.length).toBeLessThan(500);
    expect(idsIn(join(cwd, "all.db"))).toEqual(await expected(api));
    const later = await once(cwd, refusing, [], { at: "2026-11-03T15:00:00Z" });
    expect(JSON.parse(later.stdout).lastHealthCheck).toEqual({ at: "2026-11-03T15:00:00.000Z" });
  });

  it("3.4 Retry-After is kept to, and one process writes a state", async () => {
    const busy = await misbehaving({
      path: paths[api],
      nth: 1,
      action: { kind: "status", status: 429, headers: { "Retry-After": "4" } },
    });
    const cwd = project(api, "", busy);
    const began = performance.now();
    const first = once(cwd, busy);
    // Who has a state has the lock, and the refusal keeps it waiting.
    while (!existsSync(join(cwd, ".bylaw/collectors/audit.db")))
      await new Promise((done) => setTimeout(done, 20));
    const second = await once(cwd, busy);
    expect(await first).toMatchObject({ status: 0 });
    expect(performance.now() - began).toBeGreaterThan(4000);
    expect(second).toMatchObject({ status: 2, stderr: expect.stringContaining("state-locked") });
    expect(idsIn(join(cwd, "all.db"))).toEqual(await expected(api));
  });

  it.each(api === "guide" ? ["ecs"] : ["cim", "ocsf"])(
    "3.5 events are mapped to %s and held against a schema per kind",
    async (map) => {
      const cwd = project(
        api,
        `map: ${map}\nschemas: { Role: { properties: { action: { const: Create } } } }\nsinks: { siem: { to: file, path: siem.ndjson, item: row } }\n`,
      );
      const { status, stdout } = await once(cwd);
      expect(status).toBe(3);
      const told = JSON.parse(stdout);
      const letters = readFileSync(told.deadLetterFile, "utf8").trimEnd().split("\n");
      for (const letter of letters)
        expect(JSON.parse(letter)).toMatchObject({ kind: "Role", reason: expect.stringContaining("schema") });
      expect(letters.length).toBe(2);
      const rows = readFileSync(join(cwd, "siem.ndjson"), "utf8").trimEnd().split("\n");
      const known = { cim: "vendor_product", ecs: "ecs", ocsf: "class_uid" }[map] ?? "";
      for (const row of rows) expect(JSON.parse(row)).toHaveProperty(known);
      expect(rows.length + letters.length).toBe((await expected(api)).length);
    },
  );

  it("3.6 a filter goes to the API, fields are selected, routes part what is kept long from what is cheap", async () => {
    const filtered = project(
      api,
      "with: { service: Architect, entityType: Flow, action: Publish }\nfields: [id, timestamp, action, entityType]\nsinks: { all: { to: ndjson, path: all } }\n",
    );
    const { result, exchanges } = await org.asked(() => once(filtered));
    expect(result).toMatchObject({ status: 0 });
    const asked = exchanges.filter(({ path }) => path === paths[api]);
    for (const { query, request } of asked) {
      if (api === "guide") expect(Object.fromEntries(query)["eventType"]).toBe("flow.publish");
      else expect(JSON.stringify(request)).toContain('{"property":"EntityType","value":"Flow"}');
    }
    const rows = linesIn(join(filtered, "all/rows")).map((line) => JSON.parse(line).record);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(Object.keys(row).sort()).toEqual(["action", "entityType", "id", "timestamp"]);
    const parted = org.example("siem", api);
    const args = [
      "collect",
      "collectors/audit-to-siem.collector.yaml",
      "--once",
      "--from",
      "2026-10-29T09:00:00Z",
    ];
    expect(await org.run(parted, args)).toMatchObject({ status: 0 });
    expect(readdirSync(join(parted, "out/cheap/raw"))).toEqual(["Flow"]);
    const kept = idsIn(join(parted, "out/kept-for-years.db"));
    expect(org.planted("role-change")).toEqual(expect.arrayContaining([...kept]));
    expect(kept.length).toBe(2);
  });

  it("3.8 state, lag, holes, counts and errors are told, for people and as metrics", async () => {
    const cwd = project(api);
    await once(cwd, org, ["--metrics-file", "metrics.txt"]);
    expect(existsSync(join(cwd, ".bylaw/collectors/audit.db"))).toBe(true);
    const { stdout } = await org.run(cwd, ["collect", file, "--status"], { at: false });
    for (const told of [
      "acknowledged until: 2026-11-01T09:00:00.000Z",
      "last poll:",
      "dead letters:       none",
      "holes:              none",
    ])
      expect(stdout).toContain(told);
    const metrics = readFileSync(join(cwd, "metrics.txt"), "utf8");
    for (const name of [
      "lag_seconds",
      "dead_letters_total",
      "holes",
      "last_poll_complete",
      "sink_failing",
      "pending",
    ])
      expect(metrics).toContain(`bylaw_collector_${name}`);
    expect(metrics.endsWith("# EOF\n")).toBe(true);
    const broken = await misbehaving({ path: paths[api], action: { kind: "status", status: 400 } });
    const failing = project(api, "", broken);
    expect(await once(failing, broken)).toMatchObject({ status: 3 });
    const status = JSON.parse(
      (await broken.run(failing, ["collect", file, "--status", "--json"], { at: false })).stdout,
    );
    expect(status).toMatchObject({ running: false, lastPoll: { problem: expect.stringContaining("400") } });
  });

  it("3.9 never more is asked for than is kept; what is gone is a hole, said and remembered", async () => {
    const before = "2026-10-01T09:00:00Z";
    const young = await startOrg({ now: Date.parse(before) });
    const cwd = project(api, "", young);
    expect(await once(cwd, young, [], { at: before })).toMatchObject({ status: 0 });
    const document = readFileSync(join(project(api), "bylaw.yaml"));
    writeFileSync(join(cwd, "bylaw.yaml"), document);
    const { result, exchanges } = await org.asked(() => once(cwd));
    expect(result).toMatchObject({ status: 3, stderr: expect.stringContaining("error[hole]") });
    const hole = { from: "2026-10-01T09:00:00.000Z", to: "2026-10-18T09:01:00.000Z" };
    expect(JSON.parse(result.stdout).holes).toMatchObject([hole]);
    const asked = exchanges.filter(({ path }) => path === paths[api]);
    const oldest = asked.map(({ query, request }) =>
      api === "guide" ? Object.fromEntries(query)["dateFrom"] : String(Object(request).interval).slice(0, 24),
    );
    expect(oldest.toSorted()[0]).toBe(hole.to);
    const beyond = await once(project(api), org, ["--from", "2026-01-01T00:00:00Z"]);
    expect(beyond).toMatchObject({ status: 2, stderr: expect.stringContaining("beyond-retention") });
  });
});
