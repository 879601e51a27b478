// The nearest rule of ESLint: calls by their name.
import tseslint from 'typescript-eslint';

const selector = "CallExpression[callee.property.name='connectUser']";

export default [
  {
    files: ['**/*.{js,ts,tsx}'],
    languageOptions: { parser: tseslint.parser },
    rules: { 'no-restricted-syntax': ['error', { selector, message: 'opens a connection' }] },
  },
];
