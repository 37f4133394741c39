import type { Tuple } from "./sequence.ts";

/**
 * An expression to be evaluated for several contexts, however it is: by the interpreter or compiled. The
 * variables of the tuple come before those around it.
 */
export type Term = (context: unknown, tuple: Tuple | undefined) => unknown;
