/** The jsonata library, made synchronous by the build (`scripts/sync-jsonata.mjs`). */
export interface JsonataNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly [key: string]: unknown;
}

export interface JsonataError {
  readonly code: string;
  readonly position?: number;
  readonly token?: string;
  readonly value?: unknown;
  readonly message: string;
}

export interface JsonataExpression {
  evaluate(input: unknown, bindings?: Record<string, unknown>): unknown;
  /** Symbols name callbacks: `jsonata.__evaluate_entry`, `jsonata.__evaluate_exit`. */
  assign(name: string | symbol, value: unknown): void;
  registerFunction(
    name: string,
    implementation: (this: unknown, ...args: unknown[]) => unknown,
    signature?: string,
  ): void;
  ast(): JsonataNode;
  errors(): readonly JsonataError[];
}

export interface JsonataOptions {
  readonly recover?: boolean;
  readonly RegexEngine?: unknown;
  readonly timeout?: number;
  readonly stack?: number;
  readonly sequence?: number;
}

declare const jsonata: (source: string, options?: JsonataOptions) => JsonataExpression;
export default jsonata;
