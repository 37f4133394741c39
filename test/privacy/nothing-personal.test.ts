import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import type { Simulator } from "../../src/simulator/index.ts";
import type { Fault } from "../../src/simulator/server/faults.ts";
import { bylaw, type Ended } from "../scenarios/bylaw.ts";
import { type HttpReceiver, httpReceiver } from "../sinks/receivers/http-receiver.ts";
import { type Leak, leakFinder } from "./find-leaks.ts";
import { credentials, personal, persons, secrets } from "./planted.ts";
import { now, plantedEnvironment, plantedOrg, plantedProject } from "./planted-project.ts";

/** What a user asked to be kept as it was served; docs/privacy.md lists the same. */
const raw =
  /^(?:snap\/(?:\d+-.*\.ndjson|journal\.bin)|kept|kept\.db.*|\.bylaw\/collectors\/failing\.db.*|.*\.dead-letters\.ndjson|node_modules\/.*)(?:\/.*)?$/;

interface World {
  readonly org: Simulator;
  readonly receiver: HttpReceiver;
  readonly cwd: string;
  readonly temporary: string;
  run(args: readonly string[], killAfter?: number): Promise<Ended>;
}

/** A receiver whose refusals hold everything that it was sent. */
async function echoing(copies: { refused: boolean }): Promise<HttpReceiver> {
  return httpReceiver(({ path, headers, bytes }) => {
    if (path.startsWith("/hooks/")) return { status: copies.refused ? 500 : 204, body: bytes.toString() };
    if (path === "/") return { status: 200, body: {} };
    const echo = { ...headers, ...persons[0], bytes: bytes.toString() };
    return { status: 403, body: { code: persons[0]?.bankAccount, message: JSON.stringify(echo), ...echo } };
  });
}

/** What makes Node and packages say what they do. */
const talkative = {
  DEBUG: "*",
  NODE_DEBUG: "undici",
  // Code that was compiled once need not be compiled again in each temporary folder.
  NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
};

async function world(
  faults: readonly Fault[] = [],
  copies = { refused: false },
  talk: Readonly<Record<string, string>> = talkative,
): Promise<World> {
  const org = await plantedOrg(faults);
  onTestFinished(() => org.close());
  const receiver = await echoing(copies);
  const cwd = plantedProject(org, receiver.origin);
  const temporary = join(cwd, "temporary");
  mkdirSync(temporary);
  const env = { ...plantedEnvironment(org, receiver.origin), TMPDIR: temporary, ...talk };
  const run = (args: readonly string[], killAfter?: number): Promise<Ended> =>
    bylaw([...args, "--now", now], {
      cwd,
      env,
      ...(killAfter === undefined
        ? {}
        : {
            meddle: async (child) => {
              await setTimeout(killAfter);
              child.kill("SIGKILL");
            },
          }),
    });
  return { org, receiver, cwd, temporary, run };
}

let searched = 0;
afterAll(() => {
  // Nothing found in nothing would prove nothing.
  expect(searched).toBeGreaterThan(1_000_000);
});

/** Searches what commands printed, what they wrote but for raw records, and what was copied elsewhere. */
function leaksOf({ org, cwd, receiver }: World, ended: readonly Ended[]): readonly Leak[] {
  const find = leakFinder([...personal, ...credentials, { name: "CLIENT_SECRET", value: org.clientSecret }]);
  const look = (place: string, content: Uint8Array): readonly Leak[] => {
    searched += content.byteLength;
    return find(place, content);
  };
  const printed = ended.flatMap(({ stdout, stderr }, number) => [
    ...look(`stdout of ${number}`, Buffer.from(stdout)),
    ...look(`stderr of ${number}`, Buffer.from(stderr)),
  ]);
  const files = readdirSync(cwd, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(cwd, join(entry.parentPath, entry.name)))
    .filter((path) => !raw.test(path));
  const written = files.flatMap((path) => look(path, readFileSync(join(cwd, path))));
  const copied = receiver.seen
    .filter(({ path }) => path.startsWith("/hooks/"))
    .flatMap(({ bytes }) => look("a copy of the audit log", bytes));
  return [...printed, ...written, ...copied];
}

const reports = [
  "table",
  "json=run.json",
  "junit=run.xml",
  "junit:profile=gitlab=gitlab.xml",
  "sarif=run.sarif",
  "sarif:profile=full=full.sarif",
  "github=github.txt",
  "markdown=run.md",
].flatMap((format) => ["-f", format]);

