import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** What is changed in packages on their way into the bundle: what costs every run time for nothing, or tells too much. */
const patches = {
  // The order of the commands; comparing by locale sets up ICU's collation. Ids are plain ASCII.
  "@oclif/core/lib/config/plugin.js": [
    ".sort((a, b) => a.id.localeCompare(b.id))",
    ".sort((a, b) => (a.id < b.id ? -1 : 1))",
  ],
  // Whether this is Windows' Linux; the rest of the package finds PowerShell.
  "@oclif/core/lib/util/os.js": ["(await import('wsl-utils')).isWsl", "(await import('is-wsl')).default"],
  // Looks for the package on disk before asking for it; it is in the bundle.
  "fdir/dist/index.cjs": ['require.resolve("picomatch");', ""],
  // Whoever listens, Node itself with NODE_DEBUG, prints the path of each request, which may be what gives access.
  "undici/lib/core/diagnostics.js": [
    "const diagnosticsChannel = require('node:diagnostics_channel')",
    "const diagnosticsChannel = { channel: () => ({ hasSubscribers: false, publish() {} }), subscribe() {} }",
  ],
};

/** An esbuild plug-in. Fails when a package no longer holds what is to be changed. */
export function patchedPackages(root) {
  const modules = join(root, "node_modules");
  return {
    name: "patched-packages",
    setup(build) {
      build.onLoad(
        { filter: /[\\/]node_modules[\\/](?:@oclif|fdir|undici)[\\/].*\.c?js$/ },
        async ({ path }) => {
          const file = relative(modules, path).split(sep).join("/");
          if (!(file in patches)) return undefined;
          const [from, to] = patches[file];
          const text = await readFile(path, "utf8");
          if (text.split(from).length !== 2) throw new Error(`${file} has changed: look at its patch again`);
          return { contents: text.replace(from, to) };
        },
      );
    },
  };
}
