import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandNames } from "../../src/cli/command-names.ts";
import { builtInRegistry } from "../../src/plugins/built-in-registry.ts";
import { runSchema } from "../../src/reporters/run-schema.ts";
import { builtInSinks } from "../../src/sinks/index.ts";
import { surfaceOf } from "../../test/command-line/surface.ts";
import { checksDocs } from "./checks-docs.ts";
import { commandsDocs } from "./commands-docs.ts";
import { dataSourcesDocs } from "./data-sources-docs.ts";
import { schemaFiles } from "./schemas.ts";
import { sinksDocs } from "./sinks-docs.ts";
import { systemsDocs } from "./systems-docs.ts";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Everything that is generated but the oclif manifest, from which some of it is made.
 *
 * @param root the repository
 * @returns text by path relative to the repository
 */
export function generatedFiles(root: string): Readonly<Record<string, string>> {
  const registry = builtInRegistry();
  const manifest = JSON.parse(readFileSync(join(root, "oclif.manifest.json"), "utf8"));
  const sources = [...registry.providers.values()].flatMap((provider) =>
    provider.sourceNames.map((name) => provider.source(name)),
  );
  return {
    ...schemaFiles(registry),
    ...schemaFiles(registry),
    "schemas/run.schema.json": json(runSchema),
    "docs/checks.md": checksDocs([...registry.checks.values()]),
    "docs/commands.md": commandsDocs(manifest, commandNames),
    "docs/data-sources.md": dataSourcesDocs(sources),
    "docs/sinks.md": sinksDocs(builtInSinks),
    "docs/systems.md": systemsDocs(root),
    "test/command-line/command-line.json": json(surfaceOf(manifest)),
  };
}
