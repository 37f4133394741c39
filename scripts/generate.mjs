// `npm run generate`: rewrites everything that is generated and committed. Needs a build (`npm run build`).
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generatedFiles } from "./generate/generated-files.ts";

const root = dirname(import.meta.dirname);

const manifest = spawnSync(join(root, "node_modules/.bin/oclif"), ["manifest"], {
  cwd: root,
  encoding: "utf8",
});
if (manifest.status !== 0) throw new Error(manifest.stderr);

for (const [name, text] of Object.entries(generatedFiles(root))) {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}
