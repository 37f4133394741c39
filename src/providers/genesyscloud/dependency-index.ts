import type { HttpClient } from "../../http/exchange.ts";
import { isJsonObject } from "../../model/json.ts";

/** Without this permission nobody is told what depends on what. */
export const trackingPermission = "architect:dependencyTracking:view";

/** The state of the index of dependencies, or why it could not be read. */
export type IndexState =
  | { readonly ok: true; readonly state: string; readonly current: boolean }
  | { readonly ok: false; readonly problem: string };

/** What flows depend on is only known while the index is built and up to date. */
export async function readIndexState(api: HttpClient): Promise<IndexState> {
  const answer = await api.send({ method: "GET", url: "/api/v2/architect/dependencytracking/build" });
  if (!answer.ok) return { ok: false, problem: answer.reason.message };
  const status = isJsonObject(answer.body) ? answer.body["status"] : undefined;
  return { ok: true, state: String(status).slice(0, 60), current: status === "OPERATIONAL" };
}
