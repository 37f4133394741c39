import { group } from "./hostile-case.ts";

/** `step` thirty times over, each time of what the last one made. */
function grown(start: string, step: string, end = "$x", times = 30): string {
  const again = Array.from({ length: times }, () => `$x := ${step}; `).join("");
  return `($x := ${start}; ${again}${end})`;
}

const objects = (end: string) => grown("1", "{'a': $x, 'b': $x}", end);
const long = () => ({
  long: "x".repeat(1_000_000),
  list: Array.from({ length: 3_000 }, (_, id) => ({ id })),
});

export const growth = [
  ...group("doubling", [
    ...[grown("'a'", "$x & $x"), grown("'a'", "$join([$x, $x])"), grown("[1]", "$append($x, $x)")],
    ...[grown("[1]", "[$x, $x]"), grown("1", "[[$x], [$x]]"), grown("[1]", "$zip($x, $x)", "$string($x)")],
    ...[grown("{'a': 1}", "$merge([{'a': $x}, {'b': $x}])"), grown("[1]", "$map([1, 2], function(){ $x })")],
    ...[objects("$x"), objects("$string($x)"), objects("$x & ''"), objects("$length($string($x))")],
    ...[
      objects("$clone($x)"),
      objects("$x ~> |$|{'c': 1}|"),
      objects("$x ~> |**|{'c': 1}|"),
      objects("$x.**"),
    ],
    ...[
      objects("$count($x.**)"),
      objects("$keys($x)"),
      objects("{$x: 1}"),
      objects("$x = $x"),
      objects("$x in [$x]"),
    ],
    ...[objects("$distinct([$x, $x])"), objects("$error($x)"), objects("$assert(false, $string($x))")],
    grown("1", "{'a': $x, 'b': $x}", "(($y := $x; $y) = $x)"),
    grown("'a'", "$replace($x, 'a', 'aa')"),
    grown("'a'", "$replace($x, /a/, 'aa')"),
    grown("'aaaa'", "$encodeUrlComponent('%' & $x)", "$x", 60),
    grown("'aaaa'", "$base64encode($x)", "$x", 60),
    grown("'a'", "$string([$x, $x])"),
    grown("1e300", "$x * $x"),
    grown("2", "$power($x, 2)"),
    "$reduce([1..60], function($a){ $a & $a }, 'ab')",
    "$reduce([1..60], function($a){ $append($a, $a) }, [1, 2])",
  ]),
  ...group("padding", [
    ...["$pad('a', 2e9)", "$pad('a', 5e8)", "$pad('a', -5e8)", "$pad('a', 1e300)", "$pad('a', 1e7 + 1)"],
    ...["'a' ~> $pad(5e8)", "$map(['a'], function($s){ $pad($s, 5e8) })", "($p := $pad(?, 5e8); $p('a'))"],
    ...[
      "$pad('', 1e7, 'ab') & 'c'",
      "$length($pad('a', 9e6)) & ''",
      "$join($map([1..2000], function(){ $pad('a', 9000) }))",
    ],
    ["$pad('a', 1000000, long)", long],
    ["$pad('a', 100000000, long)", long],
    ["$join($map([1..50], function(){ $$.long }))", long],
    ["$replace($substring(long, 0, 1000), 'x', long)", long],
    ["$formatNumber(1, long)", long],
    ["$substring(long, -1e300, 1e300) = long", long],
    ["$uppercase(long & long & long & long & long & long & long & long & long & long & 'x')", long],
  ]),
  ...group("many", [
    ...[
      "[1..1e7]",
      "[1..1e15]",
      "[-1e15..1e15]",
      "[1..10000].([1..10000])",
      "[1..100000]",
      "$sum([1..100000])",
    ],
    ...[
      "[1..300].([1..300].([1..300]))",
      "$count([1..1000].[1..1000])",
      "[1..99999][$$]",
      "$shuffle([1..10])",
    ],
    ...[
      "$sort([1..60000], function($l, $r){ $l < $r })[0]",
      "$distinct([1..60000])[0]",
      "$reverse([1..99999])[0]",
    ],
    ...[
      "[1..5000][$ in [1..5000]][0]",
      "[1..3000][$count([1..$]) > 0][0]",
      "$zip([1..99999], [1..99999])[0]",
    ],
    ...["[[1..99999], [1..99999]]", "$spread({'a': [1..99999]})", "$map([1..99999], $string)[0]"],
    ["list@$a.list@$b.list@$c[$a.id = $b.id]", long],
    ["list[$count($$.list[id = 1]) > 5]", long],
    ["list[id in $$.list.id].id[0]", long],
    ["list[$not(id in $$.list[id in $$.list.id].id)]", long],
    ["list^(id, >id, -id)[0]", long],
    ["list{$string(id): $$.list}", long],
    ["$reduce(list, function($a, $b){ $append($a, $$.list) })", long],
  ]),
  ...group("recursion", [
    "($f := function($n){ $f($n + 1) }; $f(1))",
    "($f := function($n){ 1 + $f($n) }; $f(1))",
    "($a := function(){ 1 + $b() }; $b := function(){ 1 + $a() }; $a())",
    "($a := function(){ $b() }; $b := function(){ $a() }; $a())",
    "($f := function($n){ $n ? $f($n) : 1 }; $f(true))",
    "($f := function($g){ $g($g) }; $f($f))",
    "($f := function($n){ [$f($n)] }; $f(1))",
    "($f := function($n){ {'a': $f($n)} }; $f(1))",
    "($f := function($n){ $map([1, 2], $f) }; $f(1))",
    "($f := function($n){ $n.$f($n) }; $f(1))",
    "($f := function($n){ $n[$f($n)] }; $f(1))",
    "($f := function($n){ $n ~> $f }; $f(1))",
    "($f := function($n){ $sort([1, 2], $f) }; $f(1))",
    "($f := function($n){ $replace('a', /a/, $f) }; $f(1))",
    "($f := function($a, $b){ $reduce([1, 2], $f) }; $f(1, 2))",
    "($f := function($n){ $n < 2 ? 1 : $f($n - 1) + $f($n - 2) }; $f(60))",
    "($y := function($f){ (function($x){ $f($x($x)) })(function($x){ $f($x($x)) }) }; $y(function($n){ $n }))",
    "($f := $f; $f())",
    "($f := function(){ $each({'a': 1}, $f) }; $f())",
  ]),
];
