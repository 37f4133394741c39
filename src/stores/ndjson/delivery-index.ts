import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../sqlite/in-transaction.ts";
import type { DatabaseShape } from "../sqlite/open-database.ts";

export const indexShape: DatabaseShape = {
  // "byln"
  application: 0x62796c6e,
  version: 1,
  tables: `
    CREATE TABLE delivered (key BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE appending (file TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE state (complete INTEGER NOT NULL) STRICT;
    INSERT INTO state VALUES (0);
  `,
};

/** Sizes of files, by their paths below the folder. */
export type Sizes = ReadonlyMap<string, number>;

/**
 * Which records the files of a folder hold, and which files a batch is being appended to. It is what makes a
 * batch whole: lines count when it says so, and until then the files can be cut back.
 */
export interface DeliveryIndex {
  has(key: string): boolean;
  /** Sizes before the batch of the files that it is appended to; empty when no batch is half done. */
  appending(): Sizes;
  /** Notes, before a byte is written, where the files end. */
  begin(sizes: Sizes): void;
  /** The batch is in the files, durably. */
  commit(keys: readonly string[]): void;
  /** The files are as they were. */
  rollBack(): void;
  /** False until it was made from the files that were there before it. */
  readonly complete: boolean;
  /** Makes it from the keys of the records in the files, all of them or none. */
  rebuild(keys: Iterable<string>): void;
}

/** 128 bits of a hash: short, and no two records ever share it. */
function hashed(key: string): Uint8Array {
  return createHash("sha256").update(key).digest().subarray(0, 16);
}

export function deliveryIndex(connection: DatabaseSync): DeliveryIndex {
  const find = connection.prepare("SELECT 1 FROM delivered WHERE key = ?");
  const add = connection.prepare("INSERT INTO delivered VALUES (?) ON CONFLICT DO NOTHING");
  const note = connection.prepare("INSERT INTO appending VALUES (?, ?)");
  const noted = connection.prepare("SELECT file, size FROM appending");
  const state = connection.prepare("SELECT complete FROM state");
  const addAll = (keys: Iterable<string>) => {
    for (const key of keys) add.run(hashed(key));
  };
  return {
    has: (key) => find.get(hashed(key)) !== undefined,
    appending: () => new Map(noted.all().map(({ file, size }) => [String(file), Number(size)])),
    begin: (sizes) =>
      inTransaction(connection, () => {
        for (const [file, size] of sizes) note.run(file, size);
      }),
    commit: (keys) =>
      inTransaction(connection, () => {
        addAll(keys);
        connection.exec("DELETE FROM appending");
      }),
    rollBack: () => connection.exec("DELETE FROM appending"),
    get complete() {
      return state.get()?.["complete"] === 1;
    },
    rebuild: (keys) =>
      inTransaction(connection, () => {
        addAll(keys);
        connection.exec("UPDATE state SET complete = 1");
      }),
  };
}
