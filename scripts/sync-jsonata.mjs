import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";

/**
 * Writes the jsonata library as a synchronous ES module.
 *
 * The library is asynchronous only for host functions that return promises; bylaw has none. Without
 * `async`, an evaluation can be interrupted by a watchdog and costs half. The text is transformed at
 * build time from the installed package, so its version and licence stay npm's business.
 */
export async function writeSyncJsonata(target) {
  const source = await readFile(createRequire(import.meta.url).resolve("jsonata"), "utf8");
  const sync = source
    .replace(/\bawait Promise\.all\(/g, "(")
    .replace(/\basync\s+(?=function\b|\()/g, "")
    .replace(/\bawait\s+/g, "");
  const left = sync.match(/\bawait\b|Promise\.all|\basync (?!:)/g);
  if (left !== null) throw new Error(`jsonata has async code that the build does not know: ${left[0]}`);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(
    target,
    `const module = { exports: {} };\nconst exports = module.exports;\n${sync}\nexport default module.exports;\n`,
  );
}
