import type { Provider } from "../model/provider.ts";
import { genesyscloud } from "./genesyscloud/index.ts";

/** The built-in providers. */
export const providers: readonly Provider[] = [genesyscloud];
