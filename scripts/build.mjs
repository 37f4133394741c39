import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { parse } from "yaml";
import { writeValidators } from "./build-validators.mjs";
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
  const { metafile } = await build({
    absWorkingDir: root,
    metafile: true,
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
  return Object.keys(metafile.inputs);
}

/** Licences of the packages in the bundle, which their authors ask to be kept with it. */
async function writeNotices(inputs) {
  const folders = inputs.map((input) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  folders.push("node_modules/jsonata");
  const notices = [];
  for (const folder of [...new Set(folders)].filter((name) => name !== undefined).sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"));
    const file = (await readdir(join(root, folder))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? "" : await readFile(join(root, folder, file), "utf8");
    notices.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  await writeFile(join(root, "dist/THIRD-PARTY-NOTICES.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
}

/** Data source descriptions are data: they are shipped beside the program, as JSON, and read when named. */
async function copySources() {
  const from = join(root, "src/providers/genesyscloud/sources");
  const to = join(root, "dist/sources/genesyscloud");
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    const description = parse(await readFile(join(from, name), "utf8"));
    await writeFile(join(to, name.replace(/yaml$/, "json")), JSON.stringify(description));
  }
}

await writeSyncJsonata(join(root, "build/jsonata-sync.js"));
await writeValidators(join(root, "build/validators.cjs"));
if (!process.argv.includes("--jsonata-only")) {
  await writeNotices(await bundle());
  await copySources();
}
