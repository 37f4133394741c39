import { type AuditRecord, sha256 } from "./audit-record.ts";

/** What the file of a run has to be: a digest over the hashes of its records, in their order. */
export type RunDigests = ReadonlyMap<string, string>;

/** @param digest of the records before; empty for the first */
export const nextDigest = (digest: string, { hash }: AuditRecord): string => sha256(digest + hash);

/** Follows the records of runs, and knows for each that says where its file is what has to be in it. */
export function createRunDigests() {
  const open = new Map<string, string>();
  const files = new Map<string, string>();
  return {
    add(record: AuditRecord): void {
      const { run, kind, file } = record;
      if (typeof run !== "string") return;
      const digest = nextDigest(open.get(run) ?? "", record);
      open.set(run, digest);
      if (kind === "run" && typeof file === "string") files.set(file, digest);
    },
    files: (): RunDigests => files,
  };
}
