import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { writeValidators } from "./build-validators.mjs";
import { bundle } from "./bundle.mjs";
import { writeSyncJsonata } from "./sync-jsonata.mjs";

const root = dirname(import.meta.dirname);

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
  await writeNotices(await bundle(root));
  await copySources();
}
