import jsonata from "#jsonata-sync";

/** Names of JSONata's own functions, without `$`. */
export const builtinNames: readonly string[] = [
  ..."abs append assert average base64decode base64encode boolean ceil clone contains count".split(" "),
  ..."decodeUrl decodeUrlComponent distinct each encodeUrl encodeUrlComponent error eval exists".split(" "),
  ..."filter floor formatBase formatInteger formatNumber fromMillis join keys length lookup lowercase".split(
    " ",
  ),
  ..."map match max merge millis min not now number pad parseInteger power random reduce replace".split(" "),
  ..."reverse round shuffle sift single sort split spread sqrt string substring substringAfter".split(" "),
  ..."substringBefore sum toMillis trim type uppercase zip".split(" "),
];

const builtins = new Set(builtinNames);

/** True for the name of a function of JSONata. */
export function isBuiltin(name: string): boolean {
  return builtins.has(name);
}

/** Functions whose result is not a matter of the data alone, or that run text as code. */
export const refusedNames: ReadonlySet<string> = new Set(["eval", "random", "shuffle"]);

const required = new Map<string, number>();

function requiredParameters(name: string): number {
  const found = jsonata(`$${name}`).evaluate(undefined) as
    | { signature?: { definition?: string } }
    | undefined;
  const parameters = /^<([^:]*)/.exec(found?.signature?.definition ?? "")?.[1] ?? "";
  if (!parameters.includes("-")) return 0;
  const plain = parameters.replace(/\([^)]*\)/g, "x").replace(/<[^<>]*(?:<[^<>]*>[^<>]*)*>/g, "");
  return plain.match(/[a-z](?!-?\?)/g)?.length ?? 0;
}

/** True when a call with so many arguments takes the context value for one more. */
export function readsContext(name: string, argumentCount: number): boolean {
  if (!builtins.has(name)) return false;
  const known = required.get(name) ?? requiredParameters(name);
  required.set(name, known);
  return argumentCount < known;
}
