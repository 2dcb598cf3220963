import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../../../electron/shell/log.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'svod-log-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const written = (): string => readFileSync(join(folder, 'svod.log'), 'utf8');

describe('the log', () => {
  it('writes one line of JSON an event', () => {
    const log = openLog(folder);
    log.write('started', { version: '1.0.0' });
    log.write('call-refused', { reason: 'sender' });
    expect(written().trim().split('\n').map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { event: 'started', version: '1.0.0' },
      { event: 'call-refused', reason: 'sender' },
    ]);
  });

  it('says where an error arose but not what it said', () => {
    const id = openLog(folder).trouble('call-failed', new Error('answer 42 of the passphrase hunter2'), { method: 'survey.complete' });
    expect(written()).toContain(id);
    expect(written()).toContain('survey.complete');
    expect(written()).toContain('log.test.ts');
    expect(written()).not.toMatch(/hunter2|42 of/);
  });

  it('leaves even a multi-line message out', () => {
    openLog(folder).trouble('call-failed', new Error('first\nsecret second\n  third'));
    expect(written()).not.toMatch(/first|secret|third/);
  });

  it('never fails its caller', () => {
    const file = join(folder, 'taken');
    writeFileSync(file, '');
    expect(() => openLog(join(file, 'logs')).write('started', {})).not.toThrow();
  });

  it('keeps the file before the last megabyte and no more', () => {
    writeFileSync(join(folder, 'svod.log'), 'x'.repeat(1_000_001));
    openLog(folder).write('started', {});
    expect(statSync(join(folder, 'svod.1.log')).size).toBe(1_000_001);
    expect(statSync(join(folder, 'svod.log')).size).toBeLessThan(200);
  });
});
