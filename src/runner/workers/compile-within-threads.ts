import { setFlagsFromString } from "node:v8";

/**
 * Has V8 compile what runs in a thread in that thread, for those that are started from here on. Where each core has a
 * thread of its own there is none left for V8's compilers: beside the threads they only keep them from their work, which
 * goes on uncompiled meanwhile.
 */
export function compileWithinThreads(): void {
  setFlagsFromString("--no-concurrent-recompilation");
}
