import { type Builtin, builtin } from "./builtin.ts";
import { formatInteger } from "./format-integer.ts";
import { integerPicture } from "./integer-picture.ts";
import { integerParser } from "./parse-integer.ts";

/** `$formatInteger` and `$parseInteger` */
export const integers: readonly Builtin[] = [
  builtin("formatInteger", "<n-s:s>", (run, value: number | undefined, picture: string | undefined) =>
    value === undefined ? undefined : formatInteger(run, Math.floor(value), integerPicture(String(picture))),
  ),
  builtin("parseInteger", "<s-s:n>", (_, value: string | undefined, picture: string | undefined) =>
    value === undefined ? undefined : integerParser(integerPicture(String(picture))).parse(value),
  ),
];
