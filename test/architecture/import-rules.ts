import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
const source = join(root, "src");

/** One row of the table in ARCHITECTURE.md. */
interface Row {
  readonly folder: string;
  readonly mayImport: ReadonlySet<string>;
}

/** The import table of ARCHITECTURE.md: the one place where it is written down. */
export function importTable(): ReadonlyMap<string, Row> {
  const lines = readFileSync(join(root, "ARCHITECTURE.md"), "utf8").split("\n");
  const rows = new Map<string, Row>();
  for (const line of lines) {
    const cells = line.split("|").map((cell) => cell.trim());
    const folder = /^`([a-z]+)`$/.exec(cells[1] ?? "")?.[1];
    if (folder === undefined || cells.length < 6) continue;
    const allowed = new Set(
      cells[3]!
        .replace(/\(.*?\)/g, "")
        .split(",")
        .map((name) => name.trim()),
    );
    if (allowed.has("all of the above")) for (const above of rows.keys()) allowed.add(above);
    rows.set(folder, { folder, mayImport: allowed });
  }
  return rows;
}

export function sourceFiles(folder = source): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every module specifier that a text imports, statically, dynamically or as a type. */
export function imports(text: string): string[] {
  const pattern = /(?:^\s*(?:import|export)\b[^;]*?\bfrom\s*|^\s*import\s*|\bimport\s*\(\s*)"([^"]+)"/gm;
  return [...text.matchAll(pattern)].map((match) => match[1]!);
}

/** What is wrong with one file's imports; empty when the table allows them all. */
export function forbiddenImports(file: string, text: string, table: ReadonlyMap<string, Row>): string[] {
  const folder = relative(source, file).split("/")[0]!;
  if (folder.endsWith(".ts")) return [];
  const row = table.get(folder);
  if (row === undefined) return [`${relative(root, file)}: folder '${folder}' is not in the table`];
  return imports(text)
    .filter((specifier) => !isAllowed(specifier, file, row))
    .map((specifier) => `${relative(root, file)} may not import ${specifier}`);
}

function isAllowed(specifier: string, file: string, row: Row): boolean {
  if (specifier.startsWith(".")) {
    const target = relative(source, resolve(dirname(file), specifier)).split("/")[0]!;
    return target === row.folder || row.mayImport.has(target);
  }
  // Made from these packages by the build.
  if (specifier === "#jsonata-sync") return row.mayImport.has("jsonata");
  if (specifier === "#validators") return row.mayImport.has("ajv");
  const name = specifier.startsWith("@")
    ? specifier.split("/").slice(0, 2).join("/")
    : specifier.split("/")[0]!;
  return row.mayImport.has(name) || (name.startsWith("node:") && row.mayImport.has("node:*"));
}
