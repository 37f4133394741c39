import type { Detector } from "./detector.ts";

/** Signs that few characters stand for, and these characters: what `prepareText` makes a sign of. */
const fewForms = new Map([
  ["@", "\ufe6b\uff20"],
  ["%", "\ufe6a\uff05"],
]);

/**
 * A pattern that finds whatever a detector may make something of, once it is prepared: one of its signs, in any form.
 * A class of a few characters is looked for many at a time; where a sign has many forms, as digits have, the pattern
 * takes every character that is not plain for one.
 */
export function signsOf(detectors: readonly Detector[]): RegExp {
  const signs = detectors.map((detector) => detector.signs).join("");
  const forms = [...signs].map((sign) => fewForms.get(sign));
  if (signs !== "" && !forms.includes(undefined)) return new RegExp(`[${signs}${forms.join("")}]`);
  return new RegExp(`[^\\t\\n\\r\\x20-\\x7e]${signs === "" ? "" : `|[${signs}]`}`);
}
