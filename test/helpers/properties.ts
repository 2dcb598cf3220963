import fc from 'fast-check';

// Every run tries the same cases, so that it judges the change and not its luck; `SVOD_SEED` draws others.
fc.configureGlobal({ seed: Number(process.env['SVOD_SEED'] ?? 2026) });

export { fc };
