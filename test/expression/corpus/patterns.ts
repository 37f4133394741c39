import { group } from "./hostile-case.ts";

const text = (unit: string, times: number, end = "!") => {
  const made = unit.repeat(times) + end;
  return () => ({ t: made });
};
const asked = (patterns: readonly string[], unit: string, times: number) =>
  patterns.map((pattern) => [`$contains(t, /${pattern}/)`, text(unit, times)] as const);

/** Patterns whose matching explodes in an engine that backtracks. */
const exploding = [
  ...[
    "^(a+)+$",
    "^(a*)*$",
    "^(a|a)*$",
    "^(a|aa)+$",
    "^(a?){30}a{30}$",
    "(a*)*b",
    "(a+a+)+b",
    "^(([a-z])+.)+[A-Z]",
  ],
  ...[
    "^(a|b|ab)*c$",
    "(.*)(.*)(.*)(.*)(.*)(.*)(.*)b",
    "a*a*a*a*a*a*b",
    "^(.*?,){11}P",
    "(x+x+)+y",
    "((a+)*)+$",
  ],
  ...[
    "^((a|a?)+)+$",
    "(a{1,100}){1,10}b",
    "^(?:a+)+$",
    "^(?:a+)+?$",
    "(?:(?:a*)*)*b",
    "^(a+)*[^a]",
    "(\\w+\\s?)*$x",
  ],
];

/** Patterns whose matching takes time with the square of the text or more. */
const slow = [
  ...[
    "([a-zA-Z0-9_.+-]+)@([a-zA-Z0-9-]+\\.[a-zA-Z0-9-.]+)",
    "\\s+$",
    "[a-z]+[.][a-z]+@",
    "a.*a.*a.*b",
    ".*,.*=.*;",
  ],
  ...["a{1000}b", "[a.]{999}c", "(a.){400}c", "\\d+\\.\\d+\\.\\d+$", "^.*(a.)+.*b$", "(?:[^b]*b)?[^c]*c"],
];

export const patterns = [
  ...group("exploding pattern", asked(exploding, "a", 40)),
  ...group("exploding pattern over a long text", asked(exploding, "a", 30_000)),
  ...group("slow pattern", asked(slow, "a.", 20_000)),
  ...group("refused pattern", [
    ...["(?=a)b", "(?!a)b", "(?<=a)b", "(?<!a)b", "(a)\\1", "(?<n>a)\\k<n>", "((a{1000}){1000}){1000}"].map(
      (pattern) => `$contains('a', /${pattern}/)`,
    ),
    `$contains('a', /${"a{1000}".repeat(500)}/)`,
    `$contains('a', /${"(a|".repeat(2_000)}a${")".repeat(2_000)}/)`,
    "$contains('a', /[/)",
    "$contains('a', /a**/)",
  ]),
  ...group("pattern in a function", [
    ["$match(t, /x*/)", text("a", 10)],
    ["$split(t, /x*/)", text("a", 10)],
    ["$replace(t, /x*/, 'b')", text("a", 10)],
    ["$count($match(t, /x*y|x/))", text("x", 50_000)],
    ["$count($split(t, /x*y|x/))", text("x", 50_000)],
    ["$length($replace(t, /x*y|x/, 'b'))", text("x", 50_000)],
    ["$length($replace(t, /(x*)y|x/, function($m){ $m.match & $m.match }))", text("x", 50_000)],
    ["$replace(t, /a/, function($m){ $ })", text("a", 10)],
    ["$length($replace(t, /a/, $pad('', 10000, 'x')))", text("a", 30_000)],
    ["$length($replace(t, /(a)/, '$1$1$1$1$1$1$1$1$1'))", text("a", 90_000)],
    [
      "$match(t, function($s){ {'match': 'a', 'start': 0, 'end': 1, 'groups': [], 'next': function(){ $m }} })",
      text("a", 5),
    ],
    [
      "($f := function($s){ {'match':'a','start':0,'end':0,'groups':[],'next':$f} }; $count($match(t, $f)))",
      text("a", 5),
    ],
    [
      "($f := function($s){ {'match':'a','start':0,'end':0,'groups':[],'next':$f} }; $replace(t, $f, 'xxxxxxxxxx'))",
      text("a", 5),
    ],
    ["$map([1..500], function($i){ $contains($$.t, /(a*)*b/) })", text("a", 5_000)],
  ]),
];
