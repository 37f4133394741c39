import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FaultAction } from "../../src/simulator/index.ts";
import { now, type Org, type Reading, type Surface, startOrg, surfaces } from "./org.ts";

const org = await startOrg();
const logs = "flow_execution_logs";
const queryPath = (api: Surface): string =>
  api === "platform" ? "/api/v2/flows/instances/query" : "/api/v2/flows/execution-logs/query";

/** An organisation whose first, or other, page of a query goes wrong. */
const faulty = (api: Surface, action: FaultAction, nth: number | readonly number[] = 1): Promise<Org> =>
  startOrg({ faults: [{ path: `${queryPath(api)}$`, nth, action }] });

/** Intervals that were asked for, in hours before now. */
function hoursAsked(api: Surface, bodies: readonly unknown[]): number[][] {
  const ago = (text: unknown) => (Date.parse(now) - Date.parse(String(text))) / 3_600_000;
  return bodies.map((body) => {
    const { startTime, endTime, query } = Object(body);
    return api === "guide"
      ? [ago(startTime), ago(endTime)]
      : query[0].and.map(({ value }: { value: string }) => ago(value));
  });
}

/** Reads two hours while the server times out as often as it is asked for all of them; the waiting takes a while. */
async function readSlow(api: Surface): Promise<Reading> {
  const timeOut: FaultAction = { kind: "status", status: 504, headers: { "Retry-After": "0" } };
  return (await faulty(api, timeOut, [1, 2, 3, 4, 5])).read(api, logs, "{ last: PT2H }");
}
const slow = { platform: readSlow("platform"), guide: readSlow("guide") };

describe.each(surfaces)("S0 flow execution logs, %s", (api) => {
  it("0.1 are queried by run, level in any case and interval; what is wrong is refused at its line", async () => {
    const { records: all } = await org.read(api, logs, "{ last: PT2H, levels: [info, Error] }");
    expect(new Set(all.map(({ logLevel }) => logLevel))).toEqual(new Set(["INFO", "ERROR"]));
    const run = all.find(({ logLevel }) => logLevel === "ERROR")?.["flowRunId"];
    const one = await org.read(api, logs, `{ last: PT2H, levels: [info, error], flowRunId: ${run} }`);
    expect(one.records).toEqual(all.filter(({ flowRunId }) => flowRunId === run));
    expect(
      hoursAsked(
        api,
        one.exchanges.filter(({ path }) => path === queryPath(api)).map(({ request }) => request),
      ),
    ).toEqual([[2, 0]]);
    await org.refused(api, logs, [
      ["{ last: PT2H, levels: [error, Verbose] }", "ERROR, WARN, INFO or DEBUG", '"Verbose"'],
      ["{ from: 2026-11-01T08:00:00Z, to: 2026-11-01T07:00:00Z }", "inverted"],
      [
        `{ last: ${api === "guide" ? "P366D" : "P11D"} }`,
        `is kept for ${api === "guide" ? "P365D" : "P10D"}`,
      ],
      ["{ last: PT2H, pageSize: 1001 }", "expected: at most 1000"],
      ["{ levels: [error] }", "an interval is required"],
    ]);
  });

  it("0.2 are read as the surface has them, to the last page, with the variables of each row", async () => {
    const whole = await org.read(api, logs, "{ last: PT2H, levels: [warn, error] }");
    const size = whole.records.length;
    expect(size).toBeGreaterThan(40);
    for (const field of ["customerEmail", "paymentToken", "ssn", "nodeId", "message"])
      expect(whole.records.some((record) => field in record)).toBe(true);
    const paths = new Set(whole.exchanges.map(({ method, path }) => `${method} ${path}`));
    if (api === "platform") {
      const job = "/api/v2/flows/instances/jobs";
      const needed = [`POST ${queryPath(api)}`, `POST ${job}`, `GET ${job}/{jobId}`];
      expect([...paths]).toEqual(expect.arrayContaining(needed));
      expect(whole.exchanges.some(({ surface }) => surface === "open")).toBe(true);
      return;
    }
    expect([...paths].filter((path) => path.includes("flows/"))).toEqual([`POST ${queryPath(api)}`]);
    const pages = async (pageSize: number) => {
      const read = await org.read(api, logs, `{ last: PT2H, levels: [warn, error], pageSize: ${pageSize} }`);
      expect(read.records).toEqual(whole.records);
      return read.exchanges.flatMap(({ request }) => (request === null ? [] : [Object(request)]));
    };
    const asked = await pages(Math.ceil(size / 2) + 1);
    const query = { startTime: "2026-11-01T07:00:00.000Z", endTime: "2026-11-01T09:00:00.000Z" };
    const order = { logLevel: ["WARN", "ERROR"], orderBy: "timestamp", sortOrder: "ascending" };
    expect(asked).toMatchObject(
      [1, 2].map((pageNumber) => ({ ...query, ...order, size: Math.ceil(size / 2) + 1, pageNumber })),
    );
    // A page that is full and the last one, too: the total says so.
    expect((await pages(size)).length).toBe(1);
  });

  it("0.3 come in the same order each time; a malformed page is missing data, never the end", async () => {
    const [first, again] = await Promise.all(
      [1, 2].map(() => org.read(api, logs, "{ last: PT1H, chunk: PT15M }")),
    );
    expect(again?.text).toBe(first?.text);
    // Whatever order the API gives them in.
    const pages = first?.exchanges.filter(({ path }) => path === queryPath(api)) ?? [];
    const [list] = pages.map(({ response }) => Object(response).entities).filter((each) => each?.length > 1);
    const nth = 1 + pages.findIndex(({ response }) => Object(response).entities === list);
    const value = list.toReversed();
    const turned = await faulty(api, { kind: "set-field", pointer: "/entities", value }, nth);
    const other = await turned.read(api, logs, "{ last: PT1H, chunk: PT15M }");
    expect(other).toMatchObject({ status: 0, complete: true, text: first?.text });
    const times = other.records.map(({ timestamp, id }) => `${timestamp} ${id}`);
    expect(times).toEqual(times.toSorted());
    for (const action of [
      { kind: "drop-field", pointer: "/entities" },
      { kind: "set-field", pointer: "/entities", value: "none" },
      { kind: "html" },
    ] as const) {
      const broken = await (await faulty(api, action, [2, 3, 4, 5, 6, 7])).read(
        api,
        logs,
        "{ last: PT1H, chunk: PT15M }",
      );
      expect({ action, status: broken.status, complete: broken.complete }).toEqual({
        action,
        status: 3,
        complete: false,
      });
      expect(broken.records.length).toBeLessThan(first?.records.length ?? 0);
    }
  });

  it("0.4 are asked for in pieces on request, and after a server's time-out by themselves", async () => {
    const pieces = ({ status, complete, records, exchanges }: Reading) => {
      expect({ status, complete }).toEqual({ status: 0, complete: true });
      const queries = exchanges.filter(({ path }) => path === queryPath(api));
      return {
        ids: records.map(({ id }) => id).sort(),
        hours: hoursAsked(
          api,
          queries.map(({ request }) => request),
        ),
      };
    };
    const { ids } = pieces(await org.read(api, logs, "{ last: PT2H }"));
    const hours = [
      [2, 1],
      [1, 0],
    ];
    expect(pieces(await org.read(api, logs, "{ last: PT2H, chunk: PT1H }"))).toEqual({ ids, hours });
    expect(pieces(await slow[api])).toEqual({ ids, hours });
  });

  it("0.5 are judged row by row: fields, times, retention, whole markers, and PII where nobody looked", async () => {
    const cwd = org.example("flow-logs", api);
    const { run } = await org.check(cwd, ["--var", "log_window=P9DT23H"]);
    const failed = (rule: string) =>
      [
        ...new Set(
          run.findings
            .filter((each) => each.rule === `flow-logs/${rule}` && each.status === "fail")
            .map(({ resource }) => resource.id),
        ),
      ].sort();
    expect(failed("logs-redacted")).toEqual(org.planted("unredacted-field"));
    expect(failed("logs-expire")).toEqual(org.planted("retention-exceeded"));
    expect(failed("logs-complete")).toEqual(org.planted("missing-node-id"));
    expect(failed("log-text-has-no-pii")).toEqual(org.planted("pii-in-message"));
    expect(failed("times-strict")).toEqual([]);
    expect(failed("unlisted-fields-have-no-pii")).toEqual([]);
    const partly = org.simulator.truth.find(({ detail }) => detail["style"] === "partial");
    expect(failed("logs-redacted")).toContain(partly?.resource.id);
  });
});

