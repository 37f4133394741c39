import type { Severity } from "../../model/severity.ts";

export type Tone = Severity | "strong" | "good" | "bad" | "doubtful";

const codes: Readonly<Record<Tone, readonly [on: number, off: number]>> = {
  critical: [31, 39],
  high: [91, 39],
  medium: [33, 39],
  low: [36, 39],
  info: [90, 39],
  strong: [1, 22],
  good: [32, 39],
  bad: [31, 39],
  doubtful: [33, 39],
};

/** Colours neutralised text, or leaves it when colour is off. */
export type Paint = (text: string, tone: Tone) => string;

export function paintFor(color: boolean): Paint {
  if (!color) return (text) => text;
  return (text, tone) => {
    const [on, off] = codes[tone];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };
}
