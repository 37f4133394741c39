import type { ChildProcess } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { startSimulator } from "../../src/simulator/index.ts";
import { bylaw, folderWith } from "./bylaw.ts";
import { file, head, idsIn, now, once, project, sinks, status, until } from "./collecting.ts";

describe.each(["platform", "guide"])("collect --once over the %s surface", (api) => {
  it("delivers each event once, however often it is read", async () => {
    const cwd = project(head(sinks), api);
    const first = await once(cwd);
    expect(first).toMatchObject({ status: 0 });
    const one = JSON.parse(first.stdout);
    const ids = idsIn(join(cwd, "all.db"));
    expect(ids.length).toBeGreaterThan(20);
    expect(one).toMatchObject({
      acknowledgedUntil: "2026-11-01T09:00:00.000Z",
      counts: { events: ids.length },
      sinks: [{ name: "all", pending: 0, delivered: ids.length }],
    });
    const again = JSON.parse((await once(cwd, [], "2026-11-01T09:30:00Z")).stdout);
    expect(again.acknowledgedUntil).toBe("2026-11-01T09:30:00.000Z");
    expect(again.counts.records).toBeGreaterThan(one.counts.records * 1.5);
    expect(again.counts.events - one.counts.events).toBeLessThan(5);
    expect(idsIn(join(cwd, "all.db")).length).toBe(again.sinks[0].delivered);
  });
});

