import { randomFor } from "./random.ts";

/** A version 4 UUID that is a function of its parts. */
export function uuidFor(...parts: readonly (string | number)[]): string {
  const random = randomFor("uuid", ...parts);
  const word = (): string => random.bits().toString(16).padStart(8, "0");
  const digits = word() + word() + word() + word();
  const variant = "89ab".charAt(Number.parseInt(digits.charAt(16), 16) % 4);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    variant + digits.slice(17, 20),
    digits.slice(20),
  ].join("-");
}
