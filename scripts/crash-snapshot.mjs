// Kills a snapshot at random moments and resumes it. Usage: npm run crash:snapshot -- [kills] [seed]
import { killSnapshots } from "../test/crash/interrupted-snapshot.ts";

const [kills = 100, seed = 1] = process.argv.slice(2).map(Number);
const result = await killSnapshots(kills, seed);
console.log(JSON.stringify(result));
process.exitCode = result.equal ? 0 : 1;
