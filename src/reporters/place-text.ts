import type { Location } from "../model/location.ts";

/** `file:line:column`, as editors and terminals link it. */
export function placeText(location: Location): string {
  return `${location.file}:${location.line}:${location.column}`;
}
