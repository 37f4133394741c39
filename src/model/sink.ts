import type { Json, JsonSchema } from "./json.ts";

/** Delivers records elsewhere and says when they are safe there. */
export interface Sink {
  readonly name: string;
  readonly configSchema: JsonSchema;
  deliver(config: Json, records: readonly Json[], signal: AbortSignal): Promise<void>;
}
