import { Failure } from "../../runtime/failure.ts";
import { invoke } from "../../runtime/invoke.ts";
import type { Match } from "../../runtime/matcher.ts";
import type { Run } from "../../runtime/run.ts";
import { isFound, nextMatch } from "./matches.ts";

/** `$n` as the number of a group, with as many digits as there could be groups. */
function groupNumber(template: string, at: number, groups: number): number {
  const digits = groups === 0 ? 1 : Math.floor(Math.log(groups) * Math.LOG10E) + 1;
  const index = Number.parseInt(template.substring(at, at + digits), 10);
  return digits > 1 && index > groups ? Number.parseInt(template.substring(at, at + digits - 1), 10) : index;
}

/** Puts a match into a replacement text: `$0` is all of it, `$1` its first group, `$$` a dollar. */
function fillIn(template: string, { match, groups }: Match): string {
  let filled = "";
  let position = 0;
  for (let at = template.indexOf("$"); at !== -1; at = template.indexOf("$", position)) {
    filled += template.substring(position, at);
    position = at + 1;
    const next = template.charAt(position);
    if (next === "$" || next === "0") {
      filled += next === "$" ? "$" : match;
      position += 1;
      continue;
    }
    const index = groupNumber(template, position, groups.length);
    if (Number.isNaN(index)) filled += "$";
    else {
      filled += groups[index - 1] ?? "";
      position += String(index).length;
    }
  }
  return filled + template.substring(position);
}

function replaceText(
  run: Run,
  text: string,
  pattern: string,
  by: unknown,
  limit: number | undefined,
): string {
  let result = "";
  let position = 0;
  let count = 0;
  // A function is not called here. The library puts in its source text, which is nobody's business.
  const replacement = typeof by === "function" ? "function" : String(by);
  let at = text.indexOf(pattern);
  while (at !== -1 && (limit === undefined || count < limit)) {
    run.tick();
    result += text.substring(position, at) + replacement;
    run.assertText(result.length);
    position = at + pattern.length;
    count += 1;
    at = text.indexOf(pattern, position);
  }
  return result + text.substring(position);
}

function replacementOf(run: Run, by: unknown, match: Match): string {
  const value = typeof by === "string" ? fillIn(by, match) : invoke(run, by, [match], null);
  if (typeof value !== "string") throw new Failure("D3012", { value });
  return value;
}

function replaceMatches(
  run: Run,
  text: string,
  pattern: unknown,
  by: unknown,
  limit: number | undefined,
): string {
  let result = "";
  let position = 0;
  let count = 0;
  let next = nextMatch(run, pattern, [text]);
  while (isFound(next) && (limit === undefined || count < limit)) {
    result += text.substring(position, next.start) + replacementOf(run, by, next);
    run.assertText(result.length);
    position = next.start + next.match.length;
    count += 1;
    next = nextMatch(run, next.next, []);
  }
  return result + text.substring(position);
}

/** `$replace`. @throws Failure D3010 to D3012 */
export function replace(
  run: Run,
  text: string,
  pattern: unknown,
  by: unknown,
  limit: number | undefined,
): string {
  if (pattern === "") throw new Failure("D3010", { value: pattern, index: 2 });
  if (limit !== undefined && limit < 0) throw new Failure("D3011", { value: limit, index: 4 });
  if (limit !== undefined && !(limit > 0)) return text;
  return typeof pattern === "string"
    ? replaceText(run, text, pattern, by, limit)
    : replaceMatches(run, text, pattern, by, limit);
}
