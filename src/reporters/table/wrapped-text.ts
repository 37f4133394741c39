import { characterWidth, displayWidth } from "./display-width.ts";

/** A word and what may end a line after it: spaces, which the end of a line swallows, or a joint of an id. */
const chunks = /[^ /_-]*(?:[/_-]+| +|$)/g;

/** Lines of at most `width` columns, broken inside a word only where the word is too long for a line. */
export function wrappedText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let room = width;
  const close = () => {
    lines.push(line.trimEnd());
    line = "";
    room = width;
  };
  for (const chunk of text.match(chunks) ?? []) {
    if (line !== "" && displayWidth(chunk.trimEnd()) > room) close();
    for (const character of chunk) {
      const columns = characterWidth(character);
      if (columns > room && character === " ") continue;
      if (columns > room) close();
      line += character;
      room -= columns;
    }
  }
  if (line !== "" || lines.length === 0) close();
  return lines;
}
