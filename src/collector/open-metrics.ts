import type { CollectorStatus } from "./status.ts";

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

const escaped = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');

/** Seconds since 1970, as OpenMetrics has times. */
const seconds = (timestamp: string): number => Date.parse(timestamp) / 1000;

function family(
  name: string,
  type: "gauge" | "counter",
  help: string,
  collector: string,
  samples: readonly Sample[],
): string {
  const full = `bylaw_collector_${name}`;
  const unit = name.endsWith("_seconds") ? [`# UNIT ${full} seconds`] : [];
  const lines = samples.map(([labels, value]) => {
    const all = Object.entries({ collector, ...labels }).map(([key, text]) => `${key}="${escaped(text)}"`);
    return `${full}${type === "counter" ? "_total" : ""}{${all.join(",")}} ${value}`;
  });
  return [`# TYPE ${full} ${type}`, ...unit, `# HELP ${full} ${help}`, ...lines, ""].join("\n");
}

/** The media type of the text. */
export const openMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

type Family = (
  name: string,
  type: "gauge" | "counter",
  help: string,
  ...samples: readonly Sample[]
) => string;

function healthOf({ counts, lastHealthCheck }: CollectorStatus, of: Family): readonly string[] {
  const checked = (value: (check: NonNullable<typeof lastHealthCheck>) => number): readonly Sample[] =>
    lastHealthCheck === undefined ? [] : [[{}, value(lastHealthCheck)]];
  return [
    of("cursor_resets", "counter", "Times that the source no longer knew a cursor that it had given.", [
      {},
      counts.cursorResets,
    ]),
    of(
      "healthy",
      "gauge",
      "1 when the last check of the marks found nothing wrong.",
      ...checked(({ problem }) => (problem === undefined ? 1 : 0)),
    ),
    of(
      "health_check_timestamp_seconds",
      "gauge",
      "When the marks were checked last.",
      ...checked(({ at }) => seconds(at)),
    ),
  ];
}

function sinksOf({ counts, sinks }: CollectorStatus, of: Family): readonly string[] {
  return [
    of(
      "pending",
      "gauge",
      "Deliveries that a sink waits for.",
      ...sinks.map(({ name, pending }): Sample => [{ sink: name }, pending]),
    ),
    of(
      "delivered",
      "counter",
      "Deliveries that a sink acknowledged.",
      ...sinks.map(({ name, delivered }): Sample => [{ sink: name }, delivered]),
    ),
    of(
      "dead_letters",
      "counter",
      "Events that will not be delivered: before any sink, or refused by one.",
      [{ sink: "" }, counts.dead],
      ...sinks.map(({ name, deadLetters }): Sample => [{ sink: name }, deadLetters]),
    ),
    of(
      "sink_failing",
      "gauge",
      "1 when the last try of a sink failed.",
      ...sinks.map(({ name, last }): Sample => [{ sink: name }, last?.problem === undefined ? 0 : 1]),
    ),
  ];
}

/** A status as OpenMetrics text. */
export function openMetrics(status: CollectorStatus): string {
  const { collector, counts, holes, unknownTypes } = status;
  const of: Family = (name, type, help, ...samples) => family(name, type, help, collector, samples);
  const { lastPoll, lastCompletePoll } = status;
  const ok = lastPoll === undefined || lastPoll.problem !== undefined ? 0 : 1;
  const holeSeconds = holes.reduce((sum, { from, to }) => sum + seconds(to) - seconds(from), 0);
  return [
    of("lag_seconds", "gauge", "From what every sink acknowledged to now.", [{}, status.lagSeconds]),
    of("acknowledged_timestamp_seconds", "gauge", "Up to here every sink acknowledged everything.", [
      {},
      seconds(status.acknowledgedUntil),
    ]),
    of("read_timestamp_seconds", "gauge", "Up to here everything was read.", [{}, seconds(status.readUntil)]),
    of("last_poll_complete", "gauge", "1 when the last poll was complete.", [{}, ok]),
    of(
      "last_complete_poll_timestamp_seconds",
      "gauge",
      "When a poll was complete last.",
      ...(lastCompletePoll === undefined ? [] : [[{}, seconds(lastCompletePoll)] as const]),
    ),
    of(
      "polls",
      "counter",
      "Polls, by what became of them.",
      [{ result: "complete" }, counts.polls - counts.failedPolls],
      [{ result: "incomplete" }, counts.failedPolls],
    ),
    of("records", "counter", "Records read, those that were known included.", [{}, counts.records]),
    of("events", "counter", "Events that were new.", [{}, counts.events]),
    of("left_out", "counter", "Events that the condition of the collector left out.", [{}, counts.leftOut]),
    of(
      "unknown_types",
      "counter",
      "Events of entity types that the registry does not have.",
      ...Object.entries(unknownTypes).map(([type, count]): Sample => [{ type }, count]),
    ),
    of("holes", "gauge", "Intervals that could no longer be read.", [{}, holes.length]),
    of("hole_seconds", "gauge", "Length of what could no longer be read.", [{}, holeSeconds]),
    ...healthOf(status, of),
    ...sinksOf(status, of),
    "# EOF\n",
  ].join("");
}
