#!/usr/bin/env node
import module from 'node:module';

// From version 22 on, Node keeps the compiled form of whatever is imported after this.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
const { main } = await import('./main.ts');
await main();
