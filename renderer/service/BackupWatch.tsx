import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { useBridge, useService, useWorkspace } from './program.tsx';

/** The first screen has the processor to itself before the copy of the day is made. */
const AFTER_START = 10_000;
/** A window that stays open for days gets its copy too. */
const EVERY = 3_600_000;

/** Has the copy of the day made, and says when it could not be; silent otherwise, and in a practice workspace. */
export function BackupWatch() {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { id, folder } = useWorkspace();
  const example = useService((state) => state.example);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    if (example) return;
    let here = true;
    const keep = async () => {
      const answer = await bridge.call('service.keepBackups', { job: crypto.randomUUID() });
      if (here) setFailure(answer.ok ? null : answer.error);
    };
    const first = setTimeout(() => void keep(), AFTER_START);
    const again = setInterval(() => void keep(), EVERY);
    return () => {
      here = false;
      clearTimeout(first);
      clearInterval(again);
    };
  }, [bridge, id, folder, example]);
  return failure && <span className="status-item status-unsaved" role="alert"><TriangleAlert aria-hidden />{t('backups.failed', { reason: sentence(failure) })}</span>;
}
