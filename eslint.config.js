import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { walls } from './build/lint/rooms.ts';
import { wallRule } from './build/lint/wallRule.ts';

const configs = ['eslint.config.js', '**/*.config.ts'];
const named = { selector: 'ExportDefaultDeclaration', message: 'Name the export.' };
const said = {
  selector: "JSXAttribute[name.name='role'][value.value=/^(status|alert|log)$/], JSXAttribute[name.name='aria-live']",
  message: 'Spread STATUS, ALERT or POLITE of renderer/ui/said.ts: what is said must not be said again when a layer over it goes.',
};

export default tseslint.config(
  { ignores: ['node_modules', 'out', 'dist', '.cache', 'test-results', 'coverage'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,js}'],
    plugins: { svod: { rules: { walls: wallRule(import.meta.dirname, walls) } } },
    rules: {
      'svod/walls': 'error',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', named],
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      eqeqeq: ['error', 'always'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error', 'no-restricted-syntax': ['error', named, said] },
  },
  { files: ['build/**', 'test/**', 'electron/cli/**', 'electron/cli.ts'], rules: { 'no-console': 'off' } },
  { files: configs, rules: { 'no-restricted-syntax': 'off' } },
);
