import { close, openWrite } from '../../electron/database/open.ts';

/** Run as a process of its own: opens a workspace for writing, says how that went, and holds it until its input ends. */
const opened = openWrite(process.argv[2] ?? '');
process.stdout.write(`${opened.ok ? 'open' : opened.error.code}\n`);
process.stdin.on('end', () => {
  if (opened.ok) close(opened.value);
});
process.stdin.resume();
