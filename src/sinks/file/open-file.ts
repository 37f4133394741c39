import type { Delivery, DeliveryOutcome, OpenSink, SinkHost } from "../../model/sink.ts";
import { itemsOf } from "../delivery/items-of.ts";
import type { Settings } from "../settings/settings.ts";
import { errorCode } from "./error-code.ts";
import { innerFolder } from "./inner-folder.ts";
import { LineFile, NotOurs } from "./line-file.ts";

/** Codes of errors that last until somebody does something about them. */
const lasting = new Set(["EACCES", "EPERM", "EROFS", "EISDIR", "ENOTDIR", "ELOOP", "ENXIO"]);

function describe(error: unknown): string {
  if (error instanceof NotOurs) return error.message;
  const code = errorCode(error);
  if (code === "ELOOP") return "path is a link, which is not followed";
  return `the file cannot be written (${code})`;
}

function failed(error: unknown): DeliveryOutcome {
  const lasts = error instanceof NotOurs || lasting.has(errorCode(error));
  return { ok: false, problem: `file: ${describe(error)}`, lasting: lasts };
}

function linesOf(batch: readonly Delivery[], form: string): Buffer {
  const items = batch.flatMap((delivery) => itemsOf(delivery, form));
  return Buffer.from(items.map((item) => `${JSON.stringify(item)}\n`).join(""), "utf8");
}

/** Opens the sink and its file. */
export async function openFile(
  settings: Settings,
  host: SinkHost,
): Promise<OpenSink | { readonly problem: string }> {
  let file: LineFile;
  try {
    const place = await innerFolder(host.root, settings.text("path"));
    if ("problem" in place) return place;
    file = new LineFile(place, settings.number("rotateBytes"));
    await file.open();
  } catch (error) {
    return { problem: describe(error) };
  }
  async function append(batch: readonly Delivery[]): Promise<DeliveryOutcome> {
    try {
      await file.append(linesOf(batch, settings.text("item")));
      return { ok: true, rejected: [] };
    } catch (error) {
      return failed(error);
    }
  }
  /* One batch after the other: a failed one is taken back to where it began. */
  let turn: Promise<unknown> = Promise.resolve();
  return {
    batch: { count: settings.number("batchCount"), bytes: settings.number("batchBytes") },
    deliver(batch) {
      const appended = turn.then(() => {
        host.signal.throwIfAborted();
        return append(batch);
      });
      turn = appended.catch(() => undefined);
      return appended;
    },
    async close() {
      await turn;
      await file.close();
    },
  };
}
