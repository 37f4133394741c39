import { kindOfName } from "./kind-of-name.ts";
import type { Kept } from "./place.ts";

interface Line {
  organization: string;
  id: string;
  kind: string;
  time: string;
  row?: number;
  rawText?: string;
}

/**
 * What lines hold, with the record's JSON cut out of each as it stands there. Kind and day of every line have
 * to be those of its place.
 *
 * @param place `raw|rows/<kind>/<day>`
 */
export function keptOfLines(place: string, text: string): Kept[] {
  const [tree = "", name = "", day = ""] = place.split("/");
  if (text !== "" && !text.endsWith("\n")) throw new Error(`${place} ends within a line`);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const { organization, id, kind, time, row, rawText }: Line = JSON.parse(line);
      const label = tree === "raw" ? '"raw":' : '"record":';
      const start = line.indexOf(`${JSON.stringify(kind)},${label}`);
      const record = line.slice(start + JSON.stringify(kind).length + 1 + label.length, -1);
      if (start === -1 || (kindOfName(name) ?? kind) !== kind || !time.startsWith(day))
        throw new Error(`A line of ${place} belongs elsewhere`);
      if (rawText !== undefined && !record.startsWith(rawText.replaceAll(/[\r\n]/g, " ")))
        throw new Error(`A line of ${place} holds two records`);
      return {
        organization,
        id,
        kind,
        time: Date.parse(time),
        text: rawText ?? record,
        ...(row === undefined ? {} : { row }),
      };
    });
}
