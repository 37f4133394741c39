import type { JsonObject } from "./json.ts";

/**
 * A page whose records were parsed from lines of JSON text, so that nobody has to write them again. A class
 * and no weak map beside the page: the collector of young objects keeps what such a map holds.
 */
export class LinePage extends Array<JsonObject> {
  /**
   * One for each record, without line ends; undefined where `JSON.parse` of the text would not give the very
   * record, or where the record has not been found fit to be evaluated.
   */
  readonly lines: (Uint8Array | undefined)[] = [];

  /** Parts of it (`filter`, `slice`, …) are plain arrays, which have no lines. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}
