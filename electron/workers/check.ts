import process from 'node:process';
import { checkFile } from '../database/soundness.ts';
import { exitOf } from './beside.ts';

// A process of its own, that whoever began it may end at any moment: looks through the database that its last argument names.
process.exit(exitOf(checkFile(process.argv.at(-1) ?? '')));
