import type { JsonObject } from "../../model/json.ts";
import { LineCursor } from "./line-cursor.ts";
import type { Member, ValueShape } from "./value-shape.ts";

/**
 * Reads the record of a line.
 *
 * @param bytes that the line is among
 * @param text the same bytes from `offset` on, a character for each
 * @param from where the line begins, and `to` where it ends, without white space behind it
 * @returns undefined for a line that is not written as the reader expects it
 */
export type ReadLine = (
  bytes: Buffer,
  text: string,
  offset: number,
  from: number,
  to: number,
) => JsonObject | undefined;

/** Bytes that stand for themselves in a text. */
const plain = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= 0x20 && byte < 0x80 && byte !== 0x22 && byte !== 0x5c),
);

/** True where these bytes are at a place. */
const isAt = (text: string, place: string): string =>
  [...Buffer.from(text)].map((byte, index) => `b[${place}+${index}]===${byte}`).join("&&");

const word = (text: string): string =>
  `if(c===${text.charCodeAt(0)}){if(!(${isAt(text, "q")}))return;q+=${text.length};v=${text};}`;

/** What is tried with a value, by what its first byte may be: each sets `v` and moves `q` behind it. */
const readers = {
  string: `if(c===34){
const f=q+1;do c=b[++q];while(plain[c]===1);
if(c===34){v=t.slice(f-o,q-o);q++;}else{v=cursor.text(f);if(v===undefined)return;q=cursor.at;}}`,
  number: `if(c>=48&&c<=57||c===45){
const f=q;v=0;while(c>=48&&c<=57){v=v*10+(c-48);c=b[++q];}
if(q===f||q-f>15||c===46||c===101||c===69||b[f]===48&&q-f>1){
v=cursor.number(f);if(v===undefined)return;q=cursor.at;}}`,
  boolean: `${word("true")}else ${word("false")}`,
  null: word("null"),
};

/**
 * Writes the functions of a reader. In them `b` are the bytes, `t` their text, which begins at `o`, and `p` is where an
 * object or a list begins, and behind which it ends; `q` is where a function is, `c` the byte there, `v` the value read
 * last and `s` what comes before a name. Nothing that a file holds gets into them but names, quoted or as numbers.
 */
class ReaderSource {
  readonly functions: string[] = [];
  readonly #spaced: boolean;

  constructor(spaced: boolean) {
    this.#spaced = spaced;
  }

  /** Adds a function for an object. @returns its name */
  object(members: readonly Member[]): string {
    const all = members.map(({ name }, index) => `${JSON.stringify(name)}:m${index}`);
    const some = members.map(
      ({ name }, index) => `if(m${index}!==undefined)r[${JSON.stringify(name)}]=m${index};`,
    );
    return this.#add(`let q=p,k=0,s=123,c=0,all=true,v${members.map((_, index) => `,m${index}`).join("")};
${members.map((member, index) => this.#member(member, `m${index}`)).join("\n")}
if(s===123&&b[q++]!==123||b[q]!==125)return;
p=q+1;if(all)return{${all.join()}};
const r={};${some.join("")}return r;`);
  }

  #member({ name, shape }: Member, variable: string): string {
    const key = `${JSON.stringify(name)}:${this.#spaced ? " " : ""}`;
    const place = this.#spaced ? "s===123?q+1:q+2" : "q+1";
    const space = this.#spaced ? "&&(s===123||b[q+1]===32)" : "";
    return `k=${place};if(b[q]===s${space}&&${isAt(key, "k")}){
s=44;q=k+${Buffer.byteLength(key)};${this.#value(shape)}${variable}=v;}else all=false;`;
  }

  #list(items: ValueShape): string {
    const space = this.#spaced ? "if(b[q++]!==32)return;" : "";
    return this.#add(`let q=p+1,c=0,v;const r=[];if(b[q]===93){p=q+1;return r;}
for(;;){${this.#value(items)}r.push(v);c=b[q++];if(c===44){${space}continue;}
if(c!==93)return;p=q;return r;}`);
  }

  /** Statements for a value. */
  #value({ kinds, items, members }: ValueShape): string {
    const tries = [...kinds].map((kind) => readers[kind]);
    const nested = (first: number, name: string) =>
      tries.push(`if(c===${first}){p=q;v=${name}();if(v===undefined)return;q=p;}`);
    if (members !== undefined) nested(123, this.object(members));
    if (items !== undefined) nested(91, this.#list(items));
    return `c=b[q];${[...tries, "return;"].join("else ")}`;
  }

  #add(body: string): string {
    const name = `f${this.functions.length}`;
    this.functions.push(`function ${name}(){${body}}`);
    return name;
  }
}

/**
 * Makes a reader of lines whose records have a shape, each name at most once and in its order, without white space, or
 * with a space behind each comma and colon. It says nothing about any other line.
 */
export function generateReader(shape: ValueShape, spaced: boolean): ReadLine {
  const source = new ReaderSource(spaced);
  const top = source.object(shape.members ?? []);
  const make = new Function(
    "plain",
    "cursor",
    `"use strict";let b,t="",o=0,p=0;
${source.functions.join("\n")}
return(bytes,text,offset,from,to)=>{
cursor.bytes=b=bytes;t=text;o=offset;p=from;const record=${top}();return p===to?record:undefined;};`,
  ) as (plain: Uint8Array, cursor: LineCursor) => ReadLine;
  return make(plain, new LineCursor());
}
