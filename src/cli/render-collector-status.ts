import { counted } from "../model/counted.ts";
import { visibleText } from "../reporters/visible-text.ts";
import type { CollectorStatus } from "../runner/collect/status-of.ts";

function* lines(status: CollectorStatus): Iterable<readonly [string, string]> {
  const { collector, source, organization, running, lastPoll, lastHealthCheck, holes, sinks, deadLetters } =
    status;
  yield ["collector", `${collector}, ${running ? "running" : "not running"}`];
  yield ["source", `${source}${organization === undefined ? "" : ` of the organisation ${organization}`}`];
  yield ["state", status.state];
  yield ["acknowledged until", `${status.acknowledgedUntil}, ${status.lagSeconds} s ago`];
  yield ["read until", status.readUntil];
  if (lastPoll === undefined) yield ["last poll", "none yet"];
  else yield ["last poll", `${lastPoll.at}, ${lastPoll.problem ?? "complete"}`];
  if (lastHealthCheck !== undefined)
    yield ["health", `${lastHealthCheck.at}, ${lastHealthCheck.problem ?? "nothing wrong"}`];
  const { polls, failedPolls, records, events, leftOut } = status.counts;
  yield [
    "so far",
    `${counted(polls, "poll")}, ${failedPolls} incomplete; ${counted(records, "record")} read, ${counted(events, "event")} of them new, ${leftOut} left out`,
  ];
  for (const { name, pending, oldest, delivered, deadLetters: dead, last } of sinks) {
    const since = oldest === undefined ? "" : ` (the oldest from ${oldest})`;
    const failing = last?.problem === undefined ? "" : `; failed ${last.at}: ${last.problem}`;
    yield [
      `sink ${name}`,
      `${pending} waiting${since}, ${delivered} delivered, ${counted(dead, "dead letter")}${failing}`,
    ];
  }
  if (status.missingFields.length > 0) yield ["never in a row", status.missingFields.join(", ")];
  const types = Object.entries(status.unknownTypes).map(([type, count]) => `${type} ${count}`);
  if (types.length > 0) yield ["unknown types", types.join(", ")];
  yield ["dead letters", deadLetters === 0 ? "none" : `${deadLetters}, in ${status.deadLetterFile}`];
  if (holes.length === 0) yield ["holes", "none"];
  for (const { from, to, reason } of holes) yield ["hole", `${from} to ${to}: ${reason}`];
}

/** A collector's status for people, a line for each thing. */
export function* renderCollectorStatus(status: CollectorStatus): Iterable<string> {
  for (const [name, text] of lines(status)) yield `${`${name}:`.padEnd(20)}${visibleText(text)}\n`;
}
