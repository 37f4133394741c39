import { rememberLast } from "../remember-last.ts";
import { attributeText, lineText, shortText } from "./case-text.ts";
import type { CaseShape } from "./test-case.ts";

/** Writes test cases that are alike, each from its name on. What they have in common is written once. */
export function caseWriter<Item>(
  { result, type, message, details, file }: CaseShape<Item>,
  withFile: boolean,
): (name: string, item: Item) => string {
  const place = withFile ? ` file="${attributeText(file)}"` : "";
  const opening = `" time="0"${place}>\n      `;
  const closing = "\n    </testcase>\n";
  const bodyOf = bodyWriter(details);
  const messageOf = typeof message === "string" ? () => message : message;
  if (result === "passed" || result === "skipped") {
    // The schema allows `skipped` no attributes; readers fall back to its text.
    const element = result === "passed" ? "system-out" : result;
    return (name, item) =>
      `${attributeText(name)}${opening}<${element}>${lineText(messageOf(item))}${bodyOf(item)}</${element}>${closing}`;
  }
  const start = `${opening}<${result} type="${attributeText(type)}" message="`;
  const end = `</${result}>${closing}`;
  return (name, item) => {
    const text = messageOf(item);
    const line = lineText(text);
    return `${attributeText(name)}${start}${shortText(text, line)}">${line}${bodyOf(item)}${end}`;
  };
}

/** Writes the lines behind the message. */
function bodyWriter<Item>(details: CaseShape<Item>["details"]): (item: Item) => string {
  const parts = details.map((detail) => {
    if (typeof detail === "string") return `\n${lineText(detail)}`;
    const start = `\n${lineText(detail.label)}`;
    const lines = rememberLast((texts: readonly string[]) =>
      texts.reduce((all, text) => all + start + lineText(text), ""),
    );
    return (item: Item) => lines(detail.texts(item));
  });
  return (item) => {
    let body = "";
    for (const part of parts) body += typeof part === "string" ? part : part(item);
    return body;
  };
}