describe("S0 rows that the API should not have sent", () => {
  it("0.5 a time without zone, a missing field and PII in a field that nobody named are found", async () => {
    const row = {
      id: "1",
      flowRunId: "r",
      nodeId: "n",
      logLevel: "INFO",
      message: "fine",
      timestamp: "2026-11-01T08:00:00Z",
    };
    const rows = [
      { ...row, timestamp: "2026-11-01 08:00:00" },
      { ...row, id: "2", message: undefined },
      { ...row, id: "3", callerNote: "my card is 4111 1111 1111 1111" },
      { ...row, id: "4", ssn: "" },
      { ...row, id: "5", paymentToken: "4111***1111" },
      { ...row, id: "6", paymentToken: "***", customerEmail: "[REDACTED]", ssn: "*****" },
    ];
    const cwd = org.example("flow-logs", "platform");
    writeFileSync(join(cwd, "rows.ndjson"), rows.map((each) => JSON.stringify(each)).join("\n"));
    const policy = join(cwd, "policies/flow-logs.policy.yaml");
    const data = "data: { logs: { source: files.ndjson, with: { path: rows.ndjson, id: id } } }\nrules:\n";
    writeFileSync(policy, readFileSync(policy, "utf8").replace("rules:\n", data));
    const { status, run } = await org.check(cwd);
    expect(status).toBe(1);
    const found = run.findings
      .filter(({ status: each }) => each !== "not-applicable")
      .map(({ rule, status: each, resource }) => `${rule.slice(10)} ${each} ${resource.id}`);
    expect(found.sort()).toEqual([
      "log-text-has-no-pii error 2",
      "logs-complete fail 2",
      "logs-expire error 1",
      "logs-redacted fail 5",
      "times-strict fail 1",
      "unlisted-fields-have-no-pii fail 3",
    ]);
    expect(JSON.stringify(run)).not.toContain("4111 1111");
  });
});
