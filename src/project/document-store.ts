import { maxDocumentBytes, type ParsedText, parseText } from "../policy/text/parse-text.ts";
import type { PathFault } from "./project-path.ts";
import { readTextFile } from "./read-text-file.ts";

/** A file that was read and parsed, or why it could not be read. */
export type StoredDocument = { readonly parsed: ParsedText } | { readonly fault: PathFault };

/** Where a document lies: below a folder, and what it is called in messages. */
export interface DocumentPlace {
  /** Absolute folder that it may not leave. */
  readonly root: string;
  /** Relative to it. */
  readonly path: string;
  /** As shown: relative to the project; for shipped packs their name. */
  readonly file: string;
}

/** Reads and parses each file once, however often it is named. */
export class DocumentStore {
  readonly #documents = new Map<string, StoredDocument>();
  readonly #sources = new Map<string, string>();

  /** Texts of everything read, by the name used in locations. */
  get sources(): ReadonlyMap<string, string> {
    return this.#sources;
  }

  read(place: DocumentPlace): StoredDocument {
    const known = this.#documents.get(place.file);
    if (known !== undefined) return known;
    const document = this.#read(place);
    this.#documents.set(place.file, document);
    return document;
  }

  #read({ root, path, file }: DocumentPlace): StoredDocument {
    const result = readTextFile(root, path, maxDocumentBytes);
    if ("fault" in result) return result;
    this.#sources.set(file, result.text);
    return { parsed: parseText(file, result.text) };
  }
}
