import { describe, expect, it } from "vitest";
import type { Registry } from "../../src/model/registry.ts";
import { loadPlugins } from "../../src/plugins/load-plugins.ts";
import { RegistryBuilder } from "../../src/plugins/registry-builder.ts";
import { contextOver } from "../checks/context.ts";
import { fakeCheck } from "../engine/sample.ts";
import { folderWith } from "../scenarios/bylaw.ts";

const empty = (): Registry => ({
  checks: new Map([["fake", fakeCheck(() => [])]]),
  providers: new Map(),
  dataSources: new Map(),
  functions: new Map(),
  reporters: new Map(),
  sinks: new Map(),
});

const location = { file: "bylaw.yaml", line: 3, column: 5 };

function load(code: string, hook: unknown = "./register.js", timeout = 30_000) {
  const root = folderWith({
    "node_modules/odd/package.json": JSON.stringify({
      name: "odd",
      version: "1.0.0",
      type: "module",
      oclif: { hooks: { "bylaw:register": hook } },
    }),
    "node_modules/odd/register.js": code,
  });
  return loadPlugins(root, [{ name: "odd", version: "1.0.0", location }], empty(), timeout);
}

const check =
  "{ name: 'odd-check', summary: 's', description: '', optionsSchema: {}, example: '', evaluate() {} }";

describe("a plug-in", () => {
  it.each([
    ["a path", "./register.js"],
    ["a list", ["./register.js"]],
    ["a target", { target: "./register.js", identifier: "default" }],
  ])("is registered when its hook is %s", async (_, hook) => {
    const { registry, plugins, diagnostics } = await load(
      `export default ({ registry }) => registry.addCheck(${check});`,
      hook,
    );
    expect(diagnostics).toEqual([]);
    expect(plugins).toEqual([{ name: "odd", version: "1.0.0" }]);
    expect([...registry.checks.keys()]).toEqual(["fake", "odd-check"]);
  });

  it.each([
    ["throws", "export default () => { throw new Error('kaput'); };", /kaput/],
    ["rejects", "export default async () => { throw new Error('kaput'); };", /kaput/],
    ["exits", "export default () => process.exit(0);", /end the process/],
    ["never settles", "export default () => new Promise(() => {});", /did not settle within 200 ms/, 200],
    ["loops", "export default () => { for (;;) {} };", /200 ms/, 200],
    [
      "replaces a built-in",
      `export default ({ registry }) => registry.addCheck({ ...${check}, name: 'fake' });`,
      /registered already/,
    ],
    [
      "adds what is no check",
      "export default ({ registry }) => registry.addCheck({ name: 'half' });",
      /no function 'evaluate'/,
    ],
    ["adds a nameless thing", "export default ({ registry }) => registry.addReporter({});", /needs a name/],
    ["has no hook", "export const hook = 3;", /exports no function/],
    ["does not parse", "export default (", /.+/],
  ])(
    "that %s is a diagnostic with the place of its declaration",
    async (_, code, message, timeout?: number) => {
      const { diagnostics, plugins } = await load(code, undefined, timeout);
      expect(plugins).toEqual([]);
      expect(diagnostics).toMatchObject([{ code: "plugin-failed", severity: "error", location }]);
      expect(diagnostics[0]?.summary).toMatch(message);
    },
  );

  it("leaves process.exit as it was", async () => {
    const before = process.exit;
    await load("export default () => process.exit(0);");
    expect(process.exit).toBe(before);
  });

  it("must be installed, in the declared version", async () => {
    const root = folderWith({
      "node_modules/odd/package.json": JSON.stringify({ name: "odd", version: "1.0.1" }),
    });
    const { diagnostics } = await loadPlugins(
      root,
      [
        { name: "odd", version: "1.0.0", location },
        { name: "absent", version: "1.0.0", location },
      ],
      empty(),
    );
    expect(diagnostics.map(({ summary }) => summary)).toEqual([
      "Plug-in 'odd' could not be registered: version 1.0.1 is installed, version 1.0.0 is declared.",
      "Plug-in 'absent' could not be registered: it is not installed in the project's node_modules.",
    ]);
  });
});

it("functions and checks of plug-ins work on copies", () => {
  const builder = new RegistryBuilder(empty());
  const { api } = builder.open();
  const edit = (value: unknown) => {
    if (typeof value === "object" && value !== null) Reflect.set(value, "size", 0);
    return null;
  };
  api.addFunction({ name: "edit", signature: "<x:x>", summary: "", call: edit });
  api.addCheck({
    ...fakeCheck(() => []),
    name: "editing",
    evaluate: (_options, context) => {
      edit(context.schema);
      return { record: () => [] };
    },
  });
  const { functions, checks } = builder.build();
  const record = { size: 3 };
  const schema = { type: "object" };
  functions.get("edit")?.call(record);
  checks.get("editing")?.evaluate({}, { ...contextOver([]), schema });
  expect({ record, schema }).toEqual({ record: { size: 3 }, schema: { type: "object" } });
});

it("registration ends with the hook", () => {
  const builder = new RegistryBuilder(empty());
  const { api, close } = builder.open();
  close();
  expect(() => api.addCheck(fakeCheck(() => []))).toThrow(/after registration had ended/);
});
