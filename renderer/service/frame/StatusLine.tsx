import { useLayoutEffect, useRef } from 'react';
import { useLanguage, useText } from '../../text/text.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { isToday, printSavedAt } from '../../ui/field/dates.ts';
import { Elapsed } from '../../ui/Elapsed.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Check, CircleX, CloudOff, TriangleAlert, X } from '../../ui/icon/icons.tsx';
import { ALERT, STATUS } from '../../ui/said.ts';
import { useProgram, useStatus } from '../program.tsx';
import type { RunningJob } from '../status.ts';
import { BackupWatch } from './BackupWatch.tsx';
import { standAtTitle } from './title.ts';

/** One line: what is saved, what was found, what runs. */
export function StatusLine() {
  return (
    <footer className="status no-print" data-region>
      <SavedAt />
      <Found />
      <BackupWatch />
      <Said />
      <JobProgress />
    </footer>
  );
}

function Found() {
  const t = useText();
  const findings = useStatus((state) => state.findings);
  return findings && (
    <>
      <span className="status-item"><CircleX />{t('frame.errors', { count: findings.errors })}</span>
      <span className="status-item"><TriangleAlert />{t('frame.warnings', { count: findings.warnings })}</span>
    </>
  );
}

/** What has become of the last key: here nothing moves by it. */
function Said() {
  const { text, turn } = useStatus((state) => state.said);
  return <span className="status-said" {...STATUS} title={text || undefined}>{text !== '' && <span key={turn}>{text}</span>}</span>;
}

/** How far the long job is that runs now, and the way to stop it; nothing when none runs. */
export function JobProgress({ asked = false }: { /** Only what a person has asked for. */ readonly asked?: boolean }) {
  const job = useStatus((state) => state.job);
  return job && !(asked && job.beside) ? <Running job={job} /> : null;
}

function Running({ job }: { readonly job: RunningJob }) {
  const t = useText();
  const cancel = useStatus((state) => state.cancel);
  const place = useRef<HTMLElement>(null);
  // Who stands on the way to stop a job when it ends is not left nowhere.
  useLayoutEffect(() => {
    const here = place.current;
    const dialog = here?.closest<HTMLElement>('[role=dialog]');
    return () => {
      if (here?.contains(document.activeElement)) queueMicrotask(() => { if (dialog?.isConnected) dialog.focus(); else standAtTitle(); });
    };
  }, []);
  const words = job.total > 0 ? t('frame.job', { phase: t(`phase.${job.phase}`), done: Math.floor(job.done), total: job.total }) : t(`phase.${job.phase}`);
  return (
    <span className="status-job" ref={place}>
      <span title={words}>{words}</span>
      {job.total === 0 && <Elapsed key={job.job} />}
      <Progress bare label={t(`phase.${job.phase}`)} done={job.done} total={job.total} />
      <IconButton small label={t('frame.cancelJob')} icon={<X />} onPress={cancel} />
    </span>
  );
}

function SavedAt() {
  const t = useText();
  const language = useLanguage();
  const saving = useStatus((state) => state.saving);
  const { now } = useProgram();
  switch (saving.kind) {
    case 'idle': return <span className="status-item">{t('frame.ready')}</span>;
    case 'saving': return <span className="status-item">{t('frame.saving')}</span>;
    case 'saved': return <span className="status-item" data-testid="saved"><Check />{t(isToday(saving.at, now()) ? 'frame.saved' : 'frame.savedOn', { time: printSavedAt(language, saving.at, now()) })}</span>;
    case 'unsaved': return <span className="status-item status-unsaved" {...ALERT}><CloudOff />{t('frame.unsaved', { count: saving.count })}</span>;
  }
}
