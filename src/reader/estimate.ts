import type { JsonObject } from "../model/json.ts";
import { type Duration, parseDuration } from "../time/duration.ts";
import type { ReadDescription, Step, Surface } from "./description.ts";
import { cutInterval, resolveInterval } from "./interval.ts";

/** Pieces that are counted one by one; an absurd chunk is not worth counting to its end. */
const mostPieces = 100_000;

function requestsOf(step: Step): number {
  const job = step.job === undefined ? 0 : 2;
  // Of what the parameters name there is at least one, and something is asked for it.
  const asks = step.request !== undefined || step.given !== undefined;
  return job + (asks ? 1 : 0);
}

/** Fewest requests that a read can take: every list one page long, nothing found in the outer lists. */
export function fewestRequests(read: ReadDescription, surface: Surface, parameters: JsonObject): number {
  if (surface.notServed !== undefined) return 0;
  return piecesOf(read, surface, parameters) * requestsOf(surface);
}

/** Pieces of the interval; one where its end depends on when it is read. */
function piecesOf(read: ReadDescription, surface: Surface, parameters: JsonObject): number {
  const openEnded = parameters["from"] !== undefined && parameters["to"] === undefined;
  const interval =
    read.interval === undefined || openEnded ? undefined : resolveInterval(parameters, 0, read.interval);
  if (interval?.ok !== true) return 1;
  const limit = surface.maxInterval === undefined ? undefined : parseDuration(surface.maxInterval);
  const limits = [limit, interval.chunk].filter((each): each is Duration => each !== undefined);
  let pieces = 0;
  for (const _ of cutInterval(interval, limits)) if (++pieces >= mostPieces) break;
  return pieces;
}
