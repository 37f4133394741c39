import type { SourceNode } from "../text/source-node.ts";

/** A value given for a variable, before its type is known. */
export interface GivenValue {
  readonly name: string;
  /** Where it comes from, for messages: `--var`, `the environment variable BYLAW_VAR_x` … */
  readonly origin: string;
  /** Text is converted to the variable's type; a node has to be of it already. */
  readonly value: string | SourceNode;
}
