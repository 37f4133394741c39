// Loaded into each process of a bench: says what the whole process took, and what it took and held from where it began
// to write reports.
const { writeFileSync } = require("node:fs");

const megabytes = 1024 * 1024;
const seconds = ({ user, system }) => (user + system) / 1e6;
let writing;
const { write } = process.stderr;
process.stderr.write = function (text, ...rest) {
  if (String(text).startsWith("Writing reports"))
    writing = { cpu: process.cpuUsage(), held: process.memoryUsage.rss() / megabytes };
  return write.call(this, text, ...rest);
};

// Listeners may be removed, as bylaw does with those it does not know; the event itself is not.
const { emit } = process;
process.emit = function (name, ...rest) {
  const heard = emit.call(this, name, ...rest);
  if (name === "exit" && process.env.BENCH_USAGE !== undefined) {
    const usage = {
      cpu: seconds(process.cpuUsage()),
      peak: process.resourceUsage().maxRSS / 1024,
      writing: writing && { cpu: seconds(process.cpuUsage(writing.cpu)), held: writing.held },
    };
    writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage));
  }
  return heard;
};
