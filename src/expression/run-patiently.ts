import { runGuarded, WatchdogTimeout } from "./watchdog.ts";

/** Most tries, where the process never gets to run. */
const mostTries = 60;

/**
 * Runs a function as `runGuarded` does, and again where it was stopped although the process has not worked for half of
 * its budget: on a machine that slept, in a process that was halted, the clock says nothing about the function.
 *
 * @param run may be cut off anywhere and run again
 * @param budgetMs whole milliseconds, at least 1
 * @throws WatchdogTimeout when the budget is spent; else what the function throws
 */
export function runPatiently<T>(run: () => T, budgetMs: number): T {
  const before = process.cpuUsage();
  for (let tries = 1; ; tries++) {
    try {
      return runGuarded(run, budgetMs);
    } catch (error) {
      const { user, system } = process.cpuUsage(before);
      const worked = (user + system) / 1000;
      if (!(error instanceof WatchdogTimeout) || worked >= budgetMs / 2 || tries === mostTries) throw error;
    }
  }
}