describe("collect --once", () => {
  it("maps, picks, routes, leaves out, and puts aside what does not fit", async () => {
    const cwd = project(
      head(`where: "entityType != 'Group'"
map: "{ 'it': id, 'what': entityType, 'more': 1 }"
fields: [it, what]
schemas: { Skill: { properties: { action: { const: Create } } } }
sinks: { rare: { to: ndjson, path: rare }, rest: { to: ndjson, path: rest } }
routes: [{ when: "entityType = 'Skill'", to: [rare, rest] }, { to: [rest] }]
`),
    );
    const { status: code, stdout, stderr } = await once(cwd);
    expect(code).toBe(3);
    expect(stderr).toContain("error[dead-letters]");
    const told = JSON.parse(stdout);
    expect(told.counts.leftOut).toBeGreaterThan(0);
    const letters = readFileSync(told.deadLetterFile, "utf8").trimEnd().split("\n");
    expect(statSync(told.deadLetterFile).mode & 0o777).toBe(0o600);
    expect(letters.length).toBe(told.deadLetters);
    for (const line of letters) {
      const { reason, kind, record } = JSON.parse(line);
      expect(reason).toContain("does not fit the schema of its kind");
      expect(kind).toBe("Skill");
      expect(record.entityType).toBe("Skill");
    }
    const kinds = (name: string) => readdirSync(join(cwd, name, "rows")).sort();
    expect(kinds("rare")).toEqual(["Skill"]);
    expect(kinds("rest")).toContain("Skill");
    expect(kinds("rest")).not.toContain("Group");
    const skills = join(cwd, "rare/rows/Skill");
    const [day = ""] = readdirSync(skills);
    const [line = ""] = readFileSync(join(skills, day), "utf8").split("\n");
    expect(line).toContain('"what":"Skill"');
    expect(line).not.toContain('"more"');
    const { counts, sinks: all } = told;
    const delivered = all.find(({ name }: { name: string }) => name === "rest").delivered;
    expect(delivered + counts.leftOut + counts.dead).toBe(counts.events);
  });

  it("keeps what a sink that is away does not take, delivers the rest, and delivers it later", async () => {
    const cwd = project(
      head(
        "every: PT1S\nsinks: { away: { to: ndjson, path: away }, there: { to: sqlite, path: there.db } }\n",
      ),
    );
    writeFileSync(join(cwd, "away"), "in the way");
    const away = await once(cwd);
    expect(away.status).toBe(3);
    expect(away.stderr).toContain("error[not-delivered]");
    const told = JSON.parse(away.stdout);
    const ids = idsIn(join(cwd, "there.db"));
    expect(told.sinks).toMatchObject([
      { name: "away", pending: ids.length, delivered: 0, last: { problem: expect.any(String) } },
      { name: "there", pending: 0, delivered: ids.length },
    ]);
    expect(Date.parse(told.acknowledgedUntil)).toBeLessThan(Date.parse(told.sinks[0].oldest));
    rmSync(join(cwd, "away"));
    mkdirSync(join(cwd, "away"));
    const back = await once(cwd);
    expect(back).toMatchObject({ status: 0 });
    expect(JSON.parse(back.stdout)).toMatchObject({
      acknowledgedUntil: "2026-11-01T09:00:00.000Z",
      counts: { events: ids.length },
      sinks: [{ delivered: ids.length, pending: 0 }, { delivered: ids.length }],
    });
  });

  it.each([
    [
      "platform",
      "a page",
      "{ path: /audits/query/realtime$, from: 9, action: { kind: status, status: 400 } }",
    ],
    ["guide", "a cursor", "{ path: /auditlogs/events$, from: 9, action: { kind: status, status: 400 } }"],
  ])(
    "over the %s surface, where %s is refused, is not complete and reads again",
    async (api, _what, fault) => {
      const faults = { "f.yaml": `faults:\n  - ${fault}\n` };
      const cwd = project(head(`with: { pageSize: 5 }\n${sinks}`), api, faults);
      const document = join(cwd, "bylaw.yaml");
      writeFileSync(document, readFileSync(document, "utf8").replace("seed: 7", "seed: 7, faults: f.yaml"));
      const broken = await once(cwd);
      expect(broken).toMatchObject({ status: 3, stderr: expect.stringContaining("error[incomplete-poll]") });
      const told = JSON.parse(broken.stdout);
      expect(Date.parse(told.acknowledgedUntil)).toBeLessThan(Date.parse(now));
      expect(told.sinks[0].delivered).toBeGreaterThan(0);
      writeFileSync(join(cwd, "f.yaml"), "faults: []\n");
      const whole = JSON.parse((await once(cwd)).stdout);
      expect(whole.acknowledgedUntil).toBe("2026-11-01T09:00:00.000Z");
      const undisturbed = project(head(sinks), api);
      await once(undisturbed);
      expect(idsIn(join(cwd, "all.db"))).toEqual(idsIn(join(undisturbed, "all.db")));
    },
  );

  it("says loudly that no row ever had a field, until one has it", async () => {
    const text = head(`map: "$sift($, function($v) { true })"\nfields: [id, entityTyp]\n${sinks}`);
    const cwd = project(text);
    const first = await once(cwd);
    expect(first).toMatchObject({ status: 3, stderr: expect.stringContaining("error[field-never-seen]") });
    expect(JSON.parse(first.stdout).missingFields).toEqual(["entityTyp"]);
    writeFileSync(join(cwd, file), text.replace("entityTyp]", "entityType]"));
    // What was read before is not mapped again: it takes an event to know.
    const later = await once(cwd, [], "2026-11-03T15:00:00Z");
    expect(JSON.parse(later.stdout)).toMatchObject({ missingFields: [] });
    expect(later.status).toBe(0);
  });

  it("warns of a filter whose values nobody lists", async () => {
    const unlisted = await once(project(`${head(sinks)}with: { entityType: queue }\n`, "guide"));
    expect(unlisted).toMatchObject({
      status: 0,
      stderr: expect.stringContaining("warning[filter-unverified]"),
    });
    expect(unlisted.stderr).toContain('entityType: "queue"');
  });

  it("says loudly what can no longer be read", async () => {
    const cwd = project(head(sinks));
    expect((await once(cwd, [], "2026-10-01T09:00:00Z")).status).toBe(0);
    const late = await once(cwd);
    expect(late).toMatchObject({ status: 3, stderr: expect.stringContaining("error[hole]") });
    const hole = { from: "2026-10-01T09:00:00.000Z", to: "2026-10-18T09:01:00.000Z" };
    expect(JSON.parse(late.stdout).holes).toMatchObject([hole]);
    // It is said once, and remembered.
    expect((await once(cwd)).status).toBe(0);
    expect((await status(cwd)).holes).toMatchObject([hole]);
  });

  it("puts aside what waits for a sink that is no longer there", async () => {
    const cwd = project(head("every: PT1S\nsinks: { away: { to: ndjson, path: away } }\n"));
    writeFileSync(join(cwd, "away"), "in the way");
    const waiting = JSON.parse((await once(cwd)).stdout).sinks[0].pending;
    writeFileSync(join(cwd, file), head(sinks));
    const changed = await once(cwd);
    expect(changed).toMatchObject({ status: 3, stderr: expect.stringContaining("error[abandoned-sink]") });
    expect(JSON.parse(changed.stdout).deadLetters).toBe(waiting);
  });

  it("refuses the state of another source, and of another organisation", async () => {
    const cwd = project(head(sinks));
    await once(cwd);
    writeFileSync(join(cwd, file), head(sinks).replace("_realtime", ""));
    expect(await once(cwd)).toMatchObject({ status: 3, stderr: expect.stringContaining("name another") });
    writeFileSync(join(cwd, file), head(sinks));
    const document = join(cwd, "bylaw.yaml");
    writeFileSync(document, readFileSync(document, "utf8").replace("seed: 7", "seed: 8"));
    expect(await once(cwd)).toMatchObject({ status: 3, stderr: expect.stringContaining("of its own") });
  });

  it("reads again from what was acknowledged when a cursor is refused twice, and counts it", async () => {
    const fault = "{ path: /auditlogs/events$, nth: [8, 10], action: { kind: status, status: 400 } }";
    const cwd = project(head(`with: { pageSize: 5 }\n${sinks}`), "guide", {
      "f.yaml": `faults:\n  - ${fault}\n`,
    });
    const document = join(cwd, "bylaw.yaml");
    writeFileSync(document, readFileSync(document, "utf8").replace("seed: 7", "seed: 7, faults: f.yaml"));
    const ended = await once(cwd, ["--metrics-file", "m.txt"]);
    expect(ended).toMatchObject({ status: 0 });
    const { counts, sinks: all } = JSON.parse(ended.stdout);
    expect(counts.cursorResets).toBe(2);
    expect(idsIn(join(cwd, "all.db")).length).toBe(all[0].delivered);
    // It began a week ago: a check of the marks was due.
    expect(JSON.parse(ended.stdout).lastHealthCheck).toEqual({ at: "2026-11-01T09:00:00.000Z" });
    const metrics = readFileSync(join(cwd, "m.txt"), "utf8");
    expect(metrics).toContain('bylaw_collector_healthy{collector="audit"} 1');
    expect(metrics).toContain('bylaw_collector_cursor_resets_total{collector="audit"} 2');
  });

  it("keeps raw records byte for byte, with their blanks, line breaks and the spelling of numbers, and counts unknown types", async () => {
    const event = String.raw`{"id": "a\u00e4\/b", "eventDate": "2026-10-31T12:00:00Z",  "n": 1.50, "z": 1, "a": [ ],
      "big": 12345678901234567890, "serviceName": "S", "entityType": "Hologram", "action": "Update"}`;
    const page = `{"entities": [${event}], "pageSize": 500, "pageNumber": 1, "total": 1, "pageCount": 1}`;
    const fault = { path: "/audits/query/realtime$", action: { kind: "body", text: page } };
    const cwd = project(head(sinks).replace("P7D", "P1D"), "platform", {
      "f.yaml": JSON.stringify({ faults: [fault] }),
    });
    const document = join(cwd, "bylaw.yaml");
    writeFileSync(document, readFileSync(document, "utf8").replace("seed: 7", "seed: 7, faults: f.yaml"));
    const ended = await once(cwd, ["--metrics-file", "m.txt"]);
    expect(ended).toMatchObject({ status: 0 });
    expect(JSON.parse(ended.stdout).unknownTypes).toEqual({ Hologram: 1 });
    const metric = 'bylaw_collector_unknown_types_total{collector="audit",type="Hologram"} 1';
    expect(readFileSync(join(cwd, "m.txt"), "utf8")).toContain(metric);
    const database = new DatabaseSync(join(cwd, "all.db"), { readOnly: true });
    const rows = database.prepare("SELECT raw FROM raw_records").all();
    database.close();
    expect(rows.map(({ raw }) => raw)).toEqual([event]);
  });

  it("has no status before it ran", async () => {
    const cwd = project(head(sinks));
    const ended = await bylaw(["collect", file, "--status"], { cwd });
    expect(ended).toMatchObject({ status: 3, stdout: "", stderr: expect.stringContaining("no-state") });
  });
});

