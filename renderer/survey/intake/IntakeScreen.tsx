import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { keptFor } from '../../service/keptFor.ts';
import { useGo, useProgram, useWorkspace, type Program } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { FileInput, FileSpreadsheet, FolderOpen } from '../../ui/icon/icons.tsx';
import { PaperSaid, usePaper } from '../../service/paper.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { ListResult } from './ListResult.tsx';
import { isIdle } from './cursor.ts';
import { createIntake, type Intake } from './store.ts';
import { TemplateDialog } from './TemplateDialog.tsx';
import { TemplateResult } from './TemplateResult.tsx';
import './intake.css';

const intakesOf = keptFor((_: Program) => new Map<string, Intake>());

/** The intake as the person left it: a mapping in the making stays while they look at something else, in its workspace and for its form. */
function useIntake(): Intake {
  const program = useProgram();
  const { id, form } = useWorkspace();
  return useMemo(() => {
    const intakes = intakesOf(program);
    const key = `${id} ${form.hash}`;
    const intake = intakes.get(key) ?? createIntake(program.bridge, program.status.getState().run, form.hash);
    intakes.set(key, intake);
    return intake;
  }, [program, id, form.hash]);
}

/** Workbooks to companies, and back; lists of the ministry's own. */
export function IntakeScreen() {
  const t = useText();
  const sentence = useSentence();
  const { bridge } = useProgram();
  const intake = useIntake();
  const { go } = useGo();
  const { work, busy, failure, stopped } = useStore(intake);
  const { printing, printLong } = usePaper();
  const [choosing, setChoosing] = useState(false);
  const stoppable = busy !== null && busy.job !== null && (!busy.reading || busy.progress !== null);
  // Whoever has chosen a file stands on a button that can be pressed no more: while the file is read they can stop that.
  useEffect(() => { if (stoppable && isIdle()) document.querySelector<HTMLElement>('.intake-busy button')?.focus(); }, [stoppable]);
  // Another file begins anew, work that ends or is stopped takes its button away: the cursor goes to where a file is chosen, else it stays in the head.
  const stage = `${work.kind} ${work.kind === 'list' && work.report !== null} ${busy !== null}`;
  useEffect(() => {
    if (document.activeElement === document.body) (document.querySelector<HTMLElement>('.empty .button-primary') ?? document.querySelector<HTMLElement>('.intake-head h1'))?.focus();
  }, [stage]);
  return (
    <div className="screen">
      <header className="screen-head intake-head">
        <h1 tabIndex={-1}>{t('intake.title')}{work.kind !== 'none' && <span className="intake-file">{work.fileName}</span>}</h1>
        <Button onPress={() => go({ kind: 'companies' })}>{t('intake.toList')}</Button>
        {work.kind !== 'none' && <Button icon={<FolderOpen />} isDisabled={busy !== null} onPress={() => void intake.choose()}>{t('intake.other')}</Button>}
      </header>
      <PaperSaid printing={printing} />
      {failure && <div className="intake-notice"><Banner tone="error" title={t('intake.failed')}>{sentence(failure)}</Banner></div>}
      {stopped && <div className="intake-notice"><Banner tone="info" title={t('intake.stopped')}>{t('intake.stoppedText')}</Banner></div>}
      {busy && (
        <div className="intake-notice intake-busy">
          <Progress label={t(busy.progress ? `phase.${busy.progress.phase}` : 'intake.reading')} done={busy.progress?.done ?? 0} total={busy.progress?.total ?? 0} />
          {stoppable && <Button onPress={() => intake.cancel()} autoFocus={!busy.reading}>{t('ui.cancel')}</Button>}
        </div>
      )}
      {work.kind === 'none' && (
        <div className="screen-body">
          <Empty icon={<FileSpreadsheet />} title={t('intake.emptyTitle')} action={(
            <div className="row">
              <Button look="primary" autoFocus icon={<FileInput />} isDisabled={busy !== null} onPress={() => void intake.choose()}>{t('intake.choose')}</Button>
              <Button onPress={() => setChoosing(true)}>{t('intake.emptyTemplate')}</Button>
            </div>
          )}>{t('intake.emptyText')}</Empty>
        </div>
      )}
      {choosing && <TemplateDialog onClose={() => setChoosing(false)} onWrite={(texts) => { setChoosing(false); void printLong((job) => bridge.call('survey.saveTemplate', { job, entity: null, texts })); }} />}
      {work.kind === 'template' && <TemplateResult intake={intake} work={work} busy={busy !== null} />}
      {work.kind === 'list' && (work.report ? <ListResult intake={intake} work={work} report={work.report} busy={busy !== null} /> : <ColumnsStep intake={intake} work={work} busy={busy !== null} />)}
    </div>
  );
}
