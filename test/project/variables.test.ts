import { describe, expect, it } from "vitest";
import { config, load, one, policy, told } from "./loading.ts";

describe("templates in options", () => {
  const variables =
    "variables:\n  age: { type: duration, default: P30D }\n  n: { type: integer, default: 3 }\n  list: { type: list, default: [a, b] }\n  none: { type: string, default: '' }\n";
  const options = (rule: string) => one(policy("p", { more: variables, rule }));

  it.each([
    [
      "{ check: retention, with: { at: publishedAt, max: '{{ $var.age }}' } }",
      { at: "publishedAt", max: "P30D" },
    ],
    [
      "{ check: retention, with: { at: publishedAt, max: 'P{{ $var.n }}D' } }",
      { at: "publishedAt", max: "P3D" },
    ],
    ["{ check: threshold, with: { max: '{{ $var.n * 2 }}' } }", { max: 6 }],
    ["{ check: redaction, with: { fields: '{{ $var.list }}' } }", { fields: ["a", "b"] }],
    ["{ check: redaction, with: { fields: ['x-{{ $var.list[1] }}'] } }", { fields: ["x-b"] }],
    ["{ check: unique, with: { by: 'id & \"{{\"' } }", { by: 'id & "{{"' }],
  ])("%s", (rule, expected) => {
    const { project, diagnostics } = options(rule);
    expect(diagnostics).toEqual([]);
    expect(project?.policies[0]?.rules[0]?.options).toEqual(expected);
  });

  it.each([
    ["{ check: threshold, with: { max: '{{ $var.age }}' } }", ["wrong-type"]],
    ["{ check: threshold, with: { max: '{{ $var.m }}' } }", ["unknown-path"]],
    ["{ check: threshold, with: { max: '{{ name }}' } }", ["unknown-path"]],
    ["{ check: threshold, with: { max: '{{ $now() }}' } }", ["clock-in-template"]],
    ["{ check: threshold, with: { max: '{{ $random() }}' } }", ["refused-function"]],
    ["{ check: threshold, with: { max: '{{ $var.list[7] }}' } }", ["template-failed"]],
    ["{ check: threshold, with: { max: '{{ $number($var.age) }}' } }", ["template-failed"]],
    ["{ check: threshold, with: { max: '{{ $var.n' } }", ["template-syntax"]],
  ])("%s", (rule, codes) => {
    expect(options(rule).diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it("does not report a second time what a variable without value breaks", () => {
    const more = "variables: { n: { type: integer } }\n";
    const loaded = one(policy("p", { more, rule: "{ check: threshold, with: { max: '{{ $var.n }}' } }" }));
    expect(told(loaded)).toEqual(["missing-variable policies/p.policy.yaml:3:14"]);
  });

  it("resolves parameters of data sources too", () => {
    const { project } = one(
      policy("p", { more: variables, data: "logs: { source: cloud.logs, with: { limit: '{{ $var.n }}' } }" }),
    );
    expect(project?.policies[0]?.data[0]?.parameters).toEqual({ limit: 3 });
  });
});

describe("variables", () => {
  const text = policy("p", { more: "variables: { n: { type: integer, default: 1 } }\n" });

  it("come from the caller", () => {
    const { project } = one(text, { variables: { assignments: ["n=5"] } });
    expect(project?.policies[0]?.variables).toEqual({ n: 5 });
  });

  it("are refused when no policy has them, wherever they come from", () => {
    expect(told(one(text, { variables: { assignments: ["m=5"] } }))).toEqual(["unknown-variable"]);
    expect(
      told(load({ "bylaw.yaml": `${config}variables: { m: 1 }\n`, "policies/p.policy.yaml": text })),
    ).toEqual(["unknown-variable bylaw.yaml:5:14"]);
    const file = { file: "vars.yaml", text: "a: 1\nn: 2\n" };
    expect(told(one(text, { variables: { files: [file] } }))).toEqual(["unknown-variable vars.yaml:1:1"]);
  });

  it("are not looked for in policies that could not be read", () => {
    const loaded = load({ "policies/p.policy.yaml": "a: [" }, { variables: { assignments: ["n=5"] } });
    expect(told(loaded)).toEqual([expect.stringMatching(/^yaml-syntax/)]);
  });
});
