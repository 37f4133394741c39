const longest = 120;

/** Text in single quotes, cut to a length that fits a sentence; line breaks become spaces. */
export function quote(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  const characters = [...line.slice(0, longest * 2 + 2)];
  return characters.length > longest ? `'${characters.slice(0, longest).join("")}…'` : `'${line}'`;
}
