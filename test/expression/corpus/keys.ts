import { group } from "./hostile-case.ts";

const from = (json: string) => () => JSON.parse(json) as unknown;
const prototype = from(
  '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "a": 1}',
);
const marked = from(
  '{"f": [{"_jsonata_lambda": true, "id": 1}, {"_jsonata_function": true, "id": 2}, {"id": 3}]}',
);
const flagged = from(
  '{"f": {"sequence": true, "keepSingleton": true, "outerWrapper": true, "tupleStream": true, "cons": true, "length": 5}}',
);
const odd = from(
  '{"": 1, "@": 2, "$": 3, "%": 4, "toJSON": 5, "then": 6, "valueOf": 7, "toString": 8, "length": 9}',
);

export const keys = [
  ...group("the way out", [
    ...[
      "$sum.constructor",
      "(function(){1}).constructor",
      "$lookup($sum, 'constructor')",
      "$sum.*",
      "$sum.**",
      "$keys($sum)",
    ],
    ...[
      "($f := function(){1}; $f.environment)",
      "($f := function(){1}; $f.**)",
      "$spread($sum)",
      "$string($sum)",
      "$sum",
    ],
    ...[
      "($r := /a/; $r('aXa'))",
      "$sum.constructor('return process')()",
      "''.constructor",
      "[].constructor",
      "$type.name",
    ],
    ...[
      "$eval('1')",
      "($e := $eval; $e('1'))",
      "$map(['1'], $eval)",
      "'1' ~> $eval",
      "$random()",
      "$$.process",
      "$process",
    ],
    ...[
      "$globalThis",
      "this",
      "import('fs')",
      "require('fs')",
      "$map([1], $sum)",
      "$merge([$sum])",
      "{'a': $sum}",
      "[$sum]",
    ],
    ...[
      "$each($sum, function($v){ $v })",
      "$sift($sum, function($v){ $v })",
      "$sum = $sum",
      "$sum in [$sum]",
      "$sum[0]",
    ],
    ...[
      "$clone($sum)",
      "$error($sum)",
      "$assert($sum, 'a')",
      "$sum & ''",
      "$boolean($sum)",
      "$exists($sum)",
      "$not($sum)",
    ],
  ]),
  ...group("prototype", [
    ...[
      "$",
      "__proto__",
      "constructor.prototype",
      "$.__proto__.polluted",
      "**",
      "*",
      "$keys($)",
      "$spread($)",
    ].map((source) => [source, prototype] as const),
    ...[
      "$merge([$, $])",
      "$clone($)",
      "$string($)",
      "$ ~> |$|{'b': 1}|",
      "$each($, function($v, $k){ $k })",
    ].map((source) => [source, prototype] as const),
    ...["$sift($, function($v){ true })", "{'__proto__': 1}", "{'__proto__': {'polluted': 1}}.polluted"].map(
      (source) => [source, prototype] as const,
    ),
    "({}).toString",
    "({}).hasOwnProperty('a')",
    "$lookup({}, '__proto__')",
    "$lookup({'a': 1}, 'constructor')",
    "[{'k': '__proto__', 'v': {'polluted': 1}}]{k: v}",
    "$ ~> |$|{'constructor': {'prototype': {'polluted': 1}}}|",
    "$merge([{'__proto__': {'polluted': 1}}])",
  ]),
  ...group("marks of the library", [
    ...[
      "f.id",
      "f[id > 0].id",
      "f.**",
      "$count(f)",
      "f[0]",
      "f[0]()",
      "$map(f, f[0])",
      "$string(f)",
      "f ~> f[0]",
    ].map((source) => [source, marked] as const),
    ...[
      "f",
      "f.length",
      "$count(f)",
      "f[0]",
      "[f]",
      "f.sequence",
      "$keys(f)",
      "f.*",
      "f{'a': 1}",
      "f^(length)",
    ].map((source) => [source, flagged] as const),
    ...[
      "$",
      "``",
      "`@`",
      "`$`",
      "`%`",
      "toJSON",
      "then",
      "valueOf",
      "length",
      "$string($)",
      "$ & ''",
      "*",
    ].map((source) => [source, odd] as const),
  ]),
];
