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
  const parts = details.map((detail) =>
    typeof detail === "string"
      ? { start: `\n${lineText(detail)}`, texts: undefined }
      : { start: `\n${lineText(detail.label)}`, texts: detail.texts },
  );
  return (item) => {
    let body = "";
    for (const { start, texts } of parts) {
      if (texts === undefined) body += start;
      else for (const text of texts(item)) body += start + lineText(text);
    }
    return body;
  };
}
