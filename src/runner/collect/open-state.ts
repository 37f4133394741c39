import type { DeadLetters } from "../../collector/dead-letters.ts";
import { deadLetterFile } from "../../collector/dead-letters.ts";
import { openSqliteState } from "../../collector/sqlite/sqlite-state.ts";
import type { OpenedState } from "../../collector/state.ts";
import { lockState } from "../../collector/state-lock.ts";
import type { StateSettings } from "../../collector/state-settings.ts";
import type { SinkHost } from "../../model/sink.ts";
import type { PreparedCollector } from "./prepare-collector.ts";

/** The state of a collector, open for this process alone. */
export interface OwnState extends OpenedState {
  readonly deadLetters: DeadLetters;
  /** Lets others have it. */
  close(): Promise<void>;
}

/**
 * Takes the lock of a collector's state and opens it.
 *
 * @returns undefined when another process has it
 * @throws StateFailure when it cannot be used; on abort
 */
export async function openState(
  { collector, place }: PreparedCollector,
  settings: StateSettings,
  host: SinkHost,
): Promise<OwnState | undefined> {
  if ("postgres" in place) {
    const { openPostgresState } = await import("../../collector/postgres/postgres-state.ts");
    const opened = await openPostgresState(place.postgres, collector.name, settings, host);
    return opened === undefined ? undefined : { ...opened, close: () => opened.state.close() };
  }
  const lock = lockState(place.file);
  if (lock === undefined) return undefined;
  try {
    const opened = openSqliteState(place.file, settings);
    const close = async (): Promise<void> => {
      await opened.state.close();
      lock.release();
    };
    return { ...opened, deadLetters: deadLetterFile(place.deadLetters), close };
  } catch (error) {
    lock.release();
    throw error;
  }
}
