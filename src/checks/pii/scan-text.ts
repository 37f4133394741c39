import { blankIdentifiers } from "./blank-identifiers.ts";
import type { Detector, TextContext } from "./detector.ts";
import { overwriteMatches } from "./overwrite-matches.ts";
import { prepareText } from "./prepare-text.ts";

/** Personal data found in a text. */
export interface Discovery {
  readonly detector: Detector;
  /** As the original text has it. Must not leave the process. */
  readonly value: string;
}

const worthALook = /[0-9@]/;

/** Runs detectors over a text; a stretch that one of them claims is not looked at by those after it. */
export function scanText(
  raw: string,
  detectors: readonly Detector[],
  context: TextContext,
): readonly Discovery[] {
  const prepared = prepareText(raw);
  if (!worthALook.test(prepared.text)) return [];
  const discoveries: Discovery[] = [];
  let text = blankIdentifiers(prepared.text);
  for (const detector of detectors) {
    const matches = detector.find(text, context);
    for (const match of matches) discoveries.push({ detector, value: prepared.original(match) });
    text = overwriteMatches(text, matches);
  }
  return discoveries;
}
