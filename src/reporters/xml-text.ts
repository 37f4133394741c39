import { invisible } from "./invisible.ts";

/** Most texts hold nothing that needs a closer look, and finding that out is cheap. */
const plain = /^[ !$%'-;=?-~]*$/;
const printable = /^[ -~]*$/;
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
const reserved = /[&<>"]|##(?=[a-zA-Z]*\[)/g;
const special = new RegExp(`${reserved.source}|${invisible}`, "gv");
const named: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "##": "#&#x23;",
};

/**
 * Text for an XML 1.0 element or an attribute in double quotes. Characters that XML cannot hold become U+FFFD; line breaks
 * and invisible characters become references, so that a reader gets them back and a log never does.
 */
export function xmlText(text: string): string {
  if (plain.test(text)) return text;
  if (printable.test(text)) return text.replace(reserved, (found) => named[found] ?? found);
  return text
    .replace(illegal, "\ufffd")
    .replace(special, (found) => named[found] ?? `&#x${(found.codePointAt(0) ?? 0).toString(16)};`);
}
