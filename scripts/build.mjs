import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { writeSyncJsonata } from "./sync-jsonata.mjs";

const root = dirname(import.meta.dirname);

/** CommonJS dependencies ask for `require`; an ES module has to bring one. */
const banner = [
  'import { createRequire as __createRequire } from "node:module";',
  "const require = __createRequire(import.meta.url);",
].join("\n");

/**
 * Bundles the command line and the two library entry points into `dist/`. One bundle with lazy
 * chunks, because loading @oclif/core alone from 158 files costs more than the whole start-up budget.
 */
async function bundle() {
  await rm(join(root, "dist"), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: "src/cli/main.ts",
      commands: "src/commands/index.ts",
      index: "src/index.ts",
      expression: "src/expression/index.ts",
    },
    outdir: "dist",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    chunkNames: "chunks/[name]-[hash]",
    minify: true,
    // @oclif/core asks for a TypeScript loader only in its own development mode.
    external: ["typescript", "ts-node", "tsx"],
    legalComments: "linked",
    banner: { js: banner },
    logLevel: "warning",
  });
}

/** Data source descriptions are data: they are shipped as they are and read when named. */
async function copySources() {
  const from = join(root, "src/providers/genesyscloud/sources");
  const to = join(root, "dist/sources/genesyscloud");
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from).catch(() => [])) await cp(join(from, name), join(to, name));
}

await writeSyncJsonata(join(root, "build/jsonata-sync.js"));
if (!process.argv.includes("--jsonata-only")) {
  await bundle();
  await copySources();
}
