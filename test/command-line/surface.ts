import { isJsonObject, type Json, type JsonObject } from "../../src/model/json.ts";

/** What scripts depend on: commands, aliases, arguments, flags, their letters and allowed values. */
export interface Surface {
  readonly [command: string]: {
    readonly args: readonly string[];
    readonly required: readonly string[];
    readonly flags: {
      readonly [flag: string]: { readonly char?: string; readonly options?: readonly string[] };
    };
  };
}

const object = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** Reads the surface off the oclif manifest. */
export function surfaceOf(manifest: JsonObject): Surface {
  const commands = Object.entries(object(manifest["commands"])).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    commands.map(([name, command]) => {
      const args = Object.values(object(object(command)["args"])).map(object);
      const flags = Object.entries(object(object(command)["flags"])).sort(([a], [b]) => (a < b ? -1 : 1));
      return [
        name,
        {
          args: args.map((arg) => String(arg["name"])),
          required: [
            ...args.filter((arg) => arg["required"] === true).map((arg) => String(arg["name"])),
            ...flags.filter(([, flag]) => object(flag)["required"] === true).map(([flag]) => `--${flag}`),
          ],
          flags: Object.fromEntries(
            flags.map(([flag, definition]) => {
              const { char, options } = object(definition);
              return [
                flag,
                {
                  ...(typeof char === "string" ? { char } : {}),
                  ...(Array.isArray(options) ? { options: options.map(String) } : {}),
                },
              ];
            }),
          ),
        },
      ];
    }),
  );
}

/** Everything in `now` that would break a script written for `then`. */
export function incompatibilities(before: Surface, now: Surface): readonly string[] {
  return Object.entries(before).flatMap(([name, old]) => {
    const current = now[name];
    if (current === undefined) return [`command ${name} is gone`];
    const newlyRequired = current.required.filter((entry) => !old.required.includes(entry));
    const flags = Object.entries(old.flags).flatMap(([flag, { char, options = [] }]) => {
      const left = current.flags[flag];
      if (left === undefined) return [`${name} --${flag} is gone`];
      const lost = options.filter((option) => left.options?.includes(option) === false);
      return [
        ...(char === left.char ? [] : [`${name} --${flag} has lost its letter -${char}`]),
        ...lost.map((option) => `${name} --${flag} ${option} is gone`),
      ];
    });
    return [
      ...newlyRequired.map((entry) => `${name} now requires ${entry}`),
      ...old.args
        .filter((arg) => !current.args.includes(arg))
        .map((arg) => `${name} ${arg.toUpperCase()} is gone`),
      ...flags,
    ];
  });
}
