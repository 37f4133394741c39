import type { JsonObject } from "../../model/json.ts";
import type { Delivery } from "../../model/sink.ts";
import type { Settings } from "../settings/settings.ts";

/** Text of one event after the other; `owners` says of each which delivery of the part it is from. */
interface EncodedEvents {
  readonly body: string;
  readonly owners: readonly number[];
}

/** What every event carries beside its record. */
function metadata(settings: Settings): JsonObject {
  const names = ["host", "source", "sourcetype", "index"];
  const told = names.map((name) => [name, settings.optionalText(name)] as const);
  return Object.fromEntries(told.filter(([, value]) => value !== undefined)) as JsonObject;
}

/** @returns a function that writes deliveries as the collector's `/event` endpoint reads them: objects, no array */
export function eventEncoder(settings: Settings): (part: readonly Delivery[]) => EncodedEvents {
  const common = metadata(settings);
  const constant = settings.object("fields");
  const identify = settings.flag("identify");
  const fieldsOf = ({ organization, id, kind }: Delivery, row: number): JsonObject => ({
    ...constant,
    ...(identify
      ? { bylaw_organization: organization, bylaw_id: id, bylaw_row: String(row), bylaw_kind: kind }
      : {}),
  });
  return (part) => {
    const events: string[] = [];
    const owners: number[] = [];
    for (const [index, delivery] of part.entries()) {
      for (const [row, event] of delivery.rows.entries()) {
        const fields = fieldsOf(delivery, row);
        /* Seconds: milliseconds would be a date in the far future. */
        const time = delivery.time / 1000;
        const extra = Object.keys(fields).length === 0 ? {} : { fields };
        events.push(JSON.stringify({ time, ...common, event, ...extra }));
        owners.push(index);
      }
    }
    return { body: events.join("\n"), owners };
  };
}
