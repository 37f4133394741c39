import { visibleText } from "./visible-text.ts";

// An empty comment ends the text node, so that mentions, references and emoji names are not recognised.
const split = "<!-- -->";
const special =
  /[&<>|`*_~[\]\\$^{}=]|@|#(?=\d)|#|(?<=\bGH)-(?=\d)|:(?=(?:[\w+-]*[a-z_][\w+-]*|[+-]1|100|1234):)|:(?=\/\/)|(?<=\bwww)\./gi;
const splitting = /^(@|:|-)$/;

/** Text for a table cell or a line of GitHub Markdown: shown as it is, whatever it holds. */
export function markdownText(text: string): string {
  return visibleText(text).replace(special, (found, offset: number, whole: string) => {
    const entity = `&#${found.charCodeAt(0)};`;
    const reference = found === "#" && /\d/.test(whole.charAt(offset + 1));
    return splitting.test(found) || reference ? entity + split : entity;
  });
}
