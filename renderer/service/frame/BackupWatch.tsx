import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { TriangleAlert } from '../../ui/icon/icons.tsx';
import { ALERT } from '../../ui/said.ts';
import { useBridge, useProgram, useService, useWorkspace } from '../program.tsx';

/** The first screen has the processor to itself before the copy of the day is made. */
const AFTER_START = 10_000;
/** A window that stays open for days gets its copy too. */
const EVERY = 3_600_000;

/** Has the copy of the day made, and says when it could not be; silent otherwise, and in a practice workspace. */
export function BackupWatch() {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { status } = useProgram();
  const { id, folder } = useWorkspace();
  const example = useService((state) => state.example);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    if (example) return;
    let here = true;
    const keep = async () => {
      const make = (job: string) => bridge.call('service.keepBackups', { job });
      const { job: other, run } = status.getState();
      // What a person has begun stays in sight.
      const answer = await (other === null ? run(make, 'beside') : make(crypto.randomUUID()));
      if (here) setFailure(answer.ok ? null : answer.error);
    };
    const first = setTimeout(() => void keep(), AFTER_START);
    const again = setInterval(() => void keep(), EVERY);
    return () => {
      here = false;
      clearTimeout(first);
      clearInterval(again);
    };
  }, [bridge, status, id, folder, example]);
  return failure && <span className="status-item status-unsaved" {...ALERT}><TriangleAlert />{t('backups.failed', { reason: sentence(failure) })}</span>;
}
