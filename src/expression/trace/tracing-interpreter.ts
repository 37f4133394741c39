import type { Frame } from "../interpreter/frame.ts";
import { TreeInterpreter } from "../interpreter/interpret.ts";
import type { Run } from "../runtime/run.ts";
import type { Expression } from "../tree/tree.ts";
import type { Recorder } from "./recorder.ts";

/** Evaluates syntax trees and tells a recorder of every node. */
export class TracingInterpreter extends TreeInterpreter {
  readonly #recorder: Recorder;
  #depth = 0;

  constructor(run: Run, recorder: Recorder) {
    super(run);
    this.#recorder = recorder;
  }

  override evaluate(node: Expression, context: unknown, frame: Frame): unknown {
    const recorder = this.#recorder;
    if (node.kind === "name") recorder.read(context, node.name);
    if (node.kind === "wildcard" || node.kind === "descendants") {
      recorder.readAll(context, node.kind === "descendants");
    }
    const depth = this.#depth;
    this.#depth += 1;
    try {
      const result = super.evaluate(node, context, frame);
      recorder.came(node, depth, result);
      return result;
    } catch (thrown) {
      recorder.failed(node, depth, thrown);
      throw thrown;
    } finally {
      this.#depth = depth;
    }
  }
}
