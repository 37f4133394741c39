/** Something that must not be found anywhere. */
export interface Planted {
  /** What it is, for messages: they must not hold it either. */
  readonly name: string;
  readonly value: string;
}

/** Where something was found, and written how. */
export interface Leak {
  readonly name: string;
  readonly form: string;
  readonly place: string;
}

/** Bytes as a string with one character each, so that texts and databases are searched alike. */
const bytesOf = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** What base64 has for certain of a value that begins so many bytes after a group of three. */
function base64At(value: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value, "utf8")]);
  const whole = bytes.toString("base64").replace(/=+$/, "");
  // The first characters depend on what stands before, the last ones on what follows.
  return whole.slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

const urlSafe = (text: string): string => text.replaceAll("+", "-").replaceAll("/", "_");

function escaped(value: string): string {
  const units = Array.from({ length: value.length }, (_, at) => value.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

/** The ways to write a value, by their names. */
export const forms: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  "URL-encoded": encodeURIComponent,
  "form-encoded": (value) => new URLSearchParams([["", value]]).toString().slice(1),
  "base64 at 0": (value) => base64At(value, 0),
  "base64 at 1": (value) => base64At(value, 1),
  "base64 at 2": (value) => base64At(value, 2),
  "base64url at 0": (value) => urlSafe(base64At(value, 0)),
  "base64url at 1": (value) => urlSafe(base64At(value, 1)),
  "base64url at 2": (value) => urlSafe(base64At(value, 2)),
  "JSON string": (value) => JSON.stringify(value).slice(1, -1),
  "ASCII JSON": (value) => value.replaceAll(/[^ -~]/g, escaped),
  "JSON escapes": escaped,
  reversed: (value) => [...value].reverse().join(""),
};

/** Characters by which a place is first looked at; what is shorter cannot be searched for. */
const key = 8;

/** Something that finds what was planted, in whatever form. @throws RangeError for a value that is too short */
export function leakFinder(
  planted: readonly Planted[],
): (place: string, content: Uint8Array) => readonly Leak[] {
  const needles = new Map<
    string,
    { readonly text: string; readonly name: string; readonly form: string }[]
  >();
  for (const { name, value } of planted) {
    for (const [form, write] of Object.entries(forms)) {
      const text = bytesOf(write(value));
      if (text.length < key) throw new RangeError(`${name} is too short to be searched for`);
      const start = text.slice(0, key);
      needles.set(start, [...(needles.get(start) ?? []), { text, name, form }]);
    }
  }
  return (place, content) => {
    const text = Buffer.from(content).toString("latin1");
    const found = new Map<string, Leak>();
    for (let at = 0; at + key <= text.length; at++) {
      for (const { text: needle, name, form } of needles.get(text.slice(at, at + key)) ?? [])
        if (text.startsWith(needle, at) && !found.has(name)) found.set(name, { name, form, place });
    }
    return [...found.values()];
  };
}
