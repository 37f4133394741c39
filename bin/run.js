#!/usr/bin/env node
import { createRequire } from "node:module";

// The failing code comes first: whatever ends this process early, it does not end as a pass.
process.exitCode = 70;

// What oclif prints with it repeats the command line, in which the URL of a store may hold a password.
delete process.env.DEBUG;

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`bylaw needs Node 22.19 or later; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  const require = createRequire(import.meta.url);
  if (process.argv.length === 3 && process.argv[2] === "--version") {
    // Answered here because loading the command line to say its version doubles the time.
    const { version } = require("../package.json");
    process.stdout.write(`bylaw/${version} ${process.platform}-${process.arch} node-${process.version}\n`);
    process.exitCode = 0;
  } else {
    // V8's cache holds what was compiled when the file was loaded. Left alone, V8 compiles a function when
    // it is first called, so that every run would compile again nearly all it uses.
    const { enableCompileCache } = require("node:module");
    const { setFlagsFromString } = require("node:v8");
    setFlagsFromString("--no-lazy");
    if (enableCompileCache().directory === undefined) setFlagsFromString("--lazy");
    const program = require("../dist/main.cjs");
    setFlagsFromString("--lazy");
    await program.main(process.argv.slice(2));
  }
}
