import type { JsonObject } from "../../model/json.ts";
import type { Delivery } from "../../model/sink.ts";
import { withTime } from "../delivery/with-time.ts";
import type { Settings } from "../settings/settings.ts";

/** Most bytes of a call, before it is compressed. */
const longestCall = 1_000_000;
/** Most bytes of a value: Azure cuts what is longer, and says nothing. */
const longestValue = 65_536;

/** JSON arrays of at most the size of a call, and the deliveries of the part that fit into none. */
export interface EncodedCalls {
  readonly bodies: readonly string[];
  readonly rejected: readonly { readonly index: number; readonly reason: string }[];
}

function columns(delivery: Delivery, row: JsonObject, place: number, settings: Settings): JsonObject {
  const { organization, id, kind, time } = delivery;
  const own = settings.flag("identify")
    ? { BylawOrganization: organization, BylawId: id, BylawRow: place, BylawKind: kind }
    : {};
  return withTime({ ...row, ...own }, settings.text("timeField"), time);
}

function problemOf(row: JsonObject, text: string): string | undefined {
  const size = Buffer.byteLength(text) + 2;
  if (size > longestCall) return `Its row has ${size} bytes; Azure takes at most ${longestCall} in a call`;
  const tooLong = Object.entries(row).some(([, value]) => {
    const written = typeof value === "string" ? value : JSON.stringify(value);
    return Buffer.byteLength(written) > longestValue;
  });
  return tooLong ? `A value of its row is longer than the ${longestValue} bytes that Azure keeps` : undefined;
}

/** @returns a function that packs the rows of deliveries into as few calls as possible */
export function callEncoder(settings: Settings): (part: readonly Delivery[]) => EncodedCalls {
  return (part) => {
    const calls: string[][] = [];
    const rejected: { index: number; reason: string }[] = [];
    let room = 0;
    for (const [index, delivery] of part.entries()) {
      const rows = delivery.rows.map((row, place) => columns(delivery, row, place, settings));
      const texts = rows.map((row) => JSON.stringify(row));
      const problem = rows
        .map((row, place) => problemOf(row, texts[place] ?? ""))
        .find((each) => each !== undefined);
      if (problem !== undefined) {
        rejected.push({ index, reason: problem });
        continue;
      }
      for (const text of texts) {
        /* The comma that follows, or the bracket. */
        const size = Buffer.byteLength(text) + 1;
        if (size > room) {
          calls.push([]);
          room = longestCall - 1;
        }
        calls.at(-1)?.push(text);
        room -= size;
      }
    }
    return { bodies: calls.map((texts) => `[${texts.join(",")}]`), rejected };
  };
}
