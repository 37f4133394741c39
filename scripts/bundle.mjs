import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { lazyPackages, packageEntries } from "./lazy-packages.mjs";
import { patchedPackages } from "./patched-packages.mjs";
import { byName, leaveSeldom, takeShared } from "./seldom-parts.mjs";

const require = createRequire(import.meta.url);

/** Everything is CommonJS: what is not reached is not run, and one file is found, read and compiled once. */
const settings = {
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node22",
  minify: true,
  metafile: true,
  // @oclif/core asks for a TypeScript loader only in its own development mode.
  external: ["typescript", "ts-node", "tsx"],
  define: {
    "import.meta.dirname": "__dirname",
    "import.meta.filename": "__filename",
  },
  legalComments: "linked",
  logLevel: "warning",
};

/** The parts of the program; each is run when it is first asked for. */
const entry = (shared) => `module.exports = {
  get main() { return require("./src/cli/main.ts").main; },
  get work() { return require("./src/runner/workers/work.ts").work; },
  get COMMANDS() { return require("./src/commands/index.ts").COMMANDS; },
  get index() { return require("./src/index.ts"); },
  get expression() { return require("./src/expression/index.ts"); },
  shared: ${byName(shared)},
};`;

/**
 * Escapes what is left beyond ASCII, which is in regular expressions. A single such character makes V8 hold the
 * whole file with two bytes a character and read it at half the speed.
 */
async function escapeToAscii(file) {
  const text = await readFile(file, "utf8");
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  await writeFile(file, text.replace(/[^\0-\x7f]/g, escaped));
}

/** An ES module that exports a part of the program: programs and plug-ins share it with the command line. */
async function writeLibrary(dist, part) {
  const names = Object.keys(require(join(dist, "main.cjs"))[part]);
  const text = [
    'import { createRequire } from "node:module";',
    `export const { ${names.join(", ")} } = createRequire(import.meta.url)("./main.cjs").${part};`,
    "",
  ].join("\n");
  await writeFile(join(dist, `${part}.js`), text);
}

/**
 * Bundles the program into `dist/`: all that a check runs in one file, what it seldom needs beside it, and the
 * two library entry points.
 *
 * @returns the files that went into it, relative to the repository
 */
export async function bundle(root) {
  const dist = join(root, "dist");
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist);
  const common = { ...settings, absWorkingDir: root };
  // @oclif/core asks for tinyglobby's CommonJS form; one copy is enough.
  const alias = { tinyglobby: "./node_modules/tinyglobby/dist/index.cjs" };
  const program = (file, contents, plugin, more) =>
    build({
      ...common,
      alias,
      plugins: [lazyPackages, plugin, patchedPackages(root)],
      stdin: { contents, resolveDir: root },
      outfile: join(dist, file),
      ...more,
    });
  // Built once to know what is in it, and once more with what the seldom parts take from it.
  const parts = new Set();
  const first = await program("main.cjs", entry([]), leaveSeldom(parts), { write: false });
  const shared = new Set();
  const inBundle = new Set(Object.keys(first.metafile.inputs));
  const seldom = await program(
    "seldom.cjs",
    `module.exports = ${byName([...parts])};`,
    takeShared(inBundle, shared),
  );
  const results = await Promise.all([
    program("main.cjs", entry([...shared]), leaveSeldom(parts)),
    ...packageEntries().map((part) => build({ ...common, ...part, plugins: [patchedPackages(root)] })),
  ]);
  await escapeToAscii(join(dist, "main.cjs"));
  await escapeToAscii(join(dist, "seldom.cjs"));
  // A thread does not know of the cache of compiled code by itself.
  const worker = 'require("node:module").enableCompileCache();\nrequire("./main.cjs").work();\n';
  await writeFile(join(dist, "worker.cjs"), worker);
  await Promise.all(["index", "expression"].map((part) => writeLibrary(dist, part)));
  return [seldom, ...results].flatMap(({ metafile }) => Object.keys(metafile.inputs));
}
