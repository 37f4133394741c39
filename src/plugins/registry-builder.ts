import type { Registry } from "../model/registry.ts";
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
      addCheck: (check) => put("check", shelves.checks, check, ["evaluate"]),
      addDataSource: (source) => put("data source", shelves.dataSources, source, []),
      addFunction: (definition) => put("function", shelves.functions, definition, ["call"]),
      addProvider: (provider) =>
        put("provider", shelves.providers, provider, ["connect", "source", "estimate"]),
      addReporter: (reporter) =>
        put("reporter", shelves.reporters, { ...reporter, load: async () => reporter }, ["load"]),
      addSink: (sink) => put("sink", shelves.sinks, sink, ["deliver"]),
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
