import { isWhiteSpace } from "./is-white-space.ts";

/** True for a line of white space. */
export function isBlank(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.byteLength; index++) if (!isWhiteSpace(bytes[index])) return false;
  return true;
}
