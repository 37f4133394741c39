const blanks: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0d, 0x0a]);

/** True for a line of white space. */
export function isBlank(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.byteLength; index++) if (!blanks.has(bytes[index])) return false;
  return true;
}
