import { compile } from "../expression/compile.ts";
import { policyOptions } from "../expression/policy-options.ts";
import type { Check, Evaluation } from "../model/check.ts";
import type { ExpressionFunction, Registry } from "../model/registry.ts";
import type { Reporter } from "../model/reporter.ts";
import type { RegisterApi } from "./register-api.ts";

const namePattern = /^[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*$/;
const functionPattern = /^[A-Za-z]\w*$/;

type Mutable<T> = T extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never;
type Shelves = { readonly [K in keyof Registry]: Mutable<Registry[K]> };

/**
 * A registry being filled. Nothing may be replaced: a name that is taken is refused, so that no
 * plug-in can put its own check in the place of a built-in one.
 */
export class RegistryBuilder {
  readonly #shelves: Shelves;

  constructor(base: Registry) {
    this.#shelves = {
      checks: new Map(base.checks),
      providers: new Map(base.providers),
      dataSources: new Map(base.dataSources),
      functions: new Map(base.functions),
      reporters: new Map(base.reporters),
      sinks: new Map(base.sinks),
    };
  }

  /** @returns what a plug-in may call, until `close` is called for it */
  open(): { api: RegisterApi; close: () => void } {
    const state = { open: true };
    const put = <T extends { readonly name: string }>(
      kind: string,
      shelf: Map<string, T>,
      value: T,
      methods: readonly string[],
    ): void => {
      if (!state.open) throw new Error(`${kind} '${value.name}' came after registration had ended.`);
      requireShape(kind, value, methods);
      if (shelf.has(value.name)) throw new Error(`${kind} '${value.name}' is registered already.`);
      shelf.set(value.name, value);
    };
    const shelves = this.#shelves;
    const api: RegisterApi = {
      apiVersion: 1,
      addCheck: (check) => put("check", shelves.checks, isolatedCheck(check), ["evaluate"]),
      addDataSource: (source) => put("data source", shelves.dataSources, source, []),
      addFunction: (definition) => {
        if (isBuiltInFunction(definition.name)) throw new Error(`function '${definition.name}' is built in.`);
        put("function", shelves.functions, isolatedFunction(definition), ["call"]);
      },
      addProvider: (provider) =>
        put("provider", shelves.providers, provider, ["connect", "source", "estimate"]),
      addReporter: (reporter) =>
        put("reporter", shelves.reporters, { ...reporter, load: async () => isolatedReporter(reporter) }, [
          "load",
        ]),
      addSink: (sink) => put("sink", shelves.sinks, sink, ["open"]),
    };
    return {
      api,
      close: () => {
        state.open = false;
      },
    };
  }

  /** The registry as filled so far. */
  build(): Registry {
    return this.#shelves;
  }
}

/** A plug-in's check judges copies: what it does to a record is not seen by the rules after it. */
function isolatedCheck(check: Check): Check {
  if (typeof check?.evaluate !== "function") return check;
  return {
    ...check,
    evaluate(options, context) {
      const { schema } = context;
      const evaluation = check.evaluate(structuredClone(options), {
        ...context,
        ...(schema === undefined ? {} : { schema: structuredClone(schema) }),
      });
      if (typeof evaluation?.record !== "function")
        throw new TypeError("The check has no function 'record'.");
      const finish = evaluation.finish?.bind(evaluation);
      const record: Evaluation["record"] = (value) => evaluation.record(structuredClone(value));
      return finish === undefined ? { record } : { record, finish };
    },
  };
}

/** A plug-in's function gets copies: expressions hand it parts of the records that others judge. */
function isolatedFunction(definition: ExpressionFunction): ExpressionFunction {
  if (typeof definition?.call !== "function") return definition;
  return { ...definition, call: (...args) => definition.call(...structuredClone(args)) };
}

/** A plug-in's reporter renders a copy: it cannot change what others report. */
function isolatedReporter(reporter: Reporter): Reporter {
  return { ...reporter, render: (run, options) => reporter.render(structuredClone(run), options) };
}

/** True for the functions of JSONata and of policies. */
function isBuiltInFunction(name: string): boolean {
  if (!functionPattern.test(String(name))) return false;
  return compile(`$exists($${name})`, policyOptions(0)).evaluate({}) === true;
}

function requireShape(kind: string, value: { readonly name: string }, methods: readonly string[]): void {
  const pattern = kind === "function" ? functionPattern : namePattern;
  if (
    typeof value !== "object" ||
    value === null ||
    typeof value.name !== "string" ||
    !pattern.test(value.name)
  ) {
    throw new Error(`A ${kind} needs a name made of lower-case letters, digits, '-', '_' and '.'.`);
  }
  for (const method of methods) {
    if (typeof Reflect.get(value, method) !== "function") {
      throw new Error(`${kind} '${value.name}' has no function '${method}'.`);
    }
  }
}
