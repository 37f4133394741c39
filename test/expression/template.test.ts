import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTemplate, missingMarker, parseTemplate } from "../../src/expression/template.ts";

function expressions(text: string): string[] {
  return parseTemplate(text).parts.flatMap((part) => (part.kind === "expression" ? [part.source] : []));
}

describe("taking a text apart", () => {
  test.each([
    ["a {{ b }} c", ["b"]],
    ["{{a}}{{ b }}", ["a", "b"]],
    ["{{ 'it }} is' }}", ["'it }} is'"]],
    ['{{ "a \\" }} b" & c }}', ['"a \\" }} b" & c']],
    ["{{ `odd }} name` }}", ["`odd }} name`"]],
    ["{{ {'a': {'b': 1}}.a.b }}", ["{'a': {'b': 1}}.a.b"]],
    ["{{ {'a':{'b':1}}}}", ["{'a':{'b':1}}"]],
    ["{{ $map(x, function($v){ {'v': $v} }) }}", ["$map(x, function($v){ {'v': $v} })"]],
    ["{{ $contains(a, /\\}\\}'\"/) }} b {{ c }}", ["$contains(a, /\\}\\}'\"/)", "c"]],
    ["{{ $contains(a, /[x/]{2}\\//) }}", ["$contains(a, /[x/]{2}\\//)"]],
    ["{{ a / b }} {{ c / d }}", ["a / b", "c / d"]],
    ["{{ (a) / 2 }} ' {{ c }}", ["(a) / 2", "c"]],
    ["{{ a /* }} ' */ }}", ["a /* }} ' */"]],
    ["{{ x in /'/ }}", ["x in /'/"]],
    ["no { braces } or }} here", []],
    ["", []],
  ])("%s", (text, sources) => {
    expect(parseTemplate(text).problems).toEqual([]);
    expect(expressions(text)).toEqual(sources);
  });

  test.each([
    ["a {{ b", "unclosed-template", 2, 2],
    ["{{ 'b }}", "unclosed-template", 0, 2],
    ["{{ {'a': 1 }}", "unclosed-template", 0, 2],
    ["x {{  }} y", "empty-template", 2, 6],
  ])("%s: %s", (text, code, position, length) => {
    expect(parseTemplate(text).problems).toMatchObject([{ code, position, length }]);
    expect(() => compileTemplate(text)).toThrow(
      expect.objectContaining({ name: "ExpressionError", position }),
    );
  });

  test("a long hostile text is read in one go", () => {
    for (const part of ["{{/", "{{ a }} ", "{{'", "/ ", "{{ in/ ", "}}"]) {
      const began = process.cpuUsage().user;
      parseTemplate(part.repeat(100_000));
      expect(process.cpuUsage().user - began, part).toBeLessThan(2_000_000);
    }
  });
});

describe("rendering", () => {
  const record = {
    name: "Main }} IVR",
    count: 3,
    list: [1, "a"],
    nothing: null,
    empty: "",
    deep: { a: true },
  };
  test.each([
    ["Flow {{ name }}!", "Flow Main }} IVR!"],
    ["{{ count }} of {{ count * 2 }}", "3 of 6"],
    ["{{ list }} {{ deep }} {{ nothing }}", '[1,"a"] {"a":true} null'],
    ["[{{ empty }}]", "[]"],
    ["{{ $var.x }}", "from outside"],
    ["plain", "plain"],
  ])("%s", (text, rendered) => {
    const result = compileTemplate(text).render(record, { var: { x: "from outside" } });
    expect(result).toEqual({ text: rendered, missing: [] });
  });

  test("what is not there is shown and told", () => {
    const result = compileTemplate("{{ nmae }} and {{ name }} and {{ $x }}").render({ name: "n" });
    expect(result).toEqual({ text: `${missingMarker} and n and ${missingMarker}`, missing: ["nmae", "$x"] });
  });

  test("the value of a whole template keeps its type", () => {
    const whole = (text: string) => compileTemplate(text).evaluateWhole(record);
    expect(whole("{{ count }}")).toBe(3);
    expect(whole("{{ list }}")).toEqual([1, "a"]);
    expect(whole("{{ nmae }}")).toBeUndefined();
    expect(whole(" {{ count }}")).toBe(" 3");
    expect(whole("{{ count }}{{ count }}")).toBe("33");
    expect(whole("plain")).toBe("plain");
  });

  test("errors are placed in the text", () => {
    const text = "Flow {{ name = = 1 }}";
    expect(() => compileTemplate(text)).toThrow(
      expect.objectContaining({ code: "S0211", position: text.lastIndexOf("=") + 1 }),
    );
    const failing = "Flow {{ name - 1 }}";
    expect(() => compileTemplate(failing).render(record)).toThrow(
      expect.objectContaining({ code: "T2001", position: failing.indexOf("-") + 1 }),
    );
  });
});

describe("properties", () => {
  const plain = fc.string({ unit: "binary" }).filter((text) => !text.includes("{"));
  const literal = fc.string({ unit: "binary" }).map((text) => ({ text, source: JSON.stringify(text) }));

  test("texts and string literals come out as they went in", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, literal)), plain, (pairs, end) => {
        const source = pairs.map(([before, { source }]) => `${before}{{ ${source} }}`).join("") + end;
        const { text, missing } = compileTemplate(source).render({});
        expect(text).toBe(pairs.map(([before, { text }]) => before + text).join("") + end);
        expect(missing).toEqual([]);
      }),
    ));

  test("parts cover the text, offsets point at their sources", () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("{{", "}}", "{", "}", "'", '"', "`", "/", "a", " ", "\\")),
        (pieces) => {
          const text = pieces.join("");
          const { parts } = parseTemplate(text);
          for (const part of parts) {
            if (part.kind === "expression") expect(text.startsWith(part.source, part.offset)).toBe(true);
          }
        },
      ),
    ));

  test("JSON values come back whole", () =>
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const clean = JSON.parse(JSON.stringify({ value })) as { value: unknown };
        const got = compileTemplate("{{ value }}").evaluateWhole(clean);
        expect(JSON.stringify(got)).toBe(JSON.stringify(clean.value));
      }),
    ));
});
