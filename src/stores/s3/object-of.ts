import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Partition } from "../partitions.ts";

const compress = promisify(gzip);

export interface StoredObject {
  readonly key: string;
  /** Gzip of lines of JSON. */
  readonly body: Uint8Array;
}

/**
 * The object of a partition of a batch. Its key depends on what names its records and on nothing else, so the
 * same records delivered again are the same object.
 */
export async function objectOf(
  { tree, name, day, lines, keys }: Partition,
  prefix: string,
): Promise<StoredObject> {
  const hash = createHash("sha256")
    .update([...keys].sort().join("\n"))
    .digest("hex")
    .slice(0, 32);
  return {
    key: `${prefix}${tree}/kind=${name}/day=${day}/${hash}.ndjson.gz`,
    body: await compress(`${lines.join("\n")}\n`),
  };
}
