import { invisible } from "./invisible.ts";

/** Most texts hold nothing that needs a closer look, and finding that out is cheap. */
const plain = /^[ !$%'-;=?-~]*$/;
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
const reserved = /[&<>"]|##(?=[a-zA-Z]*\[)/g;
const special = new RegExp(`${reserved.source}|${invisible}`, "gv");
const [space, tilde, hash] = [0x20, 0x7e, 0x23];
const named: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "##": "#&#x23;",
};
/** By UTF-16 unit. */
const entities: readonly (string | undefined)[] = Array.from(
  { length: tilde + 1 },
  (_, unit) => named[String.fromCharCode(unit)],
);

/**
 * Text for an XML 1.0 element or an attribute in double quotes. Characters that XML cannot hold become U+FFFD; line breaks
 * and invisible characters become references, so that a reader gets them back and a log never does.
 */
export function xmlText(text: string): string {
  if (plain.test(text)) return text;
  return printableText(text) ?? anyText(text);
}

/** Each character is looked at once, which for short texts is faster than any regular expression. */
function printableText(text: string): string | undefined {
  let result = "";
  let taken = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < space || unit > tilde || unit === hash) return undefined;
    const entity = entities[unit];
    if (entity === undefined) continue;
    result += text.slice(taken, index) + entity;
    taken = index + 1;
  }
  return result + text.slice(taken);
}

function anyText(text: string): string {
  return text
    .replace(illegal, "\ufffd")
    .replace(special, (found) => named[found] ?? `&#x${(found.codePointAt(0) ?? 0).toString(16)};`);
}
