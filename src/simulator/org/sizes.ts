/** How large the simulated organisation is. */
export type SimulatorSize = "small" | "medium" | "large";

export interface SizeCounts {
  readonly flows: number;
  readonly ivrs: number;
  readonly routingRules: number;
  readonly users: number;
  readonly queues: number;
  /** Flow runs; each has five or seven log rows, six on average. */
  readonly runs: number;
  readonly auditEvents: number;
  /** Multiplies the number of planted problems. */
  readonly plants: number;
}

/** `large` has three flow references per IVR: 20,000 in all. */
export const sizeCounts: Readonly<Record<SimulatorSize, SizeCounts>> = {
  small: {
    flows: 40,
    ivrs: 12,
    routingRules: 20,
    users: 14,
    queues: 8,
    runs: 50,
    auditEvents: 400,
    plants: 1,
  },
  medium: {
    flows: 800,
    ivrs: 240,
    routingRules: 400,
    users: 80,
    queues: 60,
    runs: 1_000,
    auditEvents: 8_000,
    plants: 4,
  },
  large: {
    flows: 2_000,
    ivrs: 6_700,
    routingRules: 2_000,
    users: 5_000,
    queues: 600,
    runs: 10_000,
    auditEvents: 1_000_000,
    plants: 6,
  },
};
