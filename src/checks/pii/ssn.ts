import type { Detector } from "./detector.ts";

const written = /(?<![\p{L}\p{N}])(?<!\p{N}[-. ])\d{3}(?:-\d{2}-| \d{2} )\d{4}(?![\p{L}\p{N}]|[-. ]\d)/gu;
const bare = /(?<![\p{L}\p{N}])\d{3}[-. ]?\d{2}[-. ]?\d{4}(?![\p{L}\p{N}])/gu;
const hint = /(?:^| )(?:ssn|social ?security|tax ?payer id)(?: |$)/;

/**
 * US social security numbers, written 3-2-4 with dashes or spaces. Nine digits in a row are one only
 * below a property whose name says so; elsewhere they are far more often an identifier.
 */
export const ssn: Detector = {
  kind: "ssn",
  label: "a social security number",
  signs: "0-9",
  find(text, { name }) {
    const found = hint.test(name) ? [...text.matchAll(bare)] : [...text.matchAll(written)];
    return found
      .filter(([number]) => isIssuable(number.replace(/\D/g, "")))
      .map(({ index, 0: number }) => ({ start: index, end: index + number.length }));
  },
};

/** Area, group and serial that the administration can give out. */
function isIssuable(digits: string): boolean {
  const area = digits.slice(0, 3);
  return (
    area !== "000" &&
    area !== "666" &&
    area < "900" &&
    digits.slice(3, 5) !== "00" &&
    digits.slice(5) !== "0000"
  );
}
