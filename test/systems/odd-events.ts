import type { Surface } from "./org.ts";

/** What a project adds to the registry of entity types for the third of the events. */
export const prism = {
  types: ["Prism"],
  changes: [{ list: "details.changes", property: "key", old: "from", new: "to" }],
};

function oddEvent(api: Surface, id: string, type: string, time: string, changes: string): string {
  const head = api === "platform" ? `"eventDate" :"${time}"` : `"timestamp" :"${time}"`;
  return `{ "id": "${id}",${head},"action":"Update", "entityType":"${type}",\r\n\t"weight": 1.50E+1, "big":12345678901234567890, ${changes} }`;
}

function change(api: Surface, property: string): string {
  return api === "platform"
    ? `"propertyChanges":[ {"property":"${property}","oldValues":["1"],"newValues":["2"]} ]`
    : `"before": {"${property}":"1"}, "after":{ "${property}":"2" }`;
}

/** Events as no server of the tests writes them by itself: blanks, line breaks, numbers in spellings of their own. */
export function oddEvents(api: Surface): readonly string[] {
  return [
    oddEvent(api, "odd-1", "Hologram", "2026-10-29T12:00:00Z", change(api, "depth")),
    oddEvent(api, "odd-2", "Queue", "2026-10-29T12:00:00+02:00", change(api, "acwTimeout")),
    oddEvent(
      api,
      "odd-3",
      "Prism",
      "2026-10-29T12:00:01Z",
      `"details":{"changes":[{"key":"angle","from":40,"to":[42,"°"]}]}`,
    ),
  ];
}
