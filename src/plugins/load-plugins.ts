import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { runGuarded } from "../expression/watchdog.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { PluginReference } from "../model/project.ts";
import type { Registry } from "../model/registry.ts";
import type { RegisterApi, RegisterHook } from "./register-api.ts";
import { RegistryBuilder } from "./registry-builder.ts";
import { withoutExit } from "./without-exit.ts";

const hookName = "bylaw:register";

export interface LoadedPlugins {
  readonly registry: Registry;
  readonly plugins: readonly { readonly name: string; readonly version: string }[];
  /** One per plug-in that could not be registered; the run is then inconclusive. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Registers the plug-ins a project declares, one after the other, from the project's node_modules.
 * Whatever a hook does (throw, exit, never settle, loop) becomes a diagnostic, never a silent pass.
 *
 * @param root absolute project folder
 * @param timeout milliseconds a hook may take
 */
export async function loadPlugins(
  root: string,
  references: readonly PluginReference[],
  base: Registry,
  timeout = 5_000,
): Promise<LoadedPlugins> {
  const builder = new RegistryBuilder(base);
  const plugins: { name: string; version: string }[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const reference of references) {
    try {
      const manifest = await readManifest(root, reference);
      const { api, close } = builder.open();
      try {
        for (const target of hookTargets(manifest)) {
          await withoutExit(() => callHook(manifest.folder, target, api, timeout));
        }
      } finally {
        close();
      }
      plugins.push({ name: reference.name, version: manifest.version });
    } catch (error) {
      diagnostics.push(failure(reference, error));
    }
  }
  return { registry: builder.build(), plugins, diagnostics };
}

interface Manifest {
  readonly folder: string;
  readonly version: string;
  readonly hooks: Json | undefined;
}

async function readManifest(root: string, reference: PluginReference): Promise<Manifest> {
  for (const base of createRequire(join(root, "bylaw.yaml")).resolve.paths(reference.name) ?? []) {
    const folder = join(base, reference.name);
    const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const manifest: Json = JSON.parse(text);
    if (!isJsonObject(manifest)) throw new Error("its package.json is not an object");
    const version = typeof manifest["version"] === "string" ? manifest["version"] : "unknown";
    if (version !== reference.version) {
      throw new Error(`version ${version} is installed, version ${reference.version} is declared`);
    }
    const oclif = isJsonObject(manifest["oclif"]) ? manifest["oclif"] : {};
    const hooks = isJsonObject(oclif["hooks"]) ? oclif["hooks"][hookName] : undefined;
    return { folder, version, hooks };
  }
  throw new Error("it is not installed in the project's node_modules");
}

function hookTargets({ hooks }: Manifest): readonly string[] {
  const list = Array.isArray(hooks) ? hooks : [hooks];
  const targets = list.map((hook) => (isJsonObject(hook) ? hook["target"] : hook));
  if (targets.length === 0 || !targets.every((target): target is string => typeof target === "string")) {
    throw new Error(`its package.json names no file under oclif.hooks["${hookName}"]`);
  }
  return targets;
}

async function importHook(folder: string, target: string): Promise<RegisterHook> {
  const file = createRequire(join(folder, "package.json")).resolve(`./${relative(".", target)}`);
  const module: JsonObject & { default?: unknown } = await import(pathToFileURL(file).href);
  const hook = module.default ?? Object.values(module).find((value) => typeof value === "function");
  if (!isHook(hook)) throw new Error("its hook file exports no function");
  return hook;
}

function isHook(value: unknown): value is RegisterHook {
  return typeof value === "function";
}

/** Imports a hook and calls it; neither may take longer than the time-out. */
async function callHook(folder: string, target: string, api: RegisterApi, timeout: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`its hook did not settle within ${timeout} ms`)), timeout);
  });
  const call = async (): Promise<void> => {
    const hook = await importHook(folder, target);
    await runGuarded(() => hook({ registry: api }), timeout);
  };
  try {
    await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function failure(reference: PluginReference, error: unknown): Diagnostic {
  const why = error instanceof Error ? error.message : String(error);
  return {
    code: "plugin-failed",
    severity: "error",
    summary: `Plug-in '${reference.name}' could not be registered: ${why}.`,
    expected: `${reference.name} ${reference.version}`,
    suggestions: [`Install it with: npm install --save-exact ${reference.name}@${reference.version}`],
    location: reference.location,
  };
}
