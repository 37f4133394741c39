import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/temporary-folder.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
    // Most of the time is spent waiting for processes, servers and clocks; by itself vitest leaves one core free.
    maxWorkers: 3,
  },
});
