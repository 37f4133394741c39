import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { getCACertificates } from "node:tls";

interface Problem {
  readonly problem: string;
}

/**
 * Reads a file of certificates or a key.
 *
 * @param setting the one that names it, for the message
 * @param path relative to `root`; anything but a text is no file
 */
export function readPem(setting: string, path: unknown, root: string): { readonly pem?: string } | Problem {
  if (typeof path !== "string") return {};
  try {
    return { pem: readFileSync(resolve(root, path), "utf8") };
  } catch {
    return { problem: `${setting} cannot be read` };
  }
}

/**
 * Reads the setting `caFile`: its authorities are trusted beside those that Node trusts anyway.
 *
 * @returns no `ca` without the setting; then Node's own are meant
 */
export function readAuthorities(path: unknown, root: string): { readonly ca?: string[] } | Problem {
  const read = readPem("caFile", path, root);
  if ("problem" in read) return read;
  return read.pem === undefined ? {} : { ca: [...getCACertificates("default"), read.pem] };
}
