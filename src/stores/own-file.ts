import { closeSync, constants, fstatSync, lstatSync, openSync } from "node:fs";

/** What tells a file from another that takes its name. */
export interface FileIdentity {
  readonly device: bigint;
  readonly inode: bigint;
}

const noFollow = constants.O_NOFOLLOW ?? 0;

/**
 * Opens a file for reading and for writing at its end, made for this user only where it is missing.
 *
 * @throws the system's error: ELOOP for a symbolic link, EINVAL for what is no file
 */
export function openOwnFile(path: string): number {
  const descriptor = openSync(
    path,
    constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | noFollow,
    0o600,
  );
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw Object.assign(new Error("Not a regular file"), { code: "EINVAL" });
}

/** Which file has a name now; undefined when none has, or a symbolic link. */
export function identityOf(path: string): FileIdentity | undefined {
  const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return stats?.isFile() === true ? { device: stats.dev, inode: stats.ino } : undefined;
}

/** True while the name still belongs to the file that had it. */
export function isStill(path: string, identity: FileIdentity): boolean {
  const now = identityOf(path);
  return now?.device === identity.device && now.inode === identity.inode;
}
