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
  readonly failed?: string;
}

const nothing: Ledger = { reasons: [], pages: 0, requests: 0, retries: 0 };

/** Reads a window page by page and delivers each page before the next is asked for. @throws on abort */
export async function exportWindow(run: ExportRun, window: Window): Promise<ExportedWindow> {
  const { connection, context, sink, settings } = run;
  const interval = { from: formatTimestamp(window.from), to: formatTimestamp(window.to) };
  const parameters = { ...run.parameters, ...interval };
  const pages = connection.read({ source: context.source, parameters });
  const unmapped = new Map<string, number>();
  const dead: DeadLetter[] = [];
  let [records, delivered] = [0, 0];
  for (;;) {
    const page = await pages.next();
    if (page.done === true) return { records, delivered, dead, ledger: page.value, unmapped };
    const deliveries: Delivery[] = [];
    for (const record of page.value) {
      const unsafe = recordProblem(record);
      const made =
        unsafe === undefined ? makeDelivery(record, context) : ({ ok: false, problem: unsafe } as const);
      if (made.ok) deliveries.push(made.delivery);
      else unmapped.set(made.problem, (unmapped.get(made.problem) ?? 0) + 1);
    }
    records += page.value.length;
    const outcome = await deliverAll(sink, deliveries, settings);
    delivered += outcome.delivered;
    dead.push(...outcome.dead);
    run.progress(records);
    if (outcome.failed !== undefined) {
      await pages.return(nothing);
      return { records, delivered, dead, ledger: nothing, unmapped, failed: outcome.failed };
    }
  }
}
