import type { Json } from "../../model/json.ts";

/** Validators of built-in schemas, compiled by the build (`scripts/build-validators.mjs`), by the schema's text. */
declare const validators: (
  formats: Readonly<Record<string, (value: string) => boolean>>,
) => ReadonlyMap<string, () => (value: Json) => boolean>;
export default validators;
