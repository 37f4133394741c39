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

// The library hands the call that a lambda ends with to the predicates behind it before it is made.
it.each([
  "($g := function(){[1, 2, 3]}; $f := function(){($g())[0]}; $f())",
  "($g := function(){[1, 2, 3]}; $f := function(){($g())[$ > 1]}; $f())",
  "($g := function(){$error('x')}; $f := function(){($g())[false]}; $f())",
  "($f := function(){($append($sort([{}, {}]), 1))[false]}; $f())",
  "($f := function(){($append($sort([{}, {}]), 1))[true]}; $f())",
  "($f := function(){($append($sort([{}, {}]), 1))[false]} ~> $count; $f(1))",
  "($f := function($b){($b ? $append($sort([{}, {}]), 1) : $sum(['a']))[false]}; [$f(true), $f(false)])",
  "($f := function($n){($n = 0 ? 'end' : $f($n - 1))[0]}; $f(200))",
  "($f := function($n){(($n = 0 ? 'end' : $f($n - 1))[0])[0]}; $f(200))",
  "($f := function(){($sum([1, 2])){ 'a': $ }}; $f())",
  "($f := function(){($sum([1, 2]))[]}; $f())",
])("predicates behind the last call of a lambda: %s", (source) => {
  const { compiled, interpreted, library } = compare(source, {});
  expect(library).toBeDefined();
  expect(compiled).toEqual(library);
  expect(interpreted).toEqual(library);
});
