import { isJsonObject } from "../model/json.ts";
import { type Manifest, snapshotSchemaVersion } from "./manifest.ts";

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isList(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}

function isLedger(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { reasons, pages, requests, retries, notApplicable } = value;
  const counts = [pages, requests, retries].every((count) => Number.isSafeInteger(count));
  const isReason = (reason: unknown) =>
    isJsonObject(reason) && isText(reason["code"]) && isText(reason["message"]);
  return counts && isList(reasons, isReason) && (notApplicable === undefined || isText(notApplicable));
}

function isSource(value: unknown): boolean {
  if (!isJsonObject(value) || !isJsonObject(value["resource"])) return false;
  const { type, id } = value["resource"];
  return (
    [value["name"], value["provider"], value["title"], type, id].every(isText) &&
    isJsonObject(value["parameters"])
  );
}

function isDataset(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { key, name, tenant, file, sha256, records, source, parameters, ledger } = value;
  return (
    [key, name, tenant].every(isText) &&
    isText(file) &&
    /^\d{3,}-[a-z0-9._-]+\.ndjson$/.test(file) &&
    isText(sha256) &&
    Number.isSafeInteger(records) &&
    isSource(source) &&
    isJsonObject(parameters) &&
    isLedger(ledger)
  );
}

/** True for the manifest of a snapshot that this version can read; file names in it stay in the folder. */
export function isManifest(value: unknown): value is Manifest {
  if (!isJsonObject(value) || value["schemaVersion"] !== snapshotSchemaVersion) return false;
  const { tool, now, tenants, datasets } = value;
  const isTenant = (tenant: unknown) =>
    isJsonObject(tenant) && isText(tenant["name"]) && isText(tenant["provider"]);
  const isTool = isJsonObject(tool) && isText(tool["name"]) && isText(tool["version"]);
  return isTool && isText(now) && isList(tenants, isTenant) && isList(datasets, isDataset);
}
