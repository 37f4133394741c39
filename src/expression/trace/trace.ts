import type { Json } from "../../model/json.ts";

/** What one sub-expression came to; in a loop there is one for each time around. */
export interface TraceStep {
  /** What kind of expression it is: `path`, `name`, `binary`, `call`, … */
  readonly kind: string;
  /** JSONata's: the offset in the source behind the token that the expression is known by. */
  readonly position: number | undefined;
  /** How many expressions are around it. */
  readonly depth: number;
  /** Absent: nothing, or what is not JSON, such as a function. */
  readonly value?: Json;
  /** Where the value is in the record, if it is a part of it. */
  readonly pointer?: string;
  /** The code of the error that it failed with. */
  readonly error?: string;
}

/** A field of the record that an expression read. */
export interface TraceRead {
  /** JSON Pointer (RFC 6901) into the record. */
  readonly pointer: string;
  /** False for a field that the record does not have. */
  readonly found: boolean;
}

/** How an expression came to its value. */
export interface Trace {
  /** In the order in which they were done: parts before the whole. */
  readonly steps: readonly TraceStep[];
  /** Each once, in the order in which they were read first. */
  readonly reads: readonly TraceRead[];
  /** There were more steps than are kept. */
  readonly truncated: boolean;
}
