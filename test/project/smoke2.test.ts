import { join } from "node:path";
import { it } from "vitest";
import { loadProject } from "../../src/project/load-project.ts";
import { fakeRegistry } from "../policy/fake-registry.ts";
it("x", () => {
  const r = loadProject(join(import.meta.dirname, "fixtures/ten-mistakes"), { registry: fakeRegistry, variables: {} });
  for (const d of r.diagnostics) console.log(d.code, "|", d.summary, "|E", d.expected, "|F", d.found, "|", d.suggestions, JSON.stringify(d.location), "\n" + d.frame);
  console.log(r.diagnostics.length);
});
