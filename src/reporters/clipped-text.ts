/** The text, or its first `limit` UTF-16 units and how many were cut; never half a character. */
export function clippedText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.isWellFormed() && isLowSurrogate(text.charCodeAt(limit)) ? limit - 1 : limit;
  return `${text.slice(0, end)}… (${text.length - end} more characters)`;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
