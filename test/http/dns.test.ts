import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { describe, expect, it } from "vitest";
import { ask, ca, secure } from "./https-server.ts";

type Answer = readonly LookupAddress[] | { readonly code: string } | "never";

const here: LookupAddress = { address: "127.0.0.1", family: 4 };
/** A port of this address is closed: connections to it are refused at once. */
const dead: LookupAddress = { address: "::1", family: 6 };

/** A resolver that gives these answers in turn, the last one for ever. */
function resolver(...answers: readonly Answer[]) {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, callback) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? "never";
    asked.push(hostname);
    if (answer === "never") return;
    if ("code" in answer) {
      const error = Object.assign(new Error(`${answer.code} ${hostname} CANARY`), { code: answer.code });
      setImmediate(() => callback(error, "", 4));
    } else if (options.all === true) setImmediate(() => callback(null, [...answer]));
    else setImmediate(() => callback(null, answer[0]?.address ?? "", answer[0]?.family ?? 4));
  };
  return { lookup, asked };
}

async function asking(...answers: readonly Answer[]) {
  const { port, seen } = await secure("good");
  const { lookup, asked } = resolver(...answers);
  const result = await ask(`https://api.example.test:${port}`, { ca, lookup });
  return { result, asked, seen };
}

describe("row 45: names", () => {
  it.each(["ENOTFOUND", "EAI_AGAIN", "ESERVFAIL"])("%s once is repeated", async (code) => {
    const { result, asked } = await asking({ code }, [here]);
    expect(result).toMatchObject({ ok: true, attempts: 2 });
    expect(asked).toEqual(["api.example.test", "api.example.test"]);
  });

  it.each(["ENOTFOUND", "EAI_AGAIN", "ESERVFAIL"])("%s for ever is said", async (code) => {
    const { result, seen } = await asking({ code });
    expect(result).toMatchObject({
      ok: false,
      reason: { code: "unreachable", message: expect.stringContaining(`connection failed (${code})`) },
    });
    expect(JSON.stringify(result)).not.toContain("CANARY");
    expect(seen).toEqual([]);
  });

  it("a resolver that does not answer is not waited for", async () => {
    const { result } = await asking("never");
    expect(result).toMatchObject({ ok: false, reason: { code: "unreachable" } });
  });

  it("an address that is dead is passed over for one that is not", async () => {
    const { result, seen } = await asking([dead, here]);
    expect(result).toMatchObject({ ok: true });
    expect(seen).toHaveLength(1);
  });

  it("only dead addresses are said", async () => {
    const { result } = await asking([dead]);
    expect(result).toMatchObject({ ok: false, reason: { code: "unreachable" } });
  });

  it("a name that leads to another machine gives nothing away: the certificate is not that of the name", async () => {
    const { port, seen } = await secure("other-host");
    const { lookup } = resolver([here]);
    const result = await ask(`https://api.example.test:${port}`, { ca, lookup });
    expect(result).toMatchObject({ ok: false, attempts: 1 });
    expect(seen).toEqual([]);
  });
});
