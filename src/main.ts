#!/usr/bin/env -S node --max-semi-space-size=8
// No import stands at the top: an older Node must come far enough to say what is missing.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    `Copse needs Node.js 22.12 or later, and this is ${process.versions.node}: install a newer one, or start it with npm, which uses the one in node_modules.`,
  );
  process.exitCode = 1;
} else {
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  const { setFlagsFromString } = await import('node:v8');
  // By itself V8 lets garbage grow to several times what is in use, where the machine has room.
  setFlagsFromString('--heap-growing-percent=40');
  const { run } = await import('./cli/run.ts');
  process.exitCode = await run(process.argv.slice(2));
}

export {};
