import { plugin } from "./plugin.ts";
import { bad, good, project, tryAll } from "./situation.ts";

/** A hook with a check that does this in the place of judging. */
const oddCheck = (code: string) => `export default ({ registry }) => registry.addCheck({
  name: "odd", summary: "odd", description: "", example: "",
  optionsSchema: { type: "object", properties: {}, additionalProperties: false },
  evaluate: () => ({ record: () => { ${code}; return [{ status: "pass", message: "Fine." }]; } }),
});`;

/** A hook with a provider whose tenants cannot be connected to. */
const deafProvider = (needsTenant: boolean) => `export default ({ registry }) => registry.addProvider({
  name: "deaf", configSchema: { type: "object" }, needsTenant: ${needsTenant}, sourceNames: ["deaf.things"],
  source: () => ({ name: "deaf.things", provider: "deaf", title: "", resource: { type: "thing", id: "id" },
    parameters: { type: "object", additionalProperties: false } }),
  estimate: () => ({ requests: 1 }),
  connect: async () => { throw new Error("password secret-canary was refused"); },
});`;

const ofDeafTenant = (needsTenant: boolean) =>
  project(good, {
    ...plugin(deafProvider(needsTenant)),
    "bylaw.yaml": `${plugin("")["bylaw.yaml"]!}${needsTenant ? "tenants: { one: { provider: deaf } }\n" : ""}`,
    "policies/sample.policy.yaml": [
      "bylaw: 1",
      "policy: sample",
      "data: { things: { source: deaf.things } }",
      'rules: { rule: { check: expression, on: things, with: { assert: "true" } } }',
      "",
    ].join("\n"),
  });

// Code of others may end its process, or leave something in it.
tryAll(
  "plug-ins",
  [
    {
      what: "a plug-in whose provider throws while connecting",
      files: ofDeafTenant(true),
      code: 3,
      says: /Provider 'deaf' failed while connecting \(Error\)/,
    },
    {
      what: "a plug-in whose provider needs no tenant and throws while connecting",
      files: ofDeafTenant(false),
      code: 3,
      says: /Provider 'deaf' failed while connecting \(Error\)/,
    },
    {
      what: "a plug-in whose provider throws while connecting, in a snapshot",
      files: ofDeafTenant(true),
      args: ["snapshot", "taken"],
      code: 3,
      says: /Provider 'deaf' failed while connecting \(Error\)/,
    },
    {
      what: "a plug-in that throws",
      files: project(good, plugin('export default () => { throw new Error("kaput"); };')),
      code: 3,
      says: /kaput/,
    },
    {
      what: "a plug-in that exits",
      files: project(good, plugin("export default () => { process.exit(0); };")),
      code: 3,
      says: /end the process/,
    },
    {
      what: "a plug-in that exits by the call behind process.exit",
      files: project(good, plugin("export default () => { process.reallyExit(0); };")),
      code: 3,
      says: /end the process/,
    },
    {
      what: "a plug-in that exits when it is loaded",
      files: project(good, plugin("process.exit(0); export default () => {};")),
      code: 3,
      says: /end the process/,
    },
    {
      what: "a plug-in whose loading never settles",
      files: project(
        good,
        plugin("setInterval(() => {}, 1e6); await new Promise(() => {}); export default () => {};"),
      ),
      code: 3,
      says: /did not settle/,
    },
    {
      what: "a plug-in that exits later, in a check",
      files: project("{ check: odd, on: things }", plugin(oddCheck("process.reallyExit(0)"))),
      code: 70,
    },
    {
      what: "a plug-in that exits later, and lies about the code",
      files: project(
        "{ check: odd, on: things }",
        plugin(oddCheck("process.on('exit', () => { process.exitCode = 0; }), process.exit(0)")),
      ),
      code: 70,
      says: /before its work was done/,
    },
    {
      what: "a plug-in that leaves a timer",
      files: project(
        good,
        plugin("export default () => { setInterval(() => { process.exitCode = 9; }, 10); };"),
      ),
      code: 0,
    },
    {
      what: "a plug-in that leaves a timer, and a failure",
      files: project(
        bad,
        plugin("export default () => { setInterval(() => { process.exitCode = 0; }, 10); };"),
      ),
      code: 1,
    },
    {
      what: "a plug-in that throws, in a plan",
      files: project(good, plugin('export default () => { throw new Error("kaput"); };')),
      args: ["plan"],
      code: 3,
      says: /kaput/,
    },
    {
      what: "a plug-in that never settles",
      files: project(good, plugin("export default () => new Promise(() => {});")),
      code: 3,
      says: /did not settle/,
    },
    {
      what: "a plug-in that loops",
      files: project(good, plugin("export default () => { for (;;) {} };")),
      code: 3,
      says: /bylaw-odd/,
    },
    {
      what: "a plug-in that is not installed",
      files: project(good, { "bylaw.yaml": plugin("")["bylaw.yaml"]! }),
      code: 3,
      says: /not installed/,
    },
    {
      what: "a plug-in of another version",
      files: project(good, {
        ...plugin("export default () => {};"),
        "bylaw.yaml": plugin("")["bylaw.yaml"]!.replace("1.0.0", "2.0.0"),
      }),
      code: 3,
      says: /2\.0\.0/,
    },
  ],
  { alone: true },
);
