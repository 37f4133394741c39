#!/usr/bin/env node
// The failing code comes first: whatever ends this process early, it does not end as a pass.
process.exitCode = 70;

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`bylaw needs Node 22.19 or later; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else if (process.argv.length === 3 && process.argv[2] === "--version") {
  // Answered here because loading the command line to say its version doubles the time.
  const { createRequire } = await import("node:module");
  const { version } = createRequire(import.meta.url)("../package.json");
  process.stdout.write(`bylaw/${version} ${process.platform}-${process.arch} node-${process.version}\n`);
  process.exitCode = 0;
} else {
  const { enableCompileCache } = await import("node:module");
  enableCompileCache?.();
  const { main } = await import("../dist/main.js");
  await main(process.argv.slice(2));
}
