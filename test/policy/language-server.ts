import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A line and column as editors count them: from 0. */
export interface EditorPosition {
  readonly line: number;
  readonly character: number;
}

export interface EditorDiagnostic {
  readonly message: string;
  readonly range: { readonly start: EditorPosition };
}

export interface CompletionItem {
  readonly label: string;
  readonly documentation?: unknown;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly EditorDiagnostic[] };
  readonly result?: unknown;
}

/** yaml-language-server over stdio, as an editor runs it. */
export class LanguageServer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  readonly #published = new Map<string, (diagnostics: readonly EditorDiagnostic[]) => void>();
  #received = Buffer.alloc(0);
  #last = 0;

  constructor() {
    const server = join(
      import.meta.dirname,
      "../../node_modules/yaml-language-server/bin/yaml-language-server",
    );
    this.#process = spawn(process.execPath, [server, "--stdio"], { stdio: "pipe" });
    this.#process.stdout.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  async start(folder: string): Promise<void> {
    const uri = pathToFileURL(folder).href;
    await this.#request("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "test" }],
      capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } }, hover: {} } },
    });
    this.#notify("initialized", {});
    const yaml = { validate: true, completion: true, hover: true, schemaStore: { enable: false } };
    this.#notify("workspace/didChangeConfiguration", { settings: { yaml } });
  }

  /** Opens a file with this text; settles with what the server says about it. */
  open(file: string, text: string): Promise<readonly EditorDiagnostic[]> {
    const uri = pathToFileURL(file).href;
    const published = new Promise<readonly EditorDiagnostic[]>((resolve) =>
      this.#published.set(uri, resolve),
    );
    this.#notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return published;
  }

  async complete(file: string, position: EditorPosition): Promise<readonly CompletionItem[]> {
    const result = await this.#request("textDocument/completion", at(file, position));
    const items = typeof result === "object" && result !== null && "items" in result ? result.items : result;
    return Array.isArray(items) ? items : [];
  }

  async hover(file: string, position: EditorPosition): Promise<string> {
    return JSON.stringify(await this.#request("textDocument/hover", at(file, position)));
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#process.once("close", resolve));
    await this.#request("shutdown", null);
    this.#notify("exit", null);
    await closed;
  }

  #request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#last;
    const answer = new Promise<unknown>((resolve) => this.#waiting.set(id, resolve));
    this.#send({ jsonrpc: "2.0", id, method, params });
    return answer;
  }

  #notify(method: string, params: unknown): void {
    this.#send({ jsonrpc: "2.0", method, params });
  }

  #send(message: object): void {
    const body = JSON.stringify(message);
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const head = this.#received.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(this.#received.toString("latin1", 0, head))?.[1]);
      if (head === -1 || this.#received.length < head + 4 + length) return;
      const message: Message = JSON.parse(this.#received.toString("utf8", head + 4, head + 4 + length));
      this.#received = this.#received.subarray(head + 4 + length);
      this.#handle(message);
    }
  }

  #handle({ id, method, params, result }: Message): void {
    if (method === "textDocument/publishDiagnostics") {
      this.#published.get(params?.uri ?? "")?.(params?.diagnostics ?? []);
    } else if (method !== undefined && id !== undefined) {
      // The server asks for settings and the like; it has got them already.
      this.#send({ jsonrpc: "2.0", id, result: null });
    } else if (id !== undefined) this.#waiting.get(id)?.(result);
  }
}

function at(file: string, position: EditorPosition) {
  return { textDocument: { uri: pathToFileURL(file).href }, position };
}
