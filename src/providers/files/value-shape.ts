import { isReservedKey } from "../../model/reserved-keys.ts";

/** Deeper places, and longer names, are not learned. */
const maxDepth = 16;
const longestName = 64;
/** Objects with more properties are read more slowly by generated code than by `JSON.parse`. */
const mostMembers = 32;

/** What may still be learned of the records of a file. */
export interface Learnable {
  /** Some objects have another name each time. */
  names: number;
  /** False once an object has shown that there is nothing to be gained. */
  worthwhile: boolean;
}

/** A property of the objects at a place. */
export interface Member {
  readonly name: string;
  readonly shape: ValueShape;
}

/** What the values at one place of a file's records have been. */
export class ValueShape {
  readonly kinds = new Set<"string" | "number" | "boolean" | "null">();
  /** Of the items of its lists. */
  items: ValueShape | undefined;
  /** Of its objects, in the order in which they had them. */
  members: Member[] | undefined;

  /** Adds a value of a record, as far as it can be learned. */
  add(value: unknown, left: Learnable, depth = maxDepth): void {
    if (value === null) this.kinds.add("null");
    else if (typeof value === "string") this.kinds.add("string");
    else if (typeof value === "number") this.kinds.add("number");
    else if (typeof value === "boolean") this.kinds.add("boolean");
    else if (depth > 0 && typeof value === "object") {
      if (Array.isArray(value)) this.#addItems(value, left, depth);
      else this.#addMembers(value, left, depth);
    }
  }

  #addItems(list: readonly unknown[], left: Learnable, depth: number): void {
    this.items ??= new ValueShape();
    for (const item of list) this.items.add(item, left, depth - 1);
  }

  #addMembers(object: object, left: Learnable, depth: number): void {
    this.members ??= [];
    let at = 0;
    for (const [name, value] of Object.entries(object)) {
      const known = this.members.findIndex((member) => member.name === name);
      if (known === -1) {
        if (left.names === 0 || name.length > longestName || isReservedKey(name)) continue;
        left.names -= 1;
        if (this.members.length === mostMembers) left.worthwhile = false;
        this.members.splice(at, 0, { name, shape: new ValueShape() });
      } else if (known < at) continue;
      else at = known;
      this.members[at]?.shape.add(value, left, depth - 1);
      at += 1;
    }
  }
}
