export { type SimulatorSize, simulatorSizes } from "./org/sizes.ts";
export type { Fault, FaultAction } from "./server/faults.ts";
export type { RequestRecord, SimulatorStats } from "./server/request-log.ts";
export {
  type Simulator,
  type SimulatorLimits,
  type SimulatorOptions,
  startSimulator,
} from "./start-simulator.ts";
export {
  type NearMissKind,
  nearMissKinds,
  type ProblemKind,
  problemKinds,
  type TruthEntry,
} from "./truth/truth-entry.ts";
