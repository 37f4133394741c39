/** A thing judged: one record of a dataset, as a reader would look it up. */
export interface Resource {
  /** Kind of thing, as the data source names it: `flow`, `ivr`, `audit-event` … */
  readonly type: string;
  /** Unique within tenant and type. */
  readonly id: string;
  /** Display name; the id where the record has none. Untrusted text. */
  readonly name: string;
}
