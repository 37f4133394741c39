import type { Provider } from "../model/provider.ts";
import { files } from "./files/index.ts";
import { genesyscloud } from "./genesyscloud/index.ts";
import { rest } from "./rest/index.ts";

/** The built-in providers. */
export const providers: readonly Provider[] = [genesyscloud, rest, files];
