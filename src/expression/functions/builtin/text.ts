import type { Run } from "../../runtime/run.ts";
import { textLength } from "../../runtime/text-length.ts";
import { toText } from "../../runtime/to-text.ts";
import { type Builtin, builtin } from "./builtin.ts";

type Text = string | undefined;
type Maybe = number | undefined;

/** Positions and lengths count characters, not code units. */
function substring(text: Text, start: Maybe, length: Maybe): Text {
  if (text === undefined) return undefined;
  const characters = [...text];
  const from = characters.length + (start ?? Number.NaN) < 0 ? 0 : start;
  if (length === undefined) return characters.slice(from).join("");
  if (length <= 0) return "";
  const begin = from ?? Number.NaN;
  const end = begin >= 0 ? begin + length : characters.length + begin + length;
  return characters.slice(from, end).join("");
}

function before(text: Text, mark: Text): Text {
  const at = text?.indexOf(String(mark)) ?? -1;
  return at === -1 ? text : text?.slice(0, at);
}

function after(text: Text, mark: Text): Text {
  const at = text?.indexOf(String(mark)) ?? -1;
  return at === -1 ? text : text?.slice(at + String(mark).length);
}

function trim(text: string): string {
  return text.replace(/[ \t\n\r]+/g, " ").replace(/^ | $/g, "");
}

function pad(run: Run, text: Text, width: Maybe, filler: Text): Text {
  if (text === undefined) return undefined;
  const wanted = Math.trunc(width ?? Number.NaN);
  const missing = Math.abs(wanted) - textLength(text);
  if (!(missing > 0)) return text;
  const unit = filler === undefined || filler === "" ? " " : filler;
  run.assertText(text.length + missing * unit.length);
  const whole = unit.repeat(missing);
  const padding = unit.length > 1 ? [...whole].slice(0, missing).join("") : whole;
  return wanted > 0 ? text + padding : padding + text;
}

function join(run: Run, texts: readonly string[] | undefined, separator = ""): Text {
  if (texts === undefined) return undefined;
  let size = texts.length * separator.length;
  for (const text of texts) size += text.length;
  run.assertText(size);
  return texts.join(separator);
}

/** Functions of text that know no patterns. */
export const text: readonly Builtin[] = [
  builtin(
    "string",
    "<x-b?:s>",
    (run, value: unknown, pretty: boolean | undefined) =>
      value === undefined ? undefined : toText(run, value, pretty === true),
    { arity: 1, parameters: "S0208" },
  ),
  builtin("substring", "<s-nn?:s>", (_, value: Text, start: Maybe, length: Maybe) =>
    substring(value, start, length),
  ),
  builtin("substringBefore", "<s-s:s>", (_, value: Text, mark: Text) => before(value, mark)),
  builtin("substringAfter", "<s-s:s>", (_, value: Text, mark: Text) => after(value, mark)),
  builtin("lowercase", "<s-:s>", (_, value: Text) => value?.toLowerCase()),
  builtin("uppercase", "<s-:s>", (_, value: Text) => value?.toUpperCase()),
  builtin("length", "<s-:n>", (_, value: Text) => (value === undefined ? undefined : textLength(value))),
  builtin("trim", "<s-:s>", (_, value: Text) => (value === undefined ? undefined : trim(value))),
  builtin("pad", "<s-ns?:s>", (run, value: Text, width: Maybe, filler: Text) =>
    pad(run, value, width, filler),
  ),
  builtin("join", "<a<s>s?:s>", (run, texts: readonly string[] | undefined, separator: Text) =>
    join(run, texts, separator),
  ),
];
