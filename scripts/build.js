// Compiles src/ into dist/: after `npm ci`, so that `npx copse` is there at once, and before start, demo and tests.
// An installation without development dependencies has no compiler; its dist/ was built elsewhere.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';

const compiler = 'node_modules/typescript7/bin/tsc';
const entry = 'dist/main.js';
// What fails to compile must not undo the installation.
const isInstalling = process.env.npm_lifecycle_event === 'prepare';

if (existsSync(compiler)) {
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.json'], { stdio: 'inherit' });
  // npx runs the file itself, and makes it executable only the first time.
  if (existsSync(entry)) chmodSync(entry, 0o755);
  if (status !== 0) fail('src/ does not compile.');
} else if (!existsSync(entry)) {
  fail('There is no compiler to build dist/ with: run `npm ci` with development dependencies.');
}

function fail(message) {
  console.error(message);
  if (!isInstalling) process.exitCode = 1;
}
