import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * Packages that most runs do not need, by the file of `dist/packages` that holds them. Those that look into
 * each other share a file.
 */
const files = {
  ajv: ["ajv/dist/2020.js", "ajv-formats"],
  "cli-spinners": ["cli-spinners"],
  "csv-parse": ["csv-parse"],
  ejs: ["ejs"],
  lilconfig: ["lilconfig"],
  minimatch: ["minimatch"],
  re2js: ["re2js"],
  undici: ["undici"],
};

const fileOf = new Map(Object.entries(files).flatMap(([file, names]) => names.map((name) => [name, file])));

/** What stands in the bundle for a package: its exports, each of which loads it when it is first used. */
function standIn(name) {
  const real = require(name);
  const load = `require("./packages/${fileOf.get(name)}.cjs")[${JSON.stringify(name)}]`;
  const keys = Object.keys(real).filter((key) => key !== "__esModule");
  const base = typeof real === "function" ? `(...args) => ${load}(...args)` : "{}";
  const getters = keys.map((key) => `get ${JSON.stringify(key)}() { return ${load}[${JSON.stringify(key)}]; }`);
  return `module.exports = Object.defineProperties(${base}, Object.getOwnPropertyDescriptors({ ${getters.join(", ")} }));`;
}

/** An esbuild plug-in that leaves those packages out of a bundle. */
export const lazyPackages = {
  name: "lazy-packages",
  setup(build) {
    build.onResolve({ filter: /^\.\/packages\// }, ({ path }) => ({ path, external: true }));
    build.onResolve({ filter: /^[a-z]/ }, ({ path }) =>
      fileOf.has(path) ? { path, namespace: "lazy-package" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "lazy-package" }, ({ path }) => ({ contents: standIn(path) }));
  },
};

/** @returns esbuild's entry points for the files of the packages, below `dist` */
export function packageEntries(root) {
  return Object.entries(files).map(([file, names]) => ({
    outfile: join(root, "dist/packages", `${file}.cjs`),
    stdin: {
      contents: `module.exports = { ${names.map((name) => `${JSON.stringify(name)}: require(${JSON.stringify(name)})`).join(", ")} };`,
      resolveDir: root,
    },
  }));
}
