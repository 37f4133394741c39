import { dirname, relative, sep } from "node:path";

const root = dirname(import.meta.dirname);

/** What a check of a snapshot does not come to, where it is imported when it is needed. */
const seldom = [
  /^src\/(?:collector|sinks|stores)\//,
  /^src\/reporters\/(?!table\.ts)/,
  /^src\/runner\/(?:audit|collect|export)\//,
  /^src\/runner\/(?:describe-plan|doctor|evaluate-expression|init|simulate|snapshot)\.ts$/,
  /^src\/cli\/render-(?:plan|role)\.ts$/,
];

const nameOf = (path) => relative(root, path).split(sep).join("/");
const asked = Symbol("asked");

/** Asks esbuild where an import leads. @returns undefined when this very question brought us here, or nowhere */
async function resolved(build, found) {
  if (found.pluginData === asked || found.kind === "entry-point") return undefined;
  const { importer, resolveDir, kind, namespace } = found;
  const result = await build.resolve(found.path, {
    importer,
    resolveDir,
    kind,
    namespace,
    pluginData: asked,
  });
  return result.errors.length > 0 || result.external || result.namespace !== "file"
    ? undefined
    : nameOf(result.path);
}

/** An object from which modules can be required by their names. */
export function byName(names) {
  const getters = names.map((name) => `get ${JSON.stringify(name)}() { return require("./${name}"); }`);
  return `{ ${getters.join(", ")} }`;
}

/**
 * An esbuild plug-in for the bundle: leaves those parts to `dist/seldom.cjs`.
 *
 * @param parts a set that is filled with their names
 */
export const leaveSeldom = (parts) => ({
  name: "leave-seldom",
  setup(build) {
    build.onResolve({ filter: /^\./ }, async (found) => {
      if (found.kind !== "dynamic-import") return undefined;
      const name = await resolved(build, found);
      if (name === undefined || !seldom.some((pattern) => pattern.test(name))) return undefined;
      parts.add(name);
      return { path: name, namespace: "seldom" };
    });
    build.onLoad({ filter: /./, namespace: "seldom" }, ({ path }) => ({
      contents: `module.exports = require("./seldom.cjs")[${JSON.stringify(path)}];`,
    }));
    build.onResolve({ filter: /./, namespace: "seldom" }, ({ path }) => ({ path, external: true }));
  },
});

/**
 * An esbuild plug-in for `dist/seldom.cjs`: what the bundle has is taken from there, so that there is one of each
 * class and of each state.
 *
 * @param inBundle names of the modules of the bundle
 * @param shared a set that is filled with the names of those that are taken
 */
export const takeShared = (inBundle, shared) => ({
  name: "take-shared",
  setup(build) {
    build.onResolve({ filter: /./ }, async (found) => {
      if (found.namespace === "shared") return { path: found.path, external: true };
      const name = await resolved(build, found);
      if (name === undefined || !inBundle.has(name)) return undefined;
      shared.add(name);
      return { path: name, namespace: "shared" };
    });
    build.onLoad({ filter: /./, namespace: "shared" }, async ({ path }) => {
      const shared = `require("./main.cjs").shared[${JSON.stringify(path)}]`;
      if (!path.startsWith("src/")) return { contents: `module.exports = ${shared};` };
      const names = await exportsOf(build.esbuild, path);
      return { contents: `const shared = ${shared};\nexport const { ${names.join(", ")} } = shared;` };
    });
  },
});

/**
 * Names that a module of the program exports. Taken one by one, as constants, they are called as directly as within one
 * file; as properties of an exports object each call would go through a getter of either file.
 */
async function exportsOf(esbuild, path) {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [path],
    format: "esm",
    metafile: true,
    write: false,
  });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}
