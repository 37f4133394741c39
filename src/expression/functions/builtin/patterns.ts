import { Failure } from "../../runtime/failure.ts";
import type { Run } from "../../runtime/run.ts";
import { Sequence } from "../../runtime/sequence.ts";
import { type Builtin, builtin } from "./builtin.ts";
import { isFound, nextMatch } from "./matches.ts";
import { replace } from "./replace.ts";

type Text = string | undefined;
type Maybe = number | undefined;

function contains(run: Run, text: Text, token: unknown): boolean | undefined {
  if (text === undefined || token === undefined) return undefined;
  if (typeof token === "string") return text.includes(token);
  return nextMatch(run, token, [text]) !== undefined;
}

function match(run: Run, text: Text, matcher: unknown, limit: Maybe): Sequence | undefined {
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw new Failure("D3040", { value: limit, index: 3 });
  const found = new Sequence();
  if (limit !== undefined && !(limit > 0)) return found;
  let count = 0;
  let next = nextMatch(run, matcher, [text]);
  while (isFound(next) && (limit === undefined || count < limit)) {
    run.push(found, { match: next.match, index: next.start, groups: next.groups });
    next = nextMatch(run, next.next, []);
    count += 1;
  }
  return found;
}

function splitAtMatches(run: Run, text: string, separator: unknown, limit: Maybe): string[] {
  const parts: string[] = [];
  let start = 0;
  let next = nextMatch(run, separator, [text]);
  while (isFound(next) && (limit === undefined || parts.length < limit)) {
    parts.push(text.substring(start, next.start));
    start = next.end;
    next = nextMatch(run, next.next, []);
  }
  if (limit === undefined || parts.length < limit) parts.push(text.substring(start));
  return parts;
}

function split(run: Run, text: Text, separator: unknown, limit: Maybe): string[] | undefined {
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw new Failure("D3020", { value: limit, index: 3 });
  if (limit !== undefined && !(limit > 0)) return [];
  if (typeof separator === "string") return text.split(separator, limit);
  return splitAtMatches(run, text, separator, limit);
}

/** Functions of text that take a regular expression. */
export const patterns: readonly Builtin[] = [
  builtin("contains", "<s-(sf):b>", (run, text: Text, token: unknown) => contains(run, text, token)),
  builtin("match", "<s-f<s:o>n?:a<o>>", (run, text: Text, matcher: unknown, limit: Maybe) =>
    match(run, text, matcher, limit),
  ),
  builtin("replace", "<s-(sf)(sf)n?:s>", (run, text: Text, pattern: unknown, by: unknown, limit: Maybe) =>
    text === undefined ? undefined : replace(run, text, pattern, by, limit),
  ),
  builtin("split", "<s-(sf)n?:a<s>>", (run, text: Text, separator: unknown, limit: Maybe) =>
    split(run, text, separator, limit),
  ),
];
