import fc from "fast-check";

/** Texts of expressions, of every kind that JSONata has, over few names so that they meet the data. */
interface Grammar {
  readonly list: string;
  readonly expression: string;
  readonly step: string;
  readonly path: string;
  readonly call: string;
  readonly lambda: string;
}

const field = fc.constantFrom("a", "b", "c", "d", "`e f`", "length", "constructor");
const variable = fc.constantFrom("$x", "$y", "$", "$$", "$v", "$bound", "$nope");
const number = fc.constantFrom("0", "1", "2", "-1", "0.5", "3", "10");
const text = fc.constantFrom('""', '"a"', '"b"', '"abc"', '"1"', '"a b"', '"x-y"');
const literal = fc.oneof(number, text, fc.constantFrom("true", "false", "null"));
const regex = fc.constantFrom("/a/", "/[a-z]+/", "/(a)(b)?/i", "/\\s/", "/x*/");
const operator = fc.constantFrom(
  ..."+ - * / % = != < <= > >= & and or in ..".split(" "),
  ..."= and or in &".split(" "),
);
const unary = fc.constantFrom(
  ..."sum count max min average string length lowercase uppercase trim number abs floor ceil round".split(
    " ",
  ),
  ..."boolean not exists keys spread merge reverse distinct type sqrt sort append lookup shuffle".split(" "),
  ..."count exists not string boolean sum each sift zip single clone encodeUrl base64encode".split(" "),
);
const picture = fc.constantFrom('"#,##0.00"', '"0"', '"I"', '"w"', '"A"', '"0o"', '"[Y]-[M01]"', '"000"');

function join(...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  const all = parts.map((part) => (typeof part === "string" ? fc.constant(part) : part));
  return fc.tuple(...all).map((texts) => texts.join(""));
}

