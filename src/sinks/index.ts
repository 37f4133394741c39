import type { Sink } from "../model/sink.ts";
import { webhook } from "./webhook.ts";

/** The built-in sinks. */
export const builtInSinks: readonly Sink[] = [webhook()];
