import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import type { Json } from "../../src/model/json.ts";
import type { Run } from "../../src/model/run.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/index.ts";
import type { Exchange } from "../../src/simulator/server/handle-api.ts";
import type { Manifest } from "../../src/snapshot/manifest.ts";
import { bylaw, type Ended, folderWith, type HowToRun, root } from "../scenarios/bylaw.ts";

export const now = "2026-11-01T09:00:00Z";
export const surfaces = ["platform", "guide"] as const;
export type Surface = (typeof surfaces)[number];

/** A request, and when it came. */
export interface Seen extends Exchange {
  /** Milliseconds on the monotonic clock. */
  readonly at: number;
}

/** One source as it was read. */
export interface Reading {
  readonly status: number | null;
  readonly stderr: string;
  readonly complete: boolean;
  /** Lines of the snapshot, as they are in its file. */
  readonly text: string;
  readonly records: readonly Readonly<Record<string, Json>>[];
  readonly exchanges: readonly Seen[];
}

/** A policy that reads one source, on its fourth line, and passes whatever is in it. */
function policyOver(source: string, parameters: string): string {
  return `bylaw: 1
policy: reading
data:
  read: { source: genesyscloud.${source}, with: ${parameters} }
rules:
  any: { check: expression, on: read, assert: "true", onEmpty: pass }
`;
}

/** A simulated organisation that the built command line reads over HTTP. */
export interface Org {
  readonly simulator: Simulator;
  /** Everything that was asked so far, login apart. */
  readonly exchanges: Seen[];
  /** A project folder with these files beside a bylaw.yaml that names the organisation. */
  project(api: Surface, files?: Readonly<Record<string, string>>): string;
  /** A copy of a folder of examples that reads the organisation. */
  example(name: string, api: Surface): string;
  /** Runs bylaw in a folder, at the organisation's present unless told otherwise; `false` is today. */
  run(
    cwd: string,
    args: readonly string[],
    how?: HowToRun & { readonly at?: string | false },
  ): Promise<Ended>;
  /** `check -f json`. */
  check(cwd: string, args?: readonly string[]): Promise<{ status: number | null; stderr: string; run: Run }>;
  /** Reads one source with these parameters (YAML, in one line) into a snapshot. */
  read(api: Surface, source: string, parameters: string): Promise<Reading>;
  /**
   * Reads that have to be refused before any request, each at its line and with these words; most of them in one go.
   */
  refused(
    api: Surface,
    source: string,
    cases: readonly (readonly [parameters: string, ...said: string[]])[],
  ): Promise<void>;
  /** What a run asked the organisation. */
  asked<T>(run: () => Promise<T>): Promise<{ readonly result: T; readonly exchanges: readonly Seen[] }>;
  /** Resources with a planted problem, sorted and each once. */
  planted(...kinds: readonly string[]): readonly string[];
}

/** Starts an organisation for the tests of a file; it ends with them. */
export async function startOrg(options: Partial<SimulatorOptions> = {}): Promise<Org> {
  const exchanges: Seen[] = [];
  const simulator = await startSimulator({
    seed: 7,
    size: "small",
    now: Date.parse(now),
    limits: { perMinute: 1e6, perMinuteOfOrganization: 1e6, guide: { requests: 1e6, seconds: 10 } },
    ...options,
    observe: (exchange) => exchanges.push({ ...exchange, at: performance.now() }),
  });
  afterAll(() => simulator.close());
  const { url, loginUrl, clientId, clientSecret } = simulator;
  const document = (api: Surface): string => `bylaw: 1
policies: [policies/*.policy.yaml]
tenants:
  org:
    provider: genesyscloud
    api: ${api}
    baseUrl: ${url}
    loginUrl: ${loginUrl}
    credentials: { clientId: { env: ORG_ID }, clientSecret: { env: ORG_SECRET } }
`;
  const run: Org["run"] = (cwd, args, { at = now, env, ...how } = {}) =>
    bylaw(at === false ? args : [...args, "--now", at], {
      cwd,
      env: { ORG_ID: clientId, ORG_SECRET: clientSecret, ...env },
      ...how,
    });
  const asked: Org["asked"] = async (doing) => {
    const before = exchanges.length;
    return { result: await doing(), exchanges: exchanges.slice(before) };
  };
  const project: Org["project"] = (api, files = {}) => folderWith({ "bylaw.yaml": document(api), ...files });
  const refused: Org["refused"] = async (api, source, cases) => {
    const before = exchanges.length;
    // What is wrong by the schema is said first, and what only an interval shows when nothing else is wrong.
    for (let left = cases; left.length > 0; ) {
      const reads = left.map(
        ([parameters], at) => `  d${at}: { source: genesyscloud.${source}, with: ${parameters} }\n`,
      );
      const rules = left.map((_, at) => `  r${at}: { check: expression, on: d${at}, assert: "true" }\n`);
      const policy = `bylaw: 1\npolicy: refused\ndata:\n${reads.join("")}rules:\n${rules.join("")}`;
      const cwd = project(api, { "policies/refused.policy.yaml": policy });
      const { status, stderr } = await run(cwd, ["snapshot", "data"]);
      expect({ status, stderr }).toMatchObject({ status: 2 });
      const told = stderr.split(/\n(?=error\[)/);
      const of = (at: number) =>
        told.filter((text) => text.includes(`refused.policy.yaml:${4 + at}:`)).join("\n");
      for (const [at, [, ...said]] of left.entries())
        for (const text of of(at) === "" ? [] : said) expect(of(at)).toContain(text);
      const later = left.filter((_, at) => of(at) === "");
      expect(later.length, stderr).toBeLessThan(left.length);
      left = later;
    }
    expect(exchanges.slice(before)).toEqual([]);
  };
  return {
    simulator,
    exchanges,
    asked,
    project,
    refused,
    async read(api, source, parameters) {
      const cwd = project(api, { "policies/reading.policy.yaml": policyOver(source, parameters) });
      const { result, exchanges: some } = await asked(() => run(cwd, ["snapshot", "data"]));
      const { status, stderr } = result;
      if (status === 2) return { status, stderr, complete: false, text: "", records: [], exchanges: some };
      const [file = ""] = readdirSync(join(cwd, "data")).filter((name) => name.endsWith(".ndjson"));
      const text = readFileSync(join(cwd, "data", file), "utf8");
      const lines = text.split("\n").filter((line) => line !== "");
      const manifest: Manifest = JSON.parse(readFileSync(join(cwd, "data/manifest.json"), "utf8"));
      const complete = manifest.datasets.every(({ ledger }) => ledger.reasons.length === 0);
      return {
        status,
        stderr,
        complete,
        text,
        records: lines.map((line) => JSON.parse(line)),
        exchanges: some,
      };
    },
    run,
    example(name, api) {
      const cwd = folderWith({});
      cpSync(join(root, "examples", name), cwd, { recursive: true });
      writeFileSync(join(cwd, "bylaw.yaml"), document(api));
      return cwd;
    },
    async check(cwd, args = []) {
      const file = join(cwd, "run.json");
      const { status, stderr } = await run(cwd, ["check", ...args, "-f", `json=${file}`]);
      return { status, stderr, run: JSON.parse(readFileSync(file, "utf8")) };
    },
    planted: (...kinds) => {
      const found = simulator.truth.filter(({ kind }) => kinds.includes(kind));
      return [...new Set(found.map(({ resource }) => resource.id))].sort();
    },
  };
}

/** Lines of all NDJSON files below a folder. */
export function linesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ndjson"))
    .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8").trimEnd().split("\n"));
}
