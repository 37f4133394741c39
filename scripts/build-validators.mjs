import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { _ } from "ajv/dist/compile/codegen/index.js";
import standalone from "ajv/dist/standalone/index.js";

const words = ["title", "description", "examples", "default", "x-expected", "x-dataset"];
const maps = ["properties", "patternProperties", "$defs", "dependentSchemas"];
const data = ["const", "enum"];

/** What the compiled code says about an error; nobody asks. */
const errorObject = /\{instancePath[^{}]*,params:\{[^{}]*\}\}/g;

/** A schema without what is only said about it: the compiled code would carry it along. */
function bare(schema) {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => !words.includes(key));
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (data.includes(key)) return [key, value];
      if (!maps.includes(key)) return [key, bare(value)];
      return [key, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, bare(part)]))];
    }),
  );
}

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
  // Many data sources take the same parameters.
  const different = new Map(builtInSchemas().map((schema) => [JSON.stringify(schema), schema]));
  const entries = [...different].map(([key, schema]) => {
    const { $schema: _dialect, ...rest } = schema;
    // A validator only says yes or no: the first error ends it.
    const code = { source: true, formats: _`formats` };
    const ajv = newAjv(false, { code, allErrors: false, messages: false });
    const text = standalone.default(ajv, ajv.compile(bare(rest))).replace(errorObject, "{}");
    return `known.set(${JSON.stringify(key)}, once(() => { const module = { exports: {} }; ${text}; return module.exports; }));`;
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
