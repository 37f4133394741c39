// Compares the expression engine with the jsonata library on made-up expressions and records, and says
// where they differ. Usage: npm run fuzz:expression -- [cases] [seed]
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { arbitraryCase, compare } from "../test/expression/engine/differential.ts";

const cases = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? Date.now() % 2_147_483_647);
const batch = 1_000;
let compared = 0;
let differences = 0;

for (let start = 0; start < cases; start += batch) {
  const numRuns = Math.min(batch, cases - start);
  for (const [source, input] of fc.sample(arbitraryCase, { numRuns, seed: seed + start })) {
    const { compiled, interpreted, library } = compare(source, input);
    if (library !== undefined) compared += 1;
    const agree = isDeepStrictEqual(compiled, interpreted);
    if (agree && (library === undefined || isDeepStrictEqual(compiled, library))) continue;
    differences += 1;
    console.log(JSON.stringify({ source, input, compiled, interpreted, library }));
  }
}
console.log(
  `seed ${seed}: ${cases} cases, ${compared} comparable with the library, ${differences} differences`,
);
process.exitCode = differences === 0 ? 0 : 1;
