import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { arbitraryCase, compare } from "./differential.ts";

it("compiled and interpreted, made-up expressions say what the library says", { timeout: 120_000 }, () => {
  let comparable = 0;
  fc.assert(
    fc.property(arbitraryCase, ([source, input]) => {
      const { compiled, interpreted, library } = compare(source, input);
      // Not by `toEqual`: the data has members called `constructor`.
      if (!isDeepStrictEqual(compiled, interpreted))
        throw new Error(JSON.stringify({ compiled, interpreted }));
      if (library === undefined) return;
      comparable += 1;
      if (!isDeepStrictEqual(compiled, library)) throw new Error(JSON.stringify({ compiled, library }));
    }),
    { numRuns: 1_000, seed: 20_261_121 },
  );
  expect(comparable).toBeGreaterThan(500);
});
