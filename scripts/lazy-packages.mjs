import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";

const require = createRequire(import.meta.url);

const root = dirname(import.meta.dirname);

/**
 * Packages and parts of the program that most runs do not need, by the file of `dist/packages` that holds them.
 * Those that look into each other share a file. The simulator shares nothing with the rest: what it imports of
 * it are functions without a state.
 */
const files = {
  ajv: ["ajv/dist/2020.js", "ajv-formats"],
  aws4fetch: ["aws4fetch"],
  "cli-spinners": ["cli-spinners"],
  "csv-parse": ["csv-parse"],
  ejs: ["ejs"],
  lilconfig: ["lilconfig"],
  minimatch: ["minimatch"],
  pg: ["pg"],
  re2js: ["re2js"],
  simulator: ["./src/simulator/index.ts", "./src/simulator/load-faults.ts"],
  "temporal-polyfill": ["temporal-polyfill"],
  undici: ["undici"],
  "wsl-utils": ["wsl-utils"],
};

/** Parts of Node that most runs ask for but do not use; `node:tls` alone takes half as long to load as Node itself. */
const builtins = [
  "node:child_process",
  "node:perf_hooks",
  "node:readline",
  "node:tls",
  "node:worker_threads",
];

const fileOf = new Map(Object.entries(files).flatMap(([file, names]) => names.map((name) => [name, file])));

/** The name under which a module is listed above; undefined when it belongs into the bundle. */
function listedName({ path, resolveDir }) {
  const name = path.startsWith(".")
    ? `./${relative(root, join(resolveDir, path)).split(sep).join("/")}`
    : path;
  return fileOf.has(name) || builtins.includes(name) ? name : undefined;
}

/** What stands in the bundle for a package: its exports, each of which loads it when it is first used. */
function standIn(name) {
  const real = require(name.startsWith(".") ? join(root, name) : name);
  const file = fileOf.get(name);
  const load =
    file === undefined ? `require("${name}")` : `require("./packages/${file}.cjs")[${JSON.stringify(name)}]`;
  const keys = Object.keys(real).filter((key) => key !== "__esModule");
  const base = typeof real === "function" ? `(...args) => ${load}(...args)` : "{}";
  const getters = keys.map(
    (key) => `get ${JSON.stringify(key)}() { return ${load}[${JSON.stringify(key)}]; }`,
  );
  return `module.exports = Object.defineProperties(${base}, Object.getOwnPropertyDescriptors({ ${getters.join(", ")} }));`;
}

/** An esbuild plug-in that leaves those packages out of a bundle. */
export const lazyPackages = {
  name: "lazy-packages",
  setup(build) {
    build.onResolve({ filter: /./ }, (found) => {
      if (found.namespace === "lazy-package") return { path: found.path, external: true };
      const name = listedName(found);
      return name === undefined ? undefined : { path: name, namespace: "lazy-package" };
    });
    build.onLoad({ filter: /.*/, namespace: "lazy-package" }, ({ path }) => ({ contents: standIn(path) }));
  },
};

/** @returns esbuild's entry points for the files of the packages, below `dist` */
export function packageEntries() {
  return Object.entries(files).map(([file, names]) => ({
    outfile: join(root, "dist/packages", `${file}.cjs`),
    stdin: {
      contents: `module.exports = { ${names.map((name) => `${JSON.stringify(name)}: require(${JSON.stringify(name)})`).join(", ")} };`,
      resolveDir: root,
    },
  }));
}
