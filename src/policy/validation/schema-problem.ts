/** One thing that is wrong with a value according to its schema, worded for people. */
export interface SchemaProblem {
  /** JSON Pointer to the value. */
  readonly pointer: string;
  /** What to point at: the value, or the key it stands under (for what concerns a whole entry). */
  readonly at: "key" | "value";
  readonly code: "unknown-key" | "missing-key" | "wrong-type" | "wrong-value";
  readonly summary: string;
  /** The key that is unknown or missing. */
  readonly key?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly suggestions?: readonly string[];
}
