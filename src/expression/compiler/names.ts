import type { Program } from "./program.ts";

/** Names that every object answers to, by its prototype: only own members count. */
function isInherited(name: string): boolean {
  return name in Object.prototype;
}

function readMember(from: string, name: string): string {
  const key = JSON.stringify(name);
  return isInherited(name)
    ? `(Object.hasOwn(${from}, ${key}) ? ${from}[${key}] : undefined)`
    : `${from}[${key}]`;
}

/**
 * A function that reads `a.b.c` of a value: without any allocation where there are only objects; at the
 * first array, the exact way of the runtime takes over.
 *
 * @param last the names are the end of a path: a single array is its result as it is
 * @param whole the names are the whole path: its result is unwrapped
 */
export function compileNames(
  program: Program,
  names: readonly string[],
  last: boolean,
  whole = false,
): string {
  return program.shared(JSON.stringify([names, last, whole]), (name) => {
    const list = program.constant(names);
    const lines = names.flatMap((one, index) => {
      const over = `namesOver(run, v, ${list}, ${index}, ${last})`;
      return [
        `if (typeof v !== "object" || v === null) return undefined;`,
        `if (Array.isArray(v)) return ${whole ? `unwrap(${over})` : over};`,
        `${index === names.length - 1 ? "return" : "v ="} ${readMember("v", one)};`,
      ];
    });
    return `function ${name}(v) {\n${lines.join("\n")}\n}`;
  });
}
