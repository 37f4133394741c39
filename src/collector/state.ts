import type { Delivery } from "../model/sink.ts";

/** How far a collector has come, epoch milliseconds. */
export interface Marks {
  /** Where it began; nothing before was ever asked for. */
  readonly begin: number;
  /** Up to here everything was read and is in the state, or was delivered. */
  readonly readUntil: number;
  /** Up to here everything is with every sink that it belongs to. Never goes back. */
  readonly acknowledgedUntil: number;
}

/** What can no longer be read. */
export interface Hole {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** An event as a poll adds it. Without a delivery it is only remembered: it was left out, or is a dead letter. */
export interface NewEvent {
  readonly id: string;
  readonly time: number;
  readonly delivery?: Delivery;
  /** Names of the sinks that wait for the delivery. */
  readonly sinks: readonly string[];
  readonly dead: boolean;
  /** Its entity type, where the registry does not have it. */
  readonly unknownType?: string;
}

/** A delivery that a sink waits for. */
export interface Pending {
  readonly seq: number;
  readonly delivery: Delivery;
}

/** What is said about the last try of something; `problem` only when it failed. */
export interface Note {
  readonly at: number;
  readonly problem?: string;
}

/** What is said about a poll. */
export interface PollNote extends Note {
  /** How often the source no longer knew a cursor that it had given. */
  readonly cursorResets?: number;
}

/** Everything that the state knows about itself. */
export interface StateStatus extends Marks {
  readonly organization?: string;
  readonly source: string;
  /** The last poll, and the last that was complete. */
  readonly poll?: Note;
  readonly completePoll?: number;
  /** The last check of the marks. */
  readonly health?: Note;
  readonly counts: {
    readonly polls: number;
    readonly failedPolls: number;
    readonly records: number;
    readonly events: number;
    readonly leftOut: number;
    /** Records that became dead letters before any sink. */
    readonly dead: number;
    /** Times that the source no longer knew a cursor. */
    readonly cursorResets: number;
  };
  readonly sinks: readonly SinkStatus[];
  readonly holes: readonly Hole[];
  /** Those of the fields that are asked for that some row had. */
  readonly fields: readonly string[];
  /** Entity types that the registry does not have, with how many events there were. */
  readonly unknownTypes: ReadonlyMap<string, number>;
}

export interface SinkStatus {
  readonly name: string;
  readonly pending: number;
  /** Time of the oldest event that waits. */
  readonly oldest?: number;
  readonly delivered: number;
  readonly dead: number;
  readonly last?: Note;
}

/** A page of a poll. */
export interface NewPage {
  readonly organization: string;
  /** What the poll asked for. */
  readonly from: number;
  readonly to: number;
  readonly events: readonly NewEvent[];
  readonly records: number;
}

/**
 * What a collector remembers. Each method is one transaction: all of it is there after a crash, or nothing.
 *
 * @throws StateFailure from every method, when it cannot be kept
 */
export interface CollectorState {
  marks(): Promise<Marks>;
  organization(): Promise<string | undefined>;
  rememberOrganization(organization: string): Promise<void>;
  /** Those of the ids that are new. */
  unseen(organization: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Adds those events of a page that are new. */
  addPage(page: NewPage): Promise<void>;
  /** Everything up to an instant was read. */
  finishReading(to: number): Promise<void>;
  /** Gives up what can no longer be read: reading goes on at the end of the hole. */
  addHole(hole: Hole): Promise<void>;
  /** The oldest that a sink waits for, in the order they came; at least one when there is any. */
  oldest(sink: string, most: { readonly count: number; readonly bytes: number }): Promise<readonly Pending[]>;
  /** Nobody has to deliver these to the sink any more. */
  settle(sink: string, settled: readonly number[], dead: number): Promise<void>;
  /** Rows had these of the fields that are asked for. */
  rememberFields(names: readonly string[]): Promise<void>;
  /** Names of the sinks that anything waits for. */
  awaited(): Promise<readonly string[]>;
  notePoll(note: PollNote): Promise<void>;
  noteHealth(note: Note): Promise<void>;
  noteSink(sink: string, note: Note): Promise<void>;
  status(): Promise<StateStatus>;
  close(): Promise<void>;
}

/** A state that is open for its one writer. */
export interface OpenedState {
  readonly state: CollectorState;
  /** True when there was none before. */
  readonly fresh: boolean;
}

/** The state cannot be kept; nothing of what was asked for is in it. */
export class StateFailure extends Error {
  override readonly name = "StateFailure";
  /** Waiting is of no help. */
  readonly lasting: boolean;

  constructor(problem: string, lasting: boolean) {
    super(problem);
    this.lasting = lasting;
  }
}
