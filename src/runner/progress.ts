/** What people see while a command works; goes to stderr, never decides anything. */
export interface Progress {
  /** A new stage begins: one line in a log, a new line in a terminal. */
  stage(text: string): void;
  /** The current stage moves on; only a terminal shows it. */
  update(text: string): void;
}

/** For callers that want no progress. */
export const silentProgress: Progress = { stage() {}, update() {} };
