import { createHash } from "node:crypto";

const longest = 200;
const kept = 120;
/** Names that Windows keeps for devices, with any extension. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xd800 && code <= 0xdfff) return `%u${code.toString(16).toUpperCase()}`;
  const hex = (byte: number) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`;
  return Array.from(Buffer.from(character, "utf8"), hex).join("");
}

/**
 * The name of a folder for a kind: letters, digits, `_`, `-` and inner dots as they are, all else as in a URL
 * (half a surrogate pair as `%uD800`), so that no kind leaves its folder and no two share a name. What would be
 * longer than file systems take is cut, and a hash of the whole kind follows a `~`.
 */
export function kindName(kind: string): string {
  if (kind === "") return "%";
  let name = kind.replace(/[^A-Za-z0-9_.-]/gu, escaped);
  if (device.test(name)) name = escaped(name.slice(0, 1)) + name.slice(1);
  name = name.replace(/^\.|\.$/g, escaped);
  if (name.length <= longest) return name;
  const hash = createHash("sha256").update(Buffer.from(kind, "utf16le")).digest("hex");
  // Not within an escape.
  return `${name.slice(0, kept).replace(/%(?:u?[0-9A-F]*)$/, "")}~${hash}`;
}
