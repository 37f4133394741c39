// Kills collectors at random moments and lets the next one go on. Usage: npm run crash:collect -- [kills] [seed]
import { killCollectors } from "../test/crash/killed-collector.ts";

const [kills = 200, seed = 1] = process.argv.slice(2).map(Number);
const result = await killCollectors(kills, seed);
console.log(JSON.stringify(result));
process.exitCode = result.problems.length === 0 ? 0 : 1;
