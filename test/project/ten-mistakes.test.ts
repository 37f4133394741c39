import { join } from "node:path";
import { expect, it } from "vitest";
import { loadProject } from "../../src/project/load-project.ts";
import { fakeRegistry } from "../policy/fake-registry.ts";

const folder = join(import.meta.dirname, "fixtures/ten-mistakes");

it("gives a policy with ten different mistakes exactly ten diagnostics, each at its place", () => {
  const { project, diagnostics } = loadProject(folder, { registry: fakeRegistry, variables: {} });
  expect(project).toBeUndefined();
  expect(diagnostics.map(({ code, location }) => `${location?.line}:${location?.column} ${code}`)).toEqual([
    "5:39 variable-default",
    "7:20 unknown-data-source",
    "13:27 unknown-check",
    "14:41 unknown-dataset",
    "20:7 unknown-key",
    "25:5 unknown-key",
    "26:56 unknown-path",
    "32:13 unknown-function",
    "36:25 expression-syntax",
    "41:15 wrong-value",
  ]);
  expect(new Set(diagnostics.map(({ location }) => location?.file))).toEqual(
    new Set(["policies/ten.policy.yaml"]),
  );
});

it("says what was meant, and shows the lines", async () => {
  const { diagnostics } = loadProject(folder, { registry: fakeRegistry, variables: {} });
  const shown = diagnostics.map(({ code, severity, summary, expected, found, suggestions = [], frame }) =>
    [
      `${severity} ${code}: ${summary}`,
      `expected: ${expected}`,
      `found: ${found}`,
      ...suggestions,
      frame,
    ].join("\n"),
  );
  await expect(`${shown.join("\n\n")}\n`).toMatchFileSnapshot("golden/ten-mistakes.txt");
});
