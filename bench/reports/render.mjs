// Writes one report in a process of its own and prints what that took, beside what holding the run takes.
// Usage: node bench/reports/render.mjs format profile findings file
import { runOf } from "./run.mjs";

const [format, profile, count, file] = process.argv.slice(2);
const megabytes = 1024 * 1024;
const { reporterEntries } = await import("../../src/reporters/index.ts");
const { writeReports } = await import("../../src/cli/write-reports.ts");
const reporter = reporterEntries.find(({ name }) => name === format);
await reporter.load();
const run = runOf(Number(count));
const settings = profile === "" ? {} : { profile };
const held = process.memoryUsage().rss / megabytes;
const before = process.cpuUsage();
await writeReports(run, [{ reporter, settings, file }], import.meta.dirname, false);
const { user, system } = process.cpuUsage(before);
const peak = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ cpu: (user + system) / 1e6, held, peak }));
