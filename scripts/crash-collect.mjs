// Kills collectors at random moments and lets the next one go on. Usage: npm run crash:collect -- [kills] [seed] [chains]
import { killCollectors } from "../test/crash/killed-collector.ts";

const [kills = 200, seed = 1, chains = 4] = process.argv.slice(2).map(Number);
const result = await killCollectors(kills, seed, chains);
const seconds = Math.round(performance.now() / 1000);
console.log(JSON.stringify({ ...result, seconds }));
process.exitCode = result.problems.length === 0 ? 0 : 1;
