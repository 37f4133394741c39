import type { Location } from "./location.ts";

/** An accepted deviation: applied to findings after evaluation, always counted and shown. */
export interface Waiver {
  /** `policy/rule`; `*` matches any run of characters except `/`. */
  readonly rule: string;
  /** Every given property must match; `*` as in `rule`. */
  readonly resource: {
    readonly type?: string;
    readonly id?: string;
    readonly name?: string;
  };
  readonly tenant?: string;
  readonly owner: string;
  readonly reason: string;
  /** Epoch milliseconds, UTC. From this instant on the finding fails again. */
  readonly expires: number;
  readonly location: Location;
}