describe("nothing personal and no credential is said", () => {
  it("by a check, in any report, with any engine", async () => {
    const here = await world();
    const ended = [
      await here.run(["check", "--tenant", "org", "--include-pass", ...reports]),
      await here.run(["check", "--tenant", "org", "--engine", "reference", "-f", "json=again.json"]),
      await bylaw(["show", "run.json", "-f", "markdown"], { cwd: here.cwd }),
      await here.run(["plan"]),
      await here.run(["doctor", "--tenant", "org"]),
    ];
    expect(ended[0]).toMatchObject({ status: 1 });
    const { findings, diagnostics } = JSON.parse(readFileSync(join(here.cwd, "run.json"), "utf8"));
    expect(findings.length).toBeGreaterThan(500);
    expect(diagnostics).toBeDefined();
    expect(leaksOf(here, ended)).toEqual([]);
  });

  it.each<[string, readonly Fault[]]>([
    [
      "answers with an error that repeats everything",
      [
        {
          path: "query$",
          action: { kind: "status", status: 400, body: JSON.parse(JSON.stringify(persons)) },
        },
      ],
    ],
    ["is cut", [{ path: "query$", action: { kind: "truncate", bytes: 9_000, close: true } }]],
    ["is malformed", [{ path: "query$", action: { kind: "malformed" } }]],
    ["is no JSON", [{ path: "query$", action: { kind: "body", text: JSON.stringify(persons).slice(9) } }]],
    [
      "has no list",
      [{ path: "query$", action: { kind: "set-field", pointer: "/entities", value: { ...persons[0] } } }],
    ],
    [
      "leads elsewhere",
      [{ path: "query$", action: { kind: "redirect", location: `https://x.example/?${persons[0]?.ssn}` } }],
    ],
    [
      "refuses the login",
      [
        {
          path: "oauth/token$",
          action: { kind: "status", status: 401, body: { error: persons[0]?.customerEmail ?? "" } },
        },
      ],
    ],
  ])("when the other side %s", async (_, faults) => {
    const here = await world(faults, undefined, {});
    const ended = [
      await here.run(["check", "--tenant", "org", "-f", "json=run.json", "--max-requests", "8"]),
      await here.run(["collect", "working.collector.yaml", "--once"]),
    ];
    for (const { status } of ended) expect([1, 3]).toContain(status);
    expect(leaksOf(here, ended)).toEqual([]);
  });

  it("by a plug-in that throws what it sees, or a killed process", async () => {
    const here = await world();
    const ended = [
      await here.run(["check", "--tenant", "org", "--target", "leaks/broken", "--target", "leaks/found"]),
      await here.run(["check", "--tenant", "org", "-f", "leaking"]),
      await here.run(["check", "--tenant", "bearer", "rest.policy.yaml"]),
      await here.run(["check", "--tenant", "basic", "rest.policy.yaml"]),
      await here.run(["check", "--tenant", "keyed", "rest.policy.yaml"]),
    ];
    expect(ended.map(({ status }) => status)).toEqual([1, 1, 3, 3, 3]);
    for (const after of [300, 550]) {
      ended.push(await here.run(["snapshot", "snap", "--tenant", "org"], after));
      ended.push(await here.run(["check", "--tenant", "org", "-f", "json=run.json"], after));
    }
    expect(leaksOf(here, ended)).toEqual([]);
  });

  it("by snapshots and exports, but for the records that they keep", async () => {
    const copies = { refused: true };
    const here = await world([], copies);
    const interval = ["--from", "2026-11-01T00:00:00Z", "--to", now, "--tenant", "org"];
    const to = (target: string) =>
      here.run(["export", "genesyscloud.flow_execution_logs", ...interval, "--to", target]);
    const first = await here.run(["snapshot", "snap", "--tenant", "org"]);
    copies.refused = false;
    const ended = [
      first,
      await here.run(["check", "--snapshot", "snap", "--tenant", "org", "-f", "json=run.json"]),
      await to("sqlite:kept.db"),
      await to("ndjson:kept"),
      await to(`postgres://me:${secrets["PG_PASSWORD"]}@127.0.0.1:9/db?tls=off&timeout=PT1S`),
      await to(`postgres://me:${secrets["PG_PASSWORD"]}@127.0.0.1:9/db?nonsense=${secrets["PG_PASSWORD"]}`),
      await to(`nowhere:${secrets["PG_PASSWORD"]}`),
      await to(`s3:${here.receiver.origin}/${secrets["AWS_ACCESS_KEY_ID"]}`),
    ];
    // The copies of the audit log were refused at first, so that nothing might pass.
    expect(ended.slice(0, 4).map(({ status }) => status)).toEqual([3, 1, 0, 0]);
    expect(readFileSync(join(here.cwd, "kept.db")).includes(persons[0]?.customerEmail ?? "")).toBe(true);
    expect(leaksOf(here, ended)).toEqual([]);
  });

  it("by a collector whose sinks work or fail, and not by its state once all is delivered", async () => {
    const here = await world();
    const working = ["collect", "working.collector.yaml", "--once", "--json"];
    const ended = [
      await here.run([...working, "--from", "2026-11-01T07:00:00Z", "--metrics-file", "metrics.txt"]),
      await here.run(["collect", "failing.collector.yaml", "--once", "--from", "2026-11-01T07:00:00Z"]),
      await here.run(["collect", "failing.collector.yaml", "--once", "--json"], 700),
    ];
    expect(ended.slice(0, 2).map(({ status }) => status)).toEqual([0, 3]);
    const status = await bylaw(["collect", "failing.collector.yaml", "--status"], { cwd: here.cwd });
    expect(JSON.parse(ended[0]?.stdout ?? "").counts.events).toBe(persons.length);
    expect(readFileSync(join(here.cwd, ".bylaw/collectors/working.db")).byteLength).toBeGreaterThan(4_096);
    expect(leaksOf(here, [...ended, status])).toEqual([]);
  });
});
