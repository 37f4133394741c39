import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { _ } from "ajv/dist/compile/codegen/index.js";
import standalone from "ajv/dist/standalone/index.js";

/**
 * Compiles the schemas of documents, check options, data source parameters and tenants to plain functions, so
 * that a run need not. Each is found by the text of its schema: a schema that changed is simply not found.
 */
export async function writeValidators(target) {
  // The sources import the file that is made here; they only need it to be there.
  await mkdir(dirname(target), { recursive: true });
  if (!existsSync(target)) await writeFile(target, "module.exports = () => new Map();\n");
  const { builtInSchemas } = await import("./built-in-schemas.ts");
  const { newAjv } = await import("../src/policy/validation/compiled-schema.ts");
  const entries = builtInSchemas().map((schema) => {
    const { $schema: _dialect, ...rest } = schema;
    const ajv = newAjv(false, { source: true, formats: _`formats` });
    const code = standalone.default(ajv, ajv.compile(rest));
    return `known.set(${JSON.stringify(JSON.stringify(schema))}, once(() => { const module = { exports: {} }; ${code}; return module.exports; }));`;
  });
  const text = [
    "const once = (make) => { let made; return () => (made ??= make()); };",
    "module.exports = (formats) => {",
    "const known = new Map();",
    ...entries,
    "return known;",
    "};",
    "",
  ].join("\n");
  await writeFile(target, text);
}
