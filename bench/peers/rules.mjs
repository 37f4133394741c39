// Four rules that every peer can state: for bylaw and a plain script as in bench/check/rules.mjs, for others here.
import { now } from "../check/events.mjs";

export const names = ["membership", "window", "any-nested", "contains"];

const oldest = now - 3.5 * 30 * 86_400_000;

/** One line of four counts. */
export const jq = `reduce inputs as $r ([0, 0, 0, 0];
  (if ($r.serviceName | . == "Legacy" or . == "Billing" or . == "Trunks") and $r.action != "View" then .[0] += 1 else . end)
  | (if $r.timestamp <= ${oldest} then .[1] += 1 else . end)
  | (if any($r.propertyChanges[]; .property == "owner") then .[2] += 1 else . end)
  | (if $r.entity.name | ascii_downcase | contains("forbidden") then .[3] += 1 else . end))`;

/** One row of four counts. */
export const sql = `SELECT
  count(*) FILTER (WHERE serviceName IN ('Legacy', 'Billing', 'Trunks') AND action <> 'View'),
  count(*) FILTER (WHERE timestamp <= ${oldest}),
  count(*) FILTER (WHERE len(list_filter(propertyChanges, lambda c: c.property = 'owner')) > 0),
  count(*) FILTER (WHERE contains(lower(entity.name), 'forbidden'))
  FROM read_json_auto('events.ndjson', format = 'newline_delimited')`;
