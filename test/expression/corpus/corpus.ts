import { depth } from "./depth.ts";
import { growth } from "./growth.ts";
import type { HostileCase } from "./hostile-case.ts";
import { keys } from "./keys.ts";
import { numbers } from "./numbers.ts";
import { patterns } from "./patterns.ts";

/** Expressions and data that mean harm. What becomes of them is in `outcomes.json`. */
export const corpus: readonly HostileCase[] = [...patterns, ...growth, ...depth, ...keys, ...numbers];
