import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type Json } from "../model/json.ts";

/** Version of bylaw's own package. */
export function packageVersion(packageRoot: string): string {
  const manifest: Json = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
  const version = isJsonObject(manifest) ? manifest["version"] : undefined;
  return typeof version === "string" ? version : "0.0.0";
}
