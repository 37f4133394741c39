import { expect, it } from "vitest";
import type { Connection, Provider } from "../../src/model/provider.ts";
import { InconclusiveError } from "../../src/model/usage-error.ts";
import { files } from "../../src/providers/files/index.ts";
import { openScan } from "../../src/runner/open-scan.ts";

const source = files.source("files.ndjson");
const tenant = { name: "local", provider: "broken", config: {} };
const read = { key: "k", name: "d", source, tenant, parameters: {}, usedBy: [] };

it.each(["scan", "close"])(
  "a provider that throws in %s leaves the run undecided, and its words out",
  async (where) => {
    let closed = 0;
    const throwing = () => {
      throw new TypeError("token=SECRET");
    };
    const connection: Connection = {
      async *read() {
        yield* [];
        return { reasons: [], pages: 0, requests: 0, retries: 0 };
      },
      scan: where === "scan" ? throwing : () => undefined,
      async close() {
        closed++;
        if (where === "close") throwing();
      },
    };
    const broken: Provider = { ...files, name: "broken", connect: async () => connection };
    const host = {
      now: 0,
      root: "/",
      env: () => undefined,
      signal: new AbortController().signal,
      progress: () => undefined,
    };
    const error = await openScan(read, new Map([["broken", broken]]), host).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(InconclusiveError);
    expect(String(error)).toContain("Provider 'broken' failed while opening files.ndjson (TypeError)");
    expect(String(error)).not.toContain("SECRET");
    expect(closed).toBe(1);
  },
);
