import { setFlagsFromString } from "node:v8";

/**
 * Makes the heap grow slowly from here on. Reading turns over gigabytes of short-lived pages; left alone, V8
 * lets several hundred megabytes of them lie about before it collects, on machines where bylaw is a guest.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=20");
  setFlagsFromString("--semi-space-growth-factor=1");
}
