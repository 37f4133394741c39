import type { Progress } from "./progress.ts";

/** What a use case is given by whoever runs it. */
export interface RunnerHost {
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Takes a line that people are to see at the end, whatever becomes of the command. */
  readonly notice?: (line: string) => void;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly tool: { readonly name: string; readonly version: string };
  /** Folder of bylaw's own package, where shipped packs and examples are. */
  readonly packageRoot: string;
}