describe("a collector that goes on", () => {
  it("keeps others out, delivers when a sink comes back, tells its metrics, and stops when it is told to", async () => {
    // The collector lives in the present; so does the org.
    const simulator = await startSimulator({
      seed: 7,
      size: "small",
      now: Date.now(),
      limits: { perMinute: 1e6 },
    });
    const { url, loginUrl, clientId, clientSecret } = simulator;
    const credentials = "{ clientId: { env: ID }, clientSecret: { env: SECRET } }";
    const cwd = folderWith({
      "bylaw.yaml": `bylaw: 1\ntenants: { org: { provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: ${credentials} } }\n`,
      [file]: head(
        "every: PT1S\nsinks: { away: { to: ndjson, path: away }, there: { to: sqlite, path: there.db } }\n",
      ),
      away: "in the way",
    });
    const env = { ID: clientId, SECRET: clientSecret };
    let child: ChildProcess | undefined;
    const ended = bylaw(["collect", file, "--metrics-port", "0", "--metrics-file", "m.txt"], {
      cwd,
      env,
      meddle: (started) => {
        child = started;
      },
    });
    let said = "";
    child?.stderr?.on("data", (chunk) => {
      said += String(chunk);
    });
    try {
      await until(() => /sink away failed/.test(said));
      await until(async () => {
        const { sinks: all } = await status(cwd, { env });
        return all[1].delivered > 20 && all[0].pending === all[1].delivered;
      });
      const second = await bylaw(["collect", file, "--once"], { cwd, env });
      expect(second).toMatchObject({ status: 2, stderr: expect.stringContaining("state-locked") });
      const [, address = ""] = /metrics at (\S+)/.exec(said) ?? [];
      const answer = await fetch(address);
      const text = await answer.text();
      expect(answer.headers.get("content-type")).toContain("application/openmetrics-text");
      expect(text).toMatch(/bylaw_collector_pending\{collector="audit",sink="away"\} \d\d/);
      expect(text.endsWith("# EOF\n")).toBe(true);
      expect((await fetch(new URL("/", address))).status).toBe(404);
      rmSync(join(cwd, "away"));
      await until(() => said.includes("sink away takes deliveries again"));
      await until(async () => (await status(cwd, { env })).sinks[0].pending === 0);
      const told = await status(cwd, { env });
      expect(told.running).toBe(true);
      expect(told.sinks[0].delivered).toBe(told.sinks[1].delivered);
    } finally {
      child?.kill("SIGTERM");
      await ended;
      await simulator.close();
    }
    expect(await ended).toMatchObject({ status: 143, stdout: "" });
    expect((await status(cwd, { env })).running).toBe(false);
    expect(readFileSync(join(cwd, "m.txt"), "utf8")).toContain("bylaw_collector_lag_seconds");
  }, 60_000);

  it("survives a source that refuses it, and says so", async () => {
    const simulator = await startSimulator({ seed: 7, size: "small", now: Date.parse(now) });
    const { url, loginUrl, clientId } = simulator;
    const credentials = "{ clientId: { env: ID }, clientSecret: { env: SECRET } }";
    const cwd = folderWith({
      "bylaw.yaml": `bylaw: 1\ntenants: { org: { provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: ${credentials} } }\n`,
      [file]: head(`every: PT1S\n${sinks}`),
    });
    const env = { ID: clientId, SECRET: "wrong" };
    let child: ChildProcess | undefined;
    let said = "";
    const ended = bylaw(["collect", file], {
      cwd,
      env,
      meddle: (started) => {
        child = started;
        started.stderr?.on("data", (chunk) => {
          said += String(chunk);
        });
      },
    });
    try {
      await until(() => said.includes("poll failed, 2 times in a row"));
      expect(child?.exitCode).toBeNull();
    } finally {
      child?.kill("SIGINT");
      await ended;
      await simulator.close();
    }
    expect((await ended).status).toBe(130);
    expect(said).not.toContain("wrong");
    const told = await status(cwd, { env });
    expect(told).toMatchObject({ running: false, lastPoll: { problem: expect.any(String) } });
    expect(told.acknowledgedUntil).toBe(told.begin);
  }, 90_000);
});
