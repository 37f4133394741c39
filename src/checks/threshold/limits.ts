import type { OptionsReader } from "../options/options-reader.ts";

/** A bound on a figure. */
export interface Limit {
  /** `at most 5`, `above 0.95`. */
  readonly text: string;
  /** Whether the figure is bounded from above or from below. */
  readonly side: "upper" | "lower";
  holds(value: number): boolean;
}

/** The limits that a rule gives, in fixed order. */
export function limitsOf(options: OptionsReader): readonly Limit[] {
  const limit = (
    name: string,
    words: string,
    side: Limit["side"],
    holds: (value: number, bound: number) => boolean,
  ): readonly Limit[] => {
    const bound = options.number(name);
    return bound === undefined
      ? []
      : [{ text: `${words} ${bound}`, side, holds: (value) => holds(value, bound) }];
  };
  return [
    ...limit("max", "at most", "upper", (value, bound) => value <= bound),
    ...limit("below", "below", "upper", (value, bound) => value < bound),
    ...limit("min", "at least", "lower", (value, bound) => value >= bound),
    ...limit("above", "above", "lower", (value, bound) => value > bound),
  ];
}
