import { createHash } from "node:crypto";

const longest = 200;
const kept = 120;
/** Names that Windows keeps for devices, with any extension. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xd800 && code <= 0xdfff) return `~${code.toString(16).toUpperCase()}`;
  const hex = (byte: number) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`;
  return Array.from(Buffer.from(character, "utf8"), hex).join("");
}

/** A part of the name for each character of the kind. */
function partsOf(kind: string): string[] {
  const characters = Array.from(kind);
  return characters.map((character, at) => {
    const outer = at === 0 || at === characters.length - 1;
    const plain = outer ? /[A-Za-z0-9_-]/ : /[A-Za-z0-9_.-]/;
    return plain.test(character) && !(at === 0 && device.test(kind)) ? character : escaped(character);
  });
}

/**
 * The name of a folder for a kind: letters, digits, `_`, `-` and inner dots as they are, all else as in a URL, so
 * that no kind leaves its folder and no two share a name. What a URL cannot say is behind a `~`: half a surrogate
 * pair (`~D800`), no kind at all (`~`), and at the end of a kind that is longer than file systems take and was cut,
 * a hash of the whole (`~~…`).
 */
export function kindName(kind: string): string {
  if (kind === "") return "~";
  const parts = partsOf(kind);
  const name = parts.join("");
  if (name.length <= longest) return name;
  let start = "";
  for (const part of parts) {
    if (start.length + part.length > kept) break;
    start += part;
  }
  const hash = createHash("sha256").update(Buffer.from(kind, "utf16le")).digest("hex");
  return `${start}~~${hash}`;
}
