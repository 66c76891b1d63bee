// node tests/support/run.mjs FILE...: the test files side by side, one process each; what failed is told once more at the end.
// (`node --test` of Node 18 runs as many at a time as there are cores less one; ours mostly wait.)
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

let passed = 0;
const tests = run({ files: process.argv.slice(2), concurrency: 4 });
tests.on('test:pass', ({ name, skip }) => {
  passed++;
  if (skip !== undefined) console.log(`skipped: ${name}`);
});
tests.on('test:fail', () => (process.exitCode = 1));
tests.on('end', () => passed || (process.exitCode = 1));
tests.compose(new spec()).pipe(process.stdout);
