import fc from "fast-check";
import { expect, it } from "vitest";
import { deliverInParts } from "../../src/sinks/delivery/deliver-in-parts.ts";
import { delivery } from "./lend.ts";

const runs = { seed: 20_260_331, numRuns: 300 };

it("finds exactly what is not wanted, whatever the receiver tells of it", async () => {
  const marks = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
  const ways = fc.constantFrom("nothing", "the first", "all") as fc.Arbitrary<
    "nothing" | "the first" | "all"
  >;
  await fc.assert(
    fc.asyncProperty(marks, ways, fc.integer({ min: 1, max: 50 }), async (bad, told, size) => {
      const batch = bad.map((_, n) => delivery(String(n)));
      const taken: number[] = [];
      const send = async (part: readonly { id: string }[]) => {
        const numbers = part.map(({ id }) => Number(id));
        const places = numbers.flatMap((n, index) => (bad[n] === true ? [{ index, reason: "bad" }] : []));
        const [first] = places;
        if (first !== undefined && told === "nothing") return { part: "refused", reason: "bad" } as const;
        if (first !== undefined && told === "the first") return { part: "refused", ...first } as const;
        taken.push(...numbers.filter((n) => bad[n] !== true));
        return { part: "accepted", rejected: places } as const;
      };
      const outcome = await deliverInParts(batch, send, size);
      const wanted = bad.flatMap((isBad, n) => (isBad ? [] : [n]));
      expect(taken).toEqual(wanted);
      if (wanted.length === 0 && bad.length > 1) expect(outcome).toMatchObject({ ok: false, lasting: true });
      else {
        const rejected = bad.flatMap((isBad, index) => (isBad ? [{ index, reason: "bad" }] : []));
        expect(outcome).toEqual({ ok: true, rejected });
      }
    }),
    runs,
  );
});

it("ends with the first failure", async () => {
  const outcome = { ok: false, problem: "down", lasting: false } as const;
  let sent = 0;
  const send = async () =>
    ++sent === 2 ? ({ part: "failed", outcome } as const) : ({ part: "accepted" } as const);
  expect(await deliverInParts([delivery("a"), delivery("b"), delivery("c")], send, 1)).toEqual(outcome);
  expect(sent).toBe(2);
});

it("sends nothing of an empty batch", async () => {
  expect(await deliverInParts([], async () => ({ part: "refused", reason: "" }))).toEqual({
    ok: true,
    rejected: [],
  });
});