function grammar(tie: fc.LetrecLooselyTypedTie): Readonly<Record<keyof Grammar, fc.Arbitrary<string>>> {
  const [list, expression, step, path, call, lambda] = [
    ..."list expression step path call lambda".split(" "),
  ].map((name) => tie(name) as fc.Arbitrary<string>) as [
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
  ];
  const predicate = fc.oneof(
    expression,
    number,
    join(field, " = ", literal),
    join("$", fc.constantFrom(" > ", " = ", " != "), literal),
    join("$exists(", field, ")"),
  );
  const items = fc.array(expression, { maxLength: 3 }).map((list) => list.join(", "));
  const pairs = fc
    .array(join(fc.oneof(text, text, field, join("$string(", expression, ")")), ": ", expression), {
      maxLength: 2,
    })
    .map((list) => list.join(", "));
  return {
    // What decides these is mostly nothing that changes in a loop.
    list: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("$many", "$data.items.a", "$data.items", "$data.one.b") },
      { weight: 3, arbitrary: join(fc.constantFrom("$$", "$x", "$v", "$data.items", "$many"), ".", step) },
      join("$$.", step, ".", step),
      join("$data.items[", predicate, "].", field),
      join("$data.items[", field, " in ", list, "].", field),
      join("$append(", list, ", $many)"),
      join("$", fc.constantFrom("distinct", "reverse", "sort", "append"), "(", list, ")"),
      join("[", list, ", ", list, "]"),
      join("(", list, ")[]"),
      expression,
    ),
    expression: fc.oneof(
      { maxDepth: 5, depthSize: "small", withCrossShrink: true },
      fc.oneof(literal, variable, field, field),
      { weight: 6, arbitrary: path },
      { weight: 5, arbitrary: join("(", expression, " ", operator, " ", expression, ")") },
      { weight: 4, arbitrary: call },
      { weight: 2, arbitrary: join("(", expression, " in ", list, ")") },
      { weight: 2, arbitrary: join("(", fc.oneof(path, list), ")[", expression, " in ", list, "]") },
      join("$map(", list, ", function($v){", fc.constantFrom("$v", "$v.a", "$v.b"), " in ", list, "})"),
      join("($x := ", list, "; (", list, ")[$not(a in $x)])"),
      { weight: 2, arbitrary: join("(", expression, " ? ", expression, " : ", expression, ")") },
      join("(", expression, " ? ", expression, ")"),
      join("(", path, fc.constantFrom(" ?: ", " ?? "), expression, ")"),
      { weight: 2, arbitrary: join("($x := ", expression, "; ", expression, ")") },
      join("($x := ", expression, "; $y := ", expression, "; $x := ", expression, "; ", expression, ")"),
      join("(", expression, "; ", expression, ")"),
      join("(($nope ? $x := ", literal, "); ", expression, ")"),
      join("[", items, "]"),
      join("{", pairs, "}"),
      join(path, "{", pairs, "}"),
      join("-", expression),
      join("(", expression, ")[", predicate, "]"),
      join("(", expression, ")[]"),
      join("(", expression, " ~> $", unary, ")"),
      join("(", expression, " ~> $", unary, "())"),
      join("(", path, " ~> |", path, "|{", pairs, "}|)"),
      join("(", path, " ~> |", path, "|{", pairs, "}, ", text, "|)"),
      join("[", number, "..", number, "]"),
    ),
    step: fc.oneof(
      { weight: 6, arbitrary: field },
      { weight: 3, arbitrary: join(field, "[", predicate, "]") },
      join(field, "[", predicate, "][", predicate, "]"),
      join(field, "[]"),
      fc.constantFrom("*", "**", "$", "$x", "$string()"),
      join("(", expression, ")"),
      join("[", items, "]"),
      join("{", pairs, "}"),
      join("$", unary, "(", expression, ")"),
    ),
    path: fc.oneof(
      {
        weight: 4,
        arbitrary: fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.join(".")),
      },
      join(variable, ".", step),
      join("$$.", step, ".", step),
      join(step, ".", step, "^(", fc.constantFrom("", "<", ">"), field, ")"),
      join(step, "^(>", expression, ", ", field, ").", step),
      join(field, ".", field, ".%.", field),
      join(field, "[", predicate, "].", field, "[%.", field, " = ", literal, "]"),
      join(field, "@$v.", field, "[$v.", field, " = ", field, "].", expression),
      join(field, "#$v.{", '"i": $v, ', '"v": $}'),
      join(field, "#$v[", predicate, "].[$v, ", step, "]"),
      join(field, "@$v#$y.", step, "{", text, ": [$v, $y]}"),
    ),
    call: fc.oneof(
      { weight: 5, arbitrary: join("$", unary, "(", expression, ")") },
      join("$", unary, "()"),
      join("$", unary, "(", expression, ", ", expression, ")"),
      join("$contains(", expression, ", ", fc.oneof(text, regex, expression), ")"),
      join("$match(", expression, ", ", regex, ")"),
      join(
        "$replace(",
        expression,
        ", ",
        fc.oneof(text, regex),
        ", ",
        fc.oneof(text, fc.constant('"$1-$0"'), lambda),
        ")",
      ),
      join("$split(", expression, ", ", fc.oneof(text, regex), ")"),
      join("$substring(", expression, ", ", number, ")"),
      join("$substringBefore(", expression, ", ", text, ")"),
      join("$pad(", expression, ", ", number, ", ", text, ")"),
      join("$join(", expression, ", ", text, ")"),
      join("$round(", expression, ", ", number, ")"),
      join("$formatNumber(", expression, ", ", picture, ")"),
      join("$formatInteger(", expression, ", ", picture, ")"),
      join("$fromMillis(", expression, ", ", picture, ")"),
      join("$lookup(", expression, ", ", fc.constantFrom('"a"', '"b"', '"length"'), ")"),
      join("$append(", expression, ", ", expression, ")"),
      join("$zip(", expression, ", ", expression, ")"),
      {
        weight: 3,
        arbitrary: join(
          "$",
          fc.constantFrom("map", "filter", "single", "each", "sift"),
          "(",
          expression,
          ", ",
          lambda,
          ")",
        ),
      },
      join("$reduce(", expression, ", function($v, $y){", expression, "})"),
      join("$reduce(", expression, ", function($v, $y){", expression, "}, ", expression, ")"),
      join("$sort(", expression, ", function($v, $y){$v > $y})"),
      join("$map(", expression, ", $", unary, ")"),
      join(lambda, "(", expression, ")"),
      join("($x := ", lambda, "; $x(", expression, "))"),
      join("($x := function($v){$v > 0 ? $x($v - 1) : ", expression, "}; $x(", number, "))"),
      join("($y := $substring(?, ", number, "); $y(", expression, "))"),
      join("($y := ", lambda, " ~> $", unary, "; $y(", expression, "))"),
      join(field, "(", expression, ")"),
    ),
    lambda: fc.oneof(
      join("function($v){", expression, "}"),
      join("function($v, $y){", expression, "}"),
      join("function($v)<s-:x>{", expression, "}"),
      join("function($v){$", unary, "(", expression, ")}"),
      join("function(){", expression, "}"),
    ),
  };
}

/** A JSONata expression. */
export const arbitraryExpression: fc.Arbitrary<string> = fc.letrec<Grammar>((tie) =>
  grammar(tie as fc.LetrecLooselyTypedTie),
).expression;
