import { folded } from "./folded.ts";

/** Replaces a value in a text, in whatever case. A short one as a word only: every `1` would destroy the message. */
export function maskValue(text: string, value: string, replacement: string): string {
  if (value.length >= 4) return maskEach(text, value, replacement);
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu"), replacement);
}

function maskEach(text: string, value: string, replacement: string): string {
  const [plain, sought] = [folded(text), folded(value)];
  let result = "";
  let taken = 0;
  for (let at = plain.indexOf(sought); at !== -1; at = plain.indexOf(sought, taken)) {
    result += text.slice(taken, at) + replacement;
    taken = at + sought.length;
  }
  return result + text.slice(taken);
}
