/** A predicate `[…]` on a value. */
export interface Filter {
  readonly kind: "filter";
  readonly expression: Expression;
}

/** `#$name` behind a predicate: numbers the tuples of a step. */
export interface IndexStage {
  readonly kind: "index";
  readonly variable: string;
}

export type Stage = Filter | IndexStage;

/** Keys and values of `{…}`. */
export interface Grouping {
  readonly pairs: readonly (readonly [key: Expression, value: Expression])[];
  readonly position: number | undefined;
}

/** What every expression may carry. */
export interface Suffixes {
  readonly position: number | undefined;
  readonly predicates: readonly Filter[];
  readonly group: Grouping | undefined;
  /** `[]`: one value stays an array. */
  readonly keepArray: boolean;
}

/** A term of `^(…)`. */
export interface SortTerm {
  readonly expression: Expression;
  readonly descending: boolean;
}

export interface SortOrder {
  readonly kind: "sort";
  readonly position: number | undefined;
  readonly terms: readonly SortTerm[];
}

/** A step of a path, with what it binds for the steps behind it. */
export interface Step {
  readonly expression: Expression | SortOrder;
  readonly stages: readonly Stage[];
  /** `@$name`: the variable that takes the step's value, while the context stays. */
  readonly focus: string | undefined;
  /** `#$name`: the variable that takes the position. */
  readonly index: string | undefined;
  /** Name under which the step's context is kept for a `%` further on. */
  readonly ancestor: string | undefined;
  /** From this step on, tuples of bindings are carried instead of plain values. */
  readonly tuple: boolean;
  /** An array constructor at either end of a path: it is not flattened. */
  readonly constructed: boolean;
}

export interface Path extends Suffixes {
  readonly kind: "path";
  readonly steps: readonly Step[];
  readonly keepSingleton: boolean;
  /** The path is a step of another one that needs its tuples. */
  readonly tuple: boolean;
}

export interface Literal extends Suffixes {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}

export interface Name extends Suffixes {
  readonly kind: "name";
  readonly name: string;
}

export interface Variable extends Suffixes {
  readonly kind: "variable";
  readonly name: string;
}

export interface Wildcard extends Suffixes {
  readonly kind: "wildcard" | "descendants";
}

export interface Parent extends Suffixes {
  readonly kind: "parent";
  readonly label: string;
}

export type Operator =
  | ("+" | "-" | "*" | "/" | "%" | "=" | "!=" | "<" | "<=" | ">" | ">=")
  | ("&" | ".." | "in" | "and" | "or");

export interface Binary extends Suffixes {
  readonly kind: "binary";
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Negation extends Suffixes {
  readonly kind: "negation";
  readonly operand: Expression;
}

export interface ArrayConstructor extends Suffixes {
  readonly kind: "array";
  readonly items: readonly Expression[];
  readonly constructed: boolean;
}

export interface ObjectConstructor extends Suffixes {
  readonly kind: "object";
  readonly pairs: Grouping["pairs"];
}

export interface Condition extends Suffixes {
  readonly kind: "condition";
  readonly condition: Expression;
  readonly consequent: Expression;
  readonly alternative: Expression | undefined;
}

export interface Block extends Suffixes {
  readonly kind: "block";
  readonly expressions: readonly Expression[];
}

export interface Bind extends Suffixes {
  readonly kind: "bind";
  readonly name: string;
  readonly value: Expression;
}

export interface Regex extends Suffixes {
  readonly kind: "regex";
  /** Undefined where the parser copied the literal as JSON and lost it (`/x/ ?: y`). */
  readonly pattern: RegExp | undefined;
}

/** The `?` among the arguments of a partial application. */
export type Argument = Expression | "?";

export interface Call extends Suffixes {
  readonly kind: "call";
  readonly procedure: Expression;
  readonly arguments: readonly Expression[];
}

export interface PartialCall extends Suffixes {
  readonly kind: "partial";
  readonly procedure: Expression;
  readonly arguments: readonly Argument[];
}

/** A call that a lambda ends with. It is returned to the caller instead of being made. */
export interface TailCallNode extends Suffixes {
  readonly kind: "tail-call";
  readonly call: Call;
}

export interface Lambda extends Suffixes {
  readonly kind: "lambda";
  /** Stands for the call that it makes, and is called once predicates behind that have seen a function. */
  readonly deferred?: true;
  readonly parameters: readonly string[];
  readonly signature: string | undefined;
  readonly body: Expression;
}

export interface Apply extends Suffixes {
  readonly kind: "apply";
  readonly left: Expression;
  readonly right: Expression;
}

export interface Transform extends Suffixes {
  readonly kind: "transform";
  readonly pattern: Expression;
  readonly update: Expression;
  readonly deletion: Expression | undefined;
}

/** An expression of JSONata, as the interpreter and the compiler read it. */
export type Expression =
  | (Path | Literal | Name | Variable | Wildcard | Parent | Binary | Negation)
  | (ArrayConstructor | ObjectConstructor | Condition | Block | Bind | Regex)
  | (Call | PartialCall | TailCallNode | Lambda | Apply | Transform);
