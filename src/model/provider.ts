import type { DataSource } from "./data-source.ts";
import type { LazyBatch, Ledger } from "./dataset.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Exchange } from "./exchange.ts";
import type { Json, JsonObject, JsonSchema } from "./json.ts";
import type { Tenant } from "./project.ts";

/** What the host lends a provider, so that tests can lend something else. */
export interface ProviderHost {
  /** The pinned clock of the run, epoch milliseconds. */
  readonly now: number;
  /** Absolute project folder; file paths of parameters are relative to it and cannot leave it. */
  readonly root: string;
  /** Value of an environment variable. */
  env(name: string): string | undefined;
  /** Aborted when the run ends early. */
  readonly signal: AbortSignal;
  /** How many requests may be sent, by all connections of the run together. */
  readonly budget?: RequestBudget;
  /** Answers to take instead of asking, and to keep what was answered. */
  readonly journal?: AnswerJournal;
  /**
   * Told each record together with what it was mapped from, before the record is passed on.
   *
   * @param text of `asServed` as it came, byte for byte, where the provider has it
   */
  served?(record: JsonObject, asServed: Json, text?: string): void;
  /** Told each request of a read with its answer, when that came or was given up. */
  exchanged?(exchange: Exchange): void;
  /** Progress for people: one call per page or wait. Never secrets, never record content. */
  progress(event: ReadProgress): void;
}

/** Answers of a reading that was interrupted, so that it can go on without asking again. */
export interface AnswerJournal {
  /** An answer that was kept under this key; each is given once, in the order they were kept. */
  take(key: string): Json | undefined;
  keep(key: string, answer: Json): void;
}

/** A number of requests that may be sent, all attempts counted. */
export interface RequestBudget {
  /** Takes one. @returns false when none is left */
  take(): boolean;
  /** What to say when none is left. */
  readonly spent: string;
}

export interface ReadProgress {
  readonly source: string;
  readonly records: number;
  readonly requests: number;
  /** Set while pausing: `rate limit, 12 s`. */
  readonly waiting?: string;
}

export interface ReadRequest {
  readonly source: DataSource;
  /** Valid against `source.parameters`. */
  readonly parameters: JsonObject;
}

/**
 * A source on this machine whose records can be read without being kept, as often as wanted. It serves only what
 * is in order: whatever needs an explanation is left to `Connection.read`.
 */
export interface Scan {
  /** In bytes. */
  readonly size: number;
  /** Which source it is, and which version of it: two scans with the same one give the same records. */
  readonly identity: string;
  /**
   * The records that begin in a range of bytes, in order. A batch is at hand until the next one is asked for.
   *
   * @throws when anything is odd about them, or if the source was changed since it was opened
   */
  batches(from?: number, to?: number): Iterable<LazyBatch>;
  /** True when nobody wrote to the source since it was opened, as far as can be told. */
  isUnchanged(): boolean;
  close(): void;
}

/** A tenant, connected. */
export interface Connection {
  readonly organizationId?: string;
  /**
   * Reads a data source page by page. Failing is part of the answer: the ledger returned at the
   * end says what is missing. Throws only for bugs and on abort.
   */
  read(request: ReadRequest): AsyncGenerator<readonly JsonObject[], Ledger>;
  /** The same as a scan, where there is one; it may outlive the connection. */
  scan?(request: ReadRequest): Scan | undefined;
  /**
   * What the client is known not to have of what is needed, before it is; what cannot be found out is not in it.
   */
  lacking?(needs: ReadNeeds): Promise<ReadNeeds>;
  /** Requests sent so far, logging in and connecting included; for providers that send any. */
  usage?(): RequestUsage;
  close(): Promise<void>;
}

/** Requests on the wire. */
export interface RequestUsage {
  readonly requests: number;
  /** Those of them that repeated another. */
  readonly retries: number;
}

/** What a client has to have for a read. */
export interface ReadNeeds {
  readonly permissions: readonly string[];
  readonly scopes: readonly string[];
}

/** What `plan` says about a read before it happens. */
export interface ReadEstimate extends ReadNeeds {
  /** Fewest requests possible, where the count depends on the data. */
  readonly requests: number;
}

/** One thing that `doctor` looked at. */
export interface Probe {
  /** What was looked at: `clock`, `permissions`. */
  readonly what: string;
  /** `failed`: a check would be inconclusive. `unknown`: it could not be found out. */
  readonly state: "ok" | "warning" | "failed" | "unknown";
  /** One sentence without secrets. */
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** A kind of system that tenants can be of. */
export interface Provider {
  readonly name: string;
  /** JSON Schema of a tenant's configuration, without `provider`. */
  readonly configSchema: JsonSchema;
  /** False for providers that need no tenant, such as files. */
  readonly needsTenant: boolean;
  /**
   * True where nothing pages or moves while it is read: a record that comes twice is there twice. Elsewhere pages
   * that shift bring records again.
   */
  readonly eachOnce?: boolean;
  /** Names of the data sources it brings. */
  readonly sourceNames: readonly string[];
  /** Loads one of them. */
  source(name: string): DataSource;
  /** JSON Schema of a data source's `read:`, for editors and for messages that name the place. */
  readonly readSchema?: JsonSchema;
  /** A source as its parameters make it, where they decide what a record is (files). */
  sourceFor?(source: DataSource, parameters: JsonObject): DataSource;
  /** Problems of a user's data source for this provider (`read:` and below), before any request. */
  validateSource?(source: DataSource): readonly Diagnostic[];
  /** Problems of a read that its schema cannot say (interval inverted, beyond retention …). */
  validateRead?(request: ReadRequest, tenant: Tenant, now: number): readonly Diagnostic[];
  /** ISO 8601 duration for which the tenant's system keeps a source's data; absent: nobody says. */
  retentionOf?(source: DataSource, tenant: Tenant): string | undefined;
  /** True when each connection knows its organisation; one that does not could not ask for it. */
  readonly namesOrganization?: boolean;
  estimate(request: ReadRequest, tenant: Tenant): ReadEstimate;
  /** Requests that connecting takes, logging in included; absent: none. */
  connecting?(tenant: Tenant): number;
  /** Never throws for what the other side does: a refused login is in each read's ledger. */
  connect(tenant: Tenant, host: ProviderHost): Promise<Connection>;
  /**
   * Looks at everything that keeps reads from being complete, each thing as soon as it is known.
   *
   * @param permissions what the planned reads need
   */
  examine?(tenant: Tenant, permissions: readonly string[], host: ProviderHost): AsyncIterable<Probe>;
}
