export { compileEngine, type EngineExpression, type EngineOptions, type Mode } from "./compile-engine.ts";
