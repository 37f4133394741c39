/** What a state is opened with. */
export interface StateSettings {
  /** Full name of the data source; the state of another is refused. */
  readonly source: string;
  /** Milliseconds. */
  readonly overlap: number;
  /** Where a collector begins that has no state yet, epoch milliseconds. */
  readonly begin: number;
}
