import type { Callable } from "../../runtime/callable.ts";
import { aggregation } from "./aggregation.ts";
import { arrays } from "./arrays.ts";
import { dates } from "./dates.ts";
import { encoding } from "./encoding.ts";
import { numberFormats } from "./format-number.ts";
import { higherOrder } from "./higher-order.ts";
import { integers } from "./integers.ts";
import { numeric } from "./numeric.ts";
import { objects } from "./objects.ts";
import { patterns } from "./patterns.ts";
import { text } from "./text.ts";

/** Every function of JSONata by its name, except `$eval`, which an engine has to bring. */
export const builtins: ReadonlyMap<string, Callable> = new Map([
  ...[...aggregation, ...arrays, ...dates, ...encoding, ...numberFormats, ...higherOrder],
  ...[...integers, ...numeric, ...objects, ...patterns, ...text],
]);
