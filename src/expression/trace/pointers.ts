function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Where each object and list of a record is, as a JSON Pointer: an evaluation hands on the very same ones. */
export class Pointers {
  readonly #known = new WeakMap<object, string>();

  constructor(record: unknown) {
    // Not recursive: data may be deep.
    const pending: (readonly [unknown, string])[] = [[record, ""]];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const [value, pointer] = next;
      if (typeof value !== "object" || value === null || this.#known.has(value)) continue;
      this.#known.set(value, pointer);
      for (const [key, member] of Object.entries(value)) pending.push([member, `${pointer}/${escaped(key)}`]);
    }
  }

  /** Undefined for what is not a part of the record, and for scalars, which are everywhere. */
  of(value: unknown): string | undefined {
    return typeof value === "object" && value !== null ? this.#known.get(value) : undefined;
  }

  /** Where a member of an object of the record is, or would be. */
  member(holder: object, key: string): string | undefined {
    const pointer = this.#known.get(holder);
    return pointer === undefined ? undefined : `${pointer}/${escaped(key)}`;
  }
}
