export type { Fault, FaultAction } from "./server/faults.ts";
export { type Simulator, type SimulatorOptions, startSimulator } from "./start-simulator.ts";
export { nearMissKinds, type ProblemKind, problemKinds } from "./truth/truth-entry.ts";
