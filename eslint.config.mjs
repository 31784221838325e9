// What TypeScript and prettier do not hold. Only rules that need no type information, so that the
// whole repository is linted in seconds; the direction of imports is held by test/architecture.test.ts.
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Forms that the house does without; each message says what to write instead. */
const forbiddenForms = [
  ['ExportDefaultDeclaration', 'export by name'],
  ['ExportAllDeclaration', 'import from where a thing is defined'],
  ['TSEnumDeclaration', 'use a union of strings'],
  ['TSModuleDeclaration[declare!=true]', 'use a module'],
  ['Program > VariableDeclaration[kind="let"]', 'keep state in a value that is passed on'],
  ['Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]', 'export a constant'],
  ['AccessorProperty, MethodDefinition[kind="set"]', 'use a function'],
].map(([selector, message]) => ({ selector, message }));

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.vscode-test/', '.cache/', 'test/golden/']),
  { linterOptions: { noInlineConfig: true } },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      // Fix-ups of schemas rename and drop keys of their own copies.
      '@typescript-eslint/no-dynamic-delete': 'off',
      'no-restricted-syntax': ['error', ...forbiddenForms],
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-param-reassign': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['client/src/**/*.ts', 'server/src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-depth': ['error', 5],
      complexity: ['error', { max: 25, variant: 'modified' }],
      'no-console': 'error',
      // Strings of devicetrees may hold any byte, and fixes must tell.
      'no-control-regex': 'off',
    },
  },
  { files: ['server/src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // Configuration files must export as their tools want it.
    files: ['*.config.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...forbiddenForms.filter(({ selector }) => selector !== 'ExportDefaultDeclaration'),
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        console: false,
        performance: false,
        process: false,
        setTimeout: false,
        URL: false,
      },
    },
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' },
  },
);
