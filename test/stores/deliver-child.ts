import { writeSync } from "node:fs";
import { deliveriesOf } from "./deliveries.ts";
import { openPlace } from "./place.ts";

/* Delivers, and says after each batch up to where it was acknowledged. Killed by the test at any moment. */
const { place, from, to, size } = JSON.parse(process.argv[2] ?? "");
const sink = await openPlace(place);
writeSync(1, `${from}\n`);
for (let at = from; at < to; at += size) {
  const end = Math.min(at + size, to);
  const outcome = await sink.deliver(deliveriesOf(at, end));
  if (!outcome.ok || outcome.rejected.length > 0) throw new Error(JSON.stringify(outcome));
  writeSync(1, `${end}\n`);
}
await sink.close();
