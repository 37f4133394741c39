import { visibleText } from "../reporters/visible-text.ts";
import type { Progress } from "../runner/progress.ts";

/** The part of a stream that progress needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Progress on stderr: in a terminal one line that moves, elsewhere one plain line per stage.
 * Cursor codes are never written to a file or pipe.
 */
export function terminalProgress(stream: ProgressStream): Progress & { end(): void } {
  const live = stream.isTTY === true;
  let title = "";
  const draw = (text: string): void => {
    const width = (stream.columns ?? 80) - 1;
    stream.write(`\r\u001B[K${visibleText(text).slice(0, width)}`);
  };
  return {
    stage(text) {
      title = text;
      if (live) draw(`${text} …`);
      else stream.write(`${visibleText(text)}\n`);
    },
    update(text) {
      if (live) draw(`${title} … ${text}`);
    },
    end() {
      if (live) stream.write("\r\u001B[K");
    },
  };
}
