import { group } from "./hostile-case.ts";

function nested(levels: number, wrap: (inner: unknown) => unknown): () => unknown {
  return () => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level++) value = wrap(value);
    return { deep: value };
  };
}

const objects = nested(5_000, (a) => ({ a }));
const arrays = nested(5_000, (a) => [a]);
const mixed = nested(3_000, (a) => [{ a }, a === 1 ? 2 : 3]);
const around = (open: string, close: string, times: number, middle = "1") =>
  open.repeat(times) + middle + close.repeat(times);

const questions = [
  ...[
    "deep",
    "$string(deep)",
    "deep.**",
    "$count(deep.**)",
    "deep & ''",
    "$clone(deep)",
    "deep = deep",
    "deep.*.*",
  ],
  ...[
    "[deep]",
    "{'a': deep}",
    "deep ~> |$|{'b': 1}|",
    "deep ~> |**|{'b': 1}|",
    "$distinct([deep, deep])",
    "deep in deep",
  ],
  ...[
    "deep.a.a.a",
    "$merge([deep, deep])",
    "$sort([deep, deep])",
    "{$string(deep): 1}",
    "$error($string(deep))",
    "deep[a]",
  ],
];

export const depth = [
  ...group(
    "deep objects",
    questions.map((source) => [source, objects] as const),
  ),
  ...group(
    "deep arrays",
    questions.map((source) => [source, arrays] as const),
  ),
  ...group(
    "deep mixture",
    ["deep", "deep.**", "$string(deep)", "deep.a", "deep = [deep]", "$clone(deep)"].map(
      (source) => [source, mixed] as const,
    ),
  ),
  ...group("deep expression", [
    around("(", ")", 2_000),
    around("(", ")", 100),
    around("[", "]", 8_000, ""),
    around("{'a':", "}", 2_500),
    around("-", "", 16_000),
    around("$not(", ")", 2_500),
    around("function(){", "}", 1_300),
    around("(function(){", "})()", 1_000),
    around("1 ? ", " : 2", 1_800),
    around("a[", "]", 4_000),
    around("$x := ", "", 2_600),
    around("a{'b': ", "}", 1_800),
    `1${" + 1".repeat(4_000)}`,
    `'a'${" & 'a'".repeat(2_600)}`,
    `true${" and true".repeat(1_700)}`,
    `a${".a".repeat(8_000)}`,
    `a${"[0]".repeat(5_000)}`,
    `a${".(b)".repeat(4_000)}`,
    `1${" ~> $string".repeat(1_400)}`,
    `a${".%".repeat(5_000)}`,
    `a${"[]".repeat(8_000)}`,
    `a${"^(a)".repeat(3_000)}`,
    `$map([1], ${around("function($x){$map([1], ", ")}", 500, "1")})`,
    `[${"1,".repeat(8_000)}1]`,
    `(${"1;".repeat(8_000)}1)`,
    `'${"x".repeat(20_000)}'`,
    "(".repeat(16_000),
    '"'.repeat(15_999),
    "/".repeat(15_999),
    "/*".repeat(8_000),
    "`".repeat(15_999),
    "|".repeat(15_999),
    "\\".repeat(16_000),
    "\u0000",
    "$".repeat(16_000),
    "*".repeat(16_000),
    "",
    " ",
  ]),
];
