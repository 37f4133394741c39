type Sqlite = typeof import("node:sqlite");

function isSqliteWarning(warning: string | Error, type: unknown): boolean {
  return type === "ExperimentalWarning" && String(warning).includes("SQLite");
}

/**
 * Node's own SQLite. Some versions of Node that bylaw runs on call it experimental and say so when it is loaded;
 * that is nothing a user can act on, so this one warning is left out, and only while it is loaded.
 *
 * @returns undefined when this Node was built without it
 */
export function loadSqlite(): Sqlite | undefined {
  const original = process.emitWarning;
  const filtered = (warning: string | Error, ...rest: readonly unknown[]): void => {
    if (!isSqliteWarning(warning, rest[0])) Reflect.apply(original, process, [warning, ...rest]);
  };
  process.emitWarning = filtered;
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = original;
  }
}
