const beyondAscii = /[^\p{ASCII}]/u;

/**
 * A text in which case makes no difference. Each character for itself, where it stays as long as it is: the same
 * characters have to look the same wherever they stand, and places have to stay where they are.
 */
export function folded(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  return text.replace(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });
}
