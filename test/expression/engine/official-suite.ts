import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Bindings } from "../../../src/model/expression.ts";
import { root } from "../../architecture/import-rules.ts";

/** A case of JSONata's own test suite: an expression, its input and what is to come of it. */
export interface SuiteCase {
  readonly name: string;
  readonly source: string;
  readonly input: unknown;
  readonly bindings: Bindings;
  readonly expected:
    | { readonly value: unknown; readonly unordered: boolean }
    | { readonly code: string; readonly token: string | undefined; readonly message: string | undefined };
  readonly timeout: number | undefined;
  readonly stack: number | undefined;
}

interface Written {
  readonly expr?: string;
  readonly "expr-file"?: string;
  readonly data?: unknown;
  readonly dataset?: string | null;
  readonly bindings?: Bindings;
  readonly result?: unknown;
  readonly code?: string;
  readonly token?: string;
  readonly error?: { readonly code: string; readonly message?: string; readonly token?: string };
  readonly unordered?: boolean;
  readonly timelimit?: number;
  readonly depth?: number;
}

/** Where the suite is; undefined when it is not on this machine. It is not part of the repository. */
export const suiteFolder: string | undefined = [
  process.env["BYLAW_JSONATA_SUITE"] ?? resolve(root, "../shared/jsonata-suite"),
].find((folder) => existsSync(join(folder, "groups")));

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), "utf8")) as T;
}

function expectedOf(written: Written): SuiteCase["expected"] {
  const { code, message, token } = { ...written, ...written.error } as NonNullable<Written["error"]>;
  if (code !== undefined) return { code, message, token };
  return { value: written.result, unordered: written.unordered === true };
}

function readCase(suite: string, folder: string, name: string, written: Written): SuiteCase {
  const { dataset } = written;
  const data = dataset == null ? undefined : readJson(suite, "datasets", `${dataset}.json`);
  return {
    name,
    source: written.expr ?? readFileSync(join(folder, written["expr-file"] ?? ""), "utf8"),
    input: "data" in written ? written.data : data,
    bindings: written.bindings ?? {},
    expected: expectedOf(written),
    timeout: written.timelimit,
    stack: written.depth,
  };
}

/** Every case of the suite, in order. */
export function* suiteCases(suite: string): Generator<SuiteCase> {
  for (const group of readdirSync(join(suite, "groups")).sort()) {
    const folder = join(suite, "groups", group);
    for (const file of readdirSync(folder).sort()) {
      if (!file.endsWith(".json")) continue;
      const content = readJson<Written | Written[]>(folder, file);
      for (const [index, written] of (Array.isArray(content) ? content : [content]).entries()) {
        yield readCase(suite, folder, `${group}/${file}#${index}`, written);
      }
    }
  }
}
