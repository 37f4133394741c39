// Loaded into each process of the bench: says what the whole process took.
const { writeFileSync } = require("node:fs");

// Listeners may be removed, as bylaw does with those it does not know; the event itself is not.
const { emit } = process;
process.emit = function (name, ...rest) {
  const heard = emit.call(this, name, ...rest);
  if (name === "exit" && process.env.BENCH_USAGE !== undefined) {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = { cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 };
    writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage));
  }
  return heard;
};
