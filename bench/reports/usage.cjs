// Loaded into a check: says what it took from where it begins to write reports to the end of the process.
const { writeFileSync } = require("node:fs");

const megabytes = 1024 * 1024;
let begun;
const { write } = process.stderr;
process.stderr.write = function (text, ...rest) {
  if (String(text).startsWith("Writing reports"))
    begun = { cpu: process.cpuUsage(), held: process.memoryUsage.rss() / megabytes };
  return write.call(this, text, ...rest);
};
// Listeners may be removed, as bylaw does with those it does not know; the event itself is not.
const { emit } = process;
process.emit = function (name, ...rest) {
  const heard = emit.call(this, name, ...rest);
  if (name === "exit" && begun !== undefined) {
    const { user, system } = process.cpuUsage(begun.cpu);
    const peak = process.resourceUsage().maxRSS / 1024;
    writeFileSync(
      process.env.BENCH_USAGE,
      JSON.stringify({ cpu: (user + system) / 1e6, held: begun.held, peak }),
    );
  }
  return heard;
};
