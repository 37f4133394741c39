/** Why a path written in a document cannot be used, before any file is looked at. */
export type PathFault = { readonly code: string; readonly summary: string };

/**
 * Refuses what is no plain path below the project: absolute paths of any system, URLs, backslashes,
 * home folders, NUL and the names of Windows devices.
 *
 * @param text as written
 */
export function pathFault(text: string): PathFault | undefined {
  if (text.includes("\0")) return outside("holds a NUL character");
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return outside("is a URL or names a drive");
  if (text.startsWith("/")) return outside("is absolute");
  if (text.includes("\\")) return outside("holds a backslash; folders are separated by /");
  if (text.startsWith("~")) return outside("begins with ~");
  if (text.split("/").some((name) => device.test(name))) return outside("names a device");
  return undefined;
}

const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;

/**
 * Resolves `.` and `..` in a relative path.
 *
 * @param folder folder that the path is relative to, itself relative to the project; `` is the project
 * @returns the path relative to the project, or undefined when it leaves the project
 */
export function resolveInside(folder: string, path: string): string | undefined {
  const steps: string[] = [];
  for (const name of [...folder.split("/"), ...path.split("/")]) {
    if (name === "" || name === ".") continue;
    if (name !== "..") steps.push(name);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join("/");
}

/** A fault that says that a path leaves the project. */
export function outside(why: string): PathFault {
  return { code: "outside-project", summary: `The path leaves the project: it ${why}.` };
}
