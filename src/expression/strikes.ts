let count = 0;

/**
 * How often a watchdog cut something off in this thread. What was at work then may be half done: whoever keeps a state
 * between calls makes it anew when the number has changed.
 */
export const strikes = {
  get count(): number {
    return count;
  },
  add(): void {
    count += 1;
  },
};
