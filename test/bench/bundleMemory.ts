import process from 'node:process';
import { openBundle } from '../../electron/bundle/container/open.ts';
import { forge, newFolder, testKey, trusting } from '../helpers/bundles.ts';
import { valueOf } from '../helpers/result.ts';

/** A process of its own: verifies a small bundle, and then the one whose path is given; prints by how many MiB its peak memory has grown. */
const trust = trusting(testKey(1).entry);
const small = `${newFolder()}/small.svod`;
await forge(small);
valueOf(await openBundle(small, trust));
const idle = process.resourceUsage().maxRSS;
valueOf(await openBundle(process.argv[2] ?? '', trust));
console.log(((process.resourceUsage().maxRSS - idle) / 1024).toFixed(1));
