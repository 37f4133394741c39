import { checks } from "../checks/index.ts";
import type { Registry } from "../model/registry.ts";
import { providers } from "../providers/index.ts";
import { reporterEntries } from "../reporters/index.ts";
import { builtInSinks } from "../sinks/index.ts";
import { builtInStores } from "../stores/index.ts";

/** Everything that comes with bylaw. */
export function builtInRegistry(): Registry {
  return {
    checks: byName(checks),
    providers: byName(providers),
    dataSources: new Map(),
    functions: new Map(),
    reporters: byName(reporterEntries),
    sinks: byName([...builtInSinks, ...builtInStores]),
  };
}

function byName<T extends { readonly name: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((entry) => [entry.name, entry]));
}
