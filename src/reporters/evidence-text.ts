import type { Evidence } from "../model/finding.ts";

/** One line for one piece of evidence: where, expected, found, note. */
export function evidenceText({ pointer, expected, found, note }: Evidence): string {
  let text = "";
  const add = (part: string): void => {
    text += text === "" ? part : `, ${part}`;
  };
  if (pointer !== undefined) add(`at '${pointer}'`);
  if (expected !== undefined) add(`expected '${expected}'`);
  if (found !== undefined) add(`found '${found}'`);
  if (note !== undefined) add(note);
  return text;
}
