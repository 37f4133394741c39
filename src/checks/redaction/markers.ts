/**
 * What stands in the place of a redacted value when a rule does not say: general markers, and the tags
 * that Genesys Cloud writes into transcripts.
 */
export const defaultMarkers: readonly string[] = [
  "[REDACTED]",
  "REDACTED",
  "[MASKED]",
  "***",
  "[card number]",
  "[card expiry date]",
  "[user info]",
  "[phone]",
  "[email]",
  "[name]",
  "[postal code]",
  "[location]",
  "[national id]",
  "[personal info]",
];

/**
 * Tells whether a text is nothing but a marker. The whole text has to be one, apart from white space
 * around it and case: `4111***1111` is no marker. A marker of three or more times the same symbol, such
 * as `***`, also stands for longer runs of it, because masks keep the length of what they hide.
 */
export function markerTest(markers: readonly string[]): (text: string) => boolean {
  const whole = new Set(markers.map(normalise));
  const symbols = new Set(markers.map(normalise).flatMap(maskSymbol));
  return (text) => {
    const plain = normalise(text);
    if (whole.has(plain)) return true;
    const [symbol] = maskSymbol(plain);
    return symbol !== undefined && symbols.has(symbol);
  };
}

function normalise(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}

/** The symbol that a run of at least three consists of; a letter is one too (`xxxx`), a digit never is. */
function maskSymbol(text: string): readonly string[] {
  const [symbol] = text;
  if (symbol === undefined || /\p{N}/u.test(symbol)) return [];
  let length = 0;
  for (const character of text) {
    if (character !== symbol) return [];
    length += 1;
  }
  return length >= 3 ? [symbol] : [];
}
