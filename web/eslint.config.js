/** Lint rules of the web: strict types, named exports, unions instead of enums, short functions. */
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

const rules = {
  "@typescript-eslint/consistent-type-definitions": "off",
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "max-lines": ["error", { max: 400 }],
  "no-restricted-syntax": [
    "error",
    { selector: "TSEnumDeclaration", message: "Use a union of literals." },
    { selector: "ExportDefaultDeclaration", message: "Export by name." },
  ],
};

export default defineConfig(
  { ignores: ["**/node_modules", "**/dist", "**/generated", "**/*.generated.ts"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules,
  },
  { files: ["builder/**/*.{ts,tsx}"], ...hooks.configs.flat.recommended },
  { files: ["*.js"], languageOptions: { globals: { console: "readonly", process: "readonly" } } },
  { files: ["**/*.config.{ts,js}"], rules: { "no-restricted-syntax": "off" } },
);
