// Unit tests need nothing but Node. The suites under test/e2e run inside VS Code (see docs/extensions.md).
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/e2e/**'],
  },
});
