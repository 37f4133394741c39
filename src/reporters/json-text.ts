import type { Json } from "../model/json.ts";
import { invisible } from "./invisible.ts";

// The only raw newlines in JSON text are its own layout. `##…[` is a command to some build logs.
const plain = /^[\n -"$-~]*$/;
const hidden = new RegExp(`[${invisible}--[\\n]]|##(?=[a-zA-Z]*\\[)`, "gv");

/** JSON text in which invisible characters are `\uXXXX`, so that printing it is harmless. */
export function jsonText(value: Json | object, indent = 0): string {
  const text = JSON.stringify(value, null, indent);
  if (plain.test(text)) return text;
  return text.replace(hidden, (found) => (found === "##" ? "#\\u0023" : escapeUnits(found)));
}

function escapeUnits(character: string): string {
  let text = "";
  for (let index = 0; index < character.length; index += 1) {
    text += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }
  return text;
}
