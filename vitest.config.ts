import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

/** Replace parts of Node for the whole of their process. */
const alone = ["test/{stores,sinks,collector}/**/*.test.ts"];

export default defineConfig({
  test: {
    globalSetup: ["test/temporary-folder.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
    // Most of the time is spent waiting for processes, servers and clocks; by itself vitest leaves one core free.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: "alone", include: alone } },
      {
        extends: true,
        // Loading the modules anew for each file costs as much as the tests in it.
        test: { name: "together", include: ["test/**/*.test.ts"], exclude: alone, isolate: false },
      },
    ],
  },
});
