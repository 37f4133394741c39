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

/** A function that reads one name as an expression of its own: of an array, all at any depth. */
export function compileName(program: Program, name: string): string {
  const key = JSON.stringify(name);
  return program.shared(key, (written) =>
    [
      `function ${written}(v) {`,
      `if (typeof v !== "object" || v === null) return undefined;`,
      `if (Array.isArray(v)) return unwrap(lookup(run, v, ${key}));`,
      `return ${readMember("v", name)};`,
      "}",
    ].join("\n"),
  );
}

/** Where the names of a path are. */
export interface NamesPlace {
  /** At its beginning: an array is read item by item, wherever it comes from. */
  readonly first: boolean;
  /** At its end: a single array is the result as it is. */
  readonly last: boolean;
  /** They are all of it: the result is unwrapped. */
  readonly whole: boolean;
}

/**
 * A function that reads `a.b.c` of a value: without any allocation where there are only objects; at the
 * first array, the exact way of the runtime takes over.
 */
export function compileNames(program: Program, names: readonly string[], where: NamesPlace): string {
  const { first, last, whole } = where;
  return program.shared(JSON.stringify([names, first, last, whole]), (name) => {
    const list = program.constant(names);
    const lines = names.flatMap((one, index) => {
      const items = first && index === 0 ? "v" : "isList(v) ? v : [v]";
      const over = `namesOver(run, ${items}, ${list}, ${index}, ${last})`;
      return [
        `if (typeof v !== "object" || v === null) return undefined;`,
        `if (Array.isArray(v)) return ${whole ? `unwrap(${over})` : over};`,
        `${index === names.length - 1 ? "return" : "v ="} ${readMember("v", one)};`,
      ];
    });
    return `function ${name}(v) {\n${lines.join("\n")}\n}`;
  });
}
