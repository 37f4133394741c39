// Ends a collector at every write, flush, rename and commit of one run, and lets each fail. Usage: npm run crash:calls
import { breakAll, callsOfOneRun, startCalmOrg } from "../test/crash/broken-calls.ts";

const org = await startCalmOrg();
const calls = await callsOfOneRun(org);
const problems = await breakAll(org, calls);
await org.simulator.close();
console.log(JSON.stringify({ calls: calls.length, cases: 2 * calls.length, problems }));
process.exitCode = problems.length === 0 ? 0 : 1;
