import fallback, { one, two as renamed } from "package";
import * as whole from "./whole";
import type { Type } from "types";
import legacy = require("legacy");
import "effect";
export { one, renamed as "with-dash" };
export { far as near, type Type } from "./far";
export * from "./everything";
export * as space from "./space";
export const made = one, { taken } = renamed;
export default async function main() {}
const lazily = await import("./lazy");
