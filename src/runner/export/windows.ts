/** An interval in epoch milliseconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const day = 86_400_000;

/** Cuts an interval at midnight UTC, so that an export that is repeated has the same pieces. */
export function windowsOf(from: number, to: number): readonly Window[] {
  const windows: Window[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(to, (Math.floor(start / day) + 1) * day);
    windows.push({ from: start, to: end });
    start = end;
  }
  return windows;
}
