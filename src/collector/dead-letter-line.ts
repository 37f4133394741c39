import type { DeadLetter } from "./dead-letters.ts";

/** A dead letter as one line of JSON, without its end. The record stands in it as it came; line breaks become blanks. */
export function deadLetterLine({ record, ...facts }: DeadLetter): string {
  return `${JSON.stringify(facts).slice(0, -1)},"record":${record.replaceAll(/[\r\n]/g, " ")}}`;
}
