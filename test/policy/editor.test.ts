import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LanguageServer } from "./language-server.ts";

const schemas = join(import.meta.dirname, "../../schemas");
const folder = mkdtempSync(join(tmpdir(), "bylaw-editor-"));
const server = new LanguageServer();
let files = 0;

beforeAll(() => server.start(folder));
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Opens a document; `|` marks the cursor and is removed. Lines are counted without the modeline. */
async function open(schema: string, marked: string) {
  files += 1;
  const file = join(folder, `${files}.yaml`);
  const text = `# yaml-language-server: $schema=${schemas}/${schema}.schema.json\n${marked.replace("|", "")}`;
  const before = marked.slice(0, Math.max(0, marked.indexOf("|"))).split("\n");
  const cursor = { line: before.length, character: before.at(-1)?.length ?? 0 };
  const diagnostics = await server.open(file, text);
  return {
    problems: diagnostics
      .map(({ message, range }) => `${range.start.line}: ${message}`)
      .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
    completions: async () => (await server.complete(file, cursor)).map(({ label }) => label),
    hover: () => server.hover(file, cursor),
  };
}

const policy = `bylaw: 1
policy: sample
variables: { n: { type: integer, default: 0 } }
data:
  flows: { source: genesyscloud.flows, with: { published: true } }
  ivrs: { source: genesyscloud.ivrs }
rules:
  unused:
    check: orphans
    on: flows
    with: { references: [{ from: ivrs, at: openHoursFlow.id }], allow: "{{ $var.n }}" }
    severity: [{ when: type = 'INBOUNDCALL', then: high }, low]
  mine: { check: from-a-plug-in, on: flows, with: { anything: 1 } }
`;

describe("diagnostics", () => {
  it("accepts templates where the option is no text, and checks of plug-ins", async () => {
    expect((await open("policy", policy)).problems).toEqual([]);
  });

  it("shows mistakes in a policy at their lines", async () => {
    const bad = policy
      .replace("policy: sample", "policy: Sample")
      .replace("published: true", "publishd: true")
      .replace('"{{ $var.n }}"', "many")
      .replace("low]", "lwo]");
    expect((await open("policy", bad)).problems).toEqual([
      expect.stringMatching(/^2: String does not match/),
      expect.stringMatching(/^5: .*publishd/),
      expect.stringMatching(/^11: Incorrect type. Expected "integer"/),
      expect.stringMatching(/^12: Value is not accepted.*"critical"/),
    ]);
  });

  it("demands a check's options, unless the policy extends one that may have them", async () => {
    const lacking = "bylaw: 1\npolicy: p\ndata: {}\nrules:\n  r: { check: retention }\n";
    expect((await open("policy", lacking)).problems).toEqual(['5: Missing property "with".']);
    expect((await open("policy", lacking.replace("data:", "extends: ./x\ndata:"))).problems).toEqual([]);
  });

  it.each([
    ["bylaw", "bylaw: 1\ntenants:\n  a: { provider: genesyscloud, simulated: { sed: 1 } }\n", /^3: .*sed/],
    ["bylaw", "bylaw: 1\nfailOn: hgih\n", /^2: Value is not accepted/],
    [
      "source",
      "bylaw: 1\nsource: rest.a\nprovider: rest\ntitle: A\nresource: { type: a, id: id }\nread: { requst: {} }\n",
      /^6: .*requst/,
    ],
    [
      "waivers",
      "bylaw: 1\nwaivers:\n  - { rule: a/b, resource: { id: x }, owner: o, reason: r }\n",
      /^3: .*expires/,
    ],
  ])("shows a mistake in a %s document", async (schema, text, problem) => {
    const { problems } = await open(schema, text);
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });
});

describe("completion", () => {
  it.each([
    ["checks", "bylaw: 1\npolicy: p\nrules:\n  r:\n    check: |\n", ["orphans", "retention"]],
    [
      "data sources",
      "bylaw: 1\npolicy: p\ndata:\n  d:\n    source: |\n",
      ["genesyscloud.flows", "files.csv"],
    ],
    [
      "options of the check",
      "bylaw: 1\npolicy: p\nrules:\n  r:\n    check: retention\n    with:\n      |\n",
      ["at", "max"],
    ],
    ["severities", "bylaw: 1\npolicy: p\nrules:\n  r:\n    severity: |\n", ["critical", "info"]],
    [
      "keys of a rule",
      "bylaw: 1\npolicy: p\nrules:\n  r:\n    check: unique\n    |\n",
      ["where", "onMissing", "remediation"],
    ],
  ])("offers %s", async (_, text, expected) => {
    const { completions } = await open("policy", text);
    expect(await completions()).toEqual(expect.arrayContaining(expected));
  });

  it("offers providers and their settings", async () => {
    const named = await open("bylaw", "bylaw: 1\ntenants:\n  a:\n    provider: |\n");
    expect(await named.completions()).toContain("genesyscloud");
    const setting = await open("bylaw", "bylaw: 1\ntenants:\n  a:\n    provider: genesyscloud\n    |\n");
    expect(await setting.completions()).toEqual(expect.arrayContaining(["region", "simulated"]));
  });
});

describe("hover", () => {
  it.each([
    ["a key", policy.replace("rules:", "ru|les:"), /The rules, by name/],
    ["a check", policy.replace("orphans", "orp|hans"), /used by something/],
    ["an option", policy.replace("allow:", "al|low:"), /tolerated/],
    ["a key of a rule", policy.replace("severity:", "sev|erity:"), /How much a failure weighs/],
  ])("explains %s", async (_, text, words) => {
    const { hover } = await open("policy", text);
    expect(await hover()).toMatch(words);
  });
});
