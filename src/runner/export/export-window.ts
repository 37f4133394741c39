import { recordProblem } from "../../datasets/record-problem.ts";
import { type DeadLetter, type DeliverySettings, deliverAll } from "../../delivery/deliver-all.ts";
import { type DeliveryContext, makeDelivery } from "../../delivery/make-delivery.ts";
import type { Ledger } from "../../model/dataset.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Connection } from "../../model/provider.ts";
import type { Delivery, OpenSink } from "../../model/sink.ts";
import { formatTimestamp } from "../../time/timestamp.ts";
import type { Window } from "./windows.ts";

/** What all windows of an export share. */
export interface ExportRun {
  readonly connection: Connection;
  readonly context: DeliveryContext;
  readonly parameters: JsonObject;
  readonly sink: OpenSink;
  readonly settings: DeliverySettings;
  /** Told after each page. */
  progress(records: number): void;
}

/** What became of a window. It is whole when there are no reasons, nothing unmapped and no failure. */
export interface ExportedWindow {
  readonly records: number;
  readonly delivered: number;
  readonly dead: readonly DeadLetter[];
  readonly ledger: Ledger;
  /** Why records could not be delivered, with how many there were. */
  readonly unmapped: ReadonlyMap<string, number>;
  /** Entity types that no registry has, with how many records there were. */
  readonly unknownTypes: ReadonlyMap<string, number>;
  readonly failed?: string;
}

const nothing: Ledger = { reasons: [], pages: 0, requests: 0, retries: 0 };

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Reads a window page by page and delivers each page before the next is asked for. @throws on abort */
export async function exportWindow(run: ExportRun, window: Window): Promise<ExportedWindow> {
  const { connection, context, sink, settings } = run;
  const interval = { from: formatTimestamp(window.from), to: formatTimestamp(window.to) };
  const parameters = { ...run.parameters, ...interval };
  const pages = connection.read({ source: context.source, parameters });
  const unmapped = new Map<string, number>();
  const unknownTypes = new Map<string, number>();
  const dead: DeadLetter[] = [];
  let [records, delivered] = [0, 0];
  for (;;) {
    const page = await pages.next();
    if (page.done === true) return { records, delivered, dead, ledger: page.value, unmapped, unknownTypes };
    const deliveries: Delivery[] = [];
    for (const record of page.value) {
      const unsafe = recordProblem(record);
      const made =
        unsafe === undefined ? makeDelivery(record, context) : ({ ok: false, problem: unsafe } as const);
      if (made.ok) deliveries.push(made.delivery);
      else count(unmapped, made.problem);
      if (made.ok && made.unknownType) count(unknownTypes, made.delivery.kind);
    }
    records += page.value.length;
    const outcome = await deliverAll(sink, deliveries, settings);
    delivered += outcome.delivered;
    dead.push(...outcome.dead);
    run.progress(records);
    if (outcome.failed !== undefined) {
      await pages.return(nothing);
      const failed = { ledger: nothing, failed: outcome.failed };
      return { records, delivered, dead, unmapped, unknownTypes, ...failed };
    }
  }
}
