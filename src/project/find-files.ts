import { lstatSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { isDynamicPattern } from "tinyglobby";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { PathEntry } from "../policy/documents/project-config.ts";
import { diagnoseValue } from "../policy/text/diagnose.ts";
import { expandGlob } from "./expand-globs.ts";
import { outside, type PathFault, pathFault, resolveInside } from "./project-path.ts";

/** Files that entries of `bylaw.yaml` lead to, and what is wrong with the entries. */
export interface FoundFiles {
  /** Relative to the project, each once, sorted by code unit, with the entry that named it first. */
  readonly files: ReadonlyMap<string, PathEntry>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Expands globs and paths that are relative to the project. */
export function findFiles(root: string, entries: readonly PathEntry[]): FoundFiles {
  const found = new Map<string, PathEntry>();
  const diagnostics: Diagnostic[] = [];
  for (const entry of entries) {
    const fault = pathFault(entry.text) ?? leavingFault(entry.text);
    if (fault !== undefined) {
      diagnostics.push(entryDiagnostic(entry, fault));
      continue;
    }
    if (!isDynamicPattern(entry.text)) {
      const file = resolveInside("", entry.text) ?? "";
      if (exists(join(root, file))) found.set(file, found.get(file) ?? entry);
      else if (!entry.optional) diagnostics.push(entryDiagnostic(entry, missing));
      continue;
    }
    const { files, unreadable, links } = expandGlob(root, entry.text);
    for (const file of files) if (!found.has(file)) found.set(file, entry);
    for (const folder of unreadable) diagnostics.push(entryDiagnostic(entry, unreadableFolder, folder));
    for (const link of entry.text.includes("**") ? links : []) {
      diagnostics.push({ ...entryDiagnostic(entry, skippedLink, link), severity: "warning" });
    }
    if (files.length > 0 || unreadable.length > 0 || entry.optional) continue;
    diagnostics.push(entryDiagnostic(entry, noMatch));
  }
  return { files: sorted(found), diagnostics };
}

/**
 * Policy files that paths of the command line lead to: files, folders (all policies below) or globs, absolute
 * or relative to the project.
 */
export function findPolicyPaths(root: string, paths: readonly string[]): FoundFiles {
  const found = new Map<string, PathEntry>();
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const entry: PathEntry = { text: path, optional: false };
    const absolute = resolve(root, path);
    const inside = relative(root, absolute).split(sep).join("/");
    const leaves = inside.startsWith("../") || inside === ".." || isAbsolute(inside);
    if (leaves) {
      diagnostics.push(outsideProject(root, path));
      continue;
    }
    const kind = path.includes("\0") ? undefined : kindOf(absolute);
    if (kind === undefined) {
      const globbed = findFiles(root, [{ ...entry, text: inside }]);
      for (const file of globbed.files.keys()) found.set(file, entry);
      diagnostics.push(...globbed.diagnostics);
    } else if (kind === "file") found.set(inside, entry);
    else {
      const below = findFiles(absolute, [{ ...entry, text: "**/*.policy.yaml" }]);
      for (const file of below.files.keys()) found.set(inside === "" ? file : `${inside}/${file}`, entry);
      diagnostics.push(...below.diagnostics);
    }
  }
  return { files: sorted(found), diagnostics };
}

function outsideProject(root: string, path: string): Diagnostic {
  return {
    code: "outside-project",
    severity: "error",
    summary: "A policy must lie in the project folder, and this path leads out of it.",
    expected: `a path below ${root}`,
    found: path,
    suggestions: ["Name the folder that holds the policy with --project, or copy the policy into this one."],
  };
}

function sorted(found: ReadonlyMap<string, PathEntry>): ReadonlyMap<string, PathEntry> {
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A link that leads nowhere exists: reading it says what is wrong. */
function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function kindOf(path: string): "file" | "folder" | undefined {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}

/** `..` is refused wherever it stands: what a glob makes of it is hard to foresee. */
function leavingFault(text: string): PathFault | undefined {
  if (resolveInside("", text) === undefined || /(?:^|[/{,(|])\.\.(?:$|[/},)|])/.test(text))
    return outside("holds ..");
  return undefined;
}

/** A problem with an entry: at its place in `bylaw.yaml`, or without one. */
export function entryDiagnostic({ text, node }: PathEntry, fault: PathFault, found = text): Diagnostic {
  if (node !== undefined) return diagnoseValue(node, { ...fault, found });
  return { ...fault, severity: "error", found };
}

const noMatch: PathFault = { code: "no-match", summary: "No file matches the pattern." };
const missing: PathFault = { code: "missing-file", summary: "There is no such file." };
const unreadableFolder: PathFault = {
  code: "unreadable-folder",
  summary: "A folder below the pattern cannot be read.",
};
const skippedLink: PathFault = { code: "linked-folder", summary: "A link to a folder is not followed." };
