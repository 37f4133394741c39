// `npm start`: checks the quickstart project against the embedded simulated org, over real HTTP, and says what
// the check returned; then shows the five systems. Ends 0 when all of it worked, whatever it found: finding
// problems is its job.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { showSystems } from "./show-systems.mjs";

const root = dirname(import.meta.dirname);
const args = ["check", "--project", "examples/quickstart", "--now", "2026-11-01T09:00:00Z"];
process.stdout.write(`$ bylaw ${args.join(" ")}\n\n`);
const { status } = spawnSync(process.execPath, [join(root, "bin/run.js"), ...args], {
  cwd: root,
  stdio: "inherit",
});

const meanings = {
  0: "0: everything was evaluated and nothing at or above failOn failed",
  1: "1: the org breaks at least one rule, which is what the simulated org is made for",
};
process.stdout.write(`\nbylaw check returned ${meanings[status] ?? `${status}: the check did not work`}.\n`);
const checked = status === 0 || status === 1;
const shown = showSystems(root);
process.exitCode = checked && shown ? 0 : checked ? 70 : (status ?? 70);
