import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Coverage } from '../../shared/insight/coverage.ts';
import { printSentence } from '../../shared/text/print.ts';
import { useBridge, useGo, useProgram, useWorkspace } from '../service/program.tsx';
import { useSentence } from '../text/sentence.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { printDate } from '../ui/field/dates.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { BellRing, CalendarClock, FolderOpen, ListPlus } from '../ui/icon/icons.tsx';
import { createRoundStore, type Done, type RoundState, type RoundStore } from './round.ts';
import { RoundCompanies } from './RoundCompanies.tsx';
import { RoundDialog } from './RoundDialogs.tsx';
import { RoundStates } from './RoundStates.tsx';
import './round.css';

/** The response of the round: how many answers of which state are there, and company by company who has to do what. */
export function RoundScreen() {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { status } = useProgram();
  const [store] = useState(() => createRoundStore(bridge, status.getState().run));
  const state = useStore(store);
  useEffect(() => {
    void store.load();
    return store.leave;
  }, [store]);
  const { round, done, failure } = state;
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('round.title')} {round.kind === 'ready' && <Deadline coverage={round.coverage} />}</h1>
        {round.kind === 'ready' && <Acts coverage={round.coverage} store={store} />}
      </header>
      {failure && <div className="round-said"><Banner tone="error">{sentence(failure)}</Banner></div>}
      {done && <div className="round-said"><Said done={done} /></div>}
      <Waiting for={round} retry={() => store.load()} className="screen-body" />
      {round.kind === 'ready' && <Round coverage={round.coverage} state={state} store={store} />}
    </div>
  );
}

function Deadline({ coverage: { round, deadline, announced } }: { readonly coverage: Coverage }) {
  const t = useText();
  const language = useLanguage();
  const signed = announced !== null && announced === deadline;
  return <span className="round-when">{round} · {deadline === null ? t('round.noDeadline') : t('round.deadline', { date: printDate(language, deadline) })}{signed && ` (${t('round.signed')})`}</span>;
}

/** The Commission has set a last day that no registry says yet: the bodies do not know it. */
function Unannounced({ coverage: { deadline, announced } }: { readonly coverage: Coverage }) {
  const t = useText();
  const language = useLanguage();
  const { go } = useGo();
  if (deadline === announced) return null;
  const until = announced === null ? t('round.noDeadline') : t('round.deadline', { date: printDate(language, announced) });
  return (
    <div className="round-said">
      <Banner tone="info" title={t('round.unannounced')} actions={<Button small onPress={() => go({ kind: 'trust' })}>{t('round.toTrust')}</Button>}>{t('round.unannouncedText', { until })}</Banner>
    </div>
  );
}

function Acts({ coverage, store }: { readonly coverage: Coverage; readonly store: RoundStore }) {
  const t = useText();
  const commission = useWorkspace().role === 'commission';
  return (
    <>
      {(commission || coverage.announced === null) && <Button icon={<CalendarClock />} onPress={() => store.ask({ kind: 'deadline' })}>{t('round.setDeadline')}</Button>}
      <Button icon={<ListPlus />} onPress={() => void store.pickInvited()}>{t('round.invite')}</Button>
      {commission && <Button icon={<BellRing />} onPress={() => void store.askReminders()}>{t('round.remind')}</Button>}
    </>
  );
}

function Round({ coverage, state, store }: { readonly coverage: Coverage; readonly state: RoundState; readonly store: RoundStore }) {
  const t = useText();
  const commission = useWorkspace().role === 'commission';
  return (
    <div className="round">
      {commission && <Unannounced coverage={coverage} />}
      {coverage.total.invited === 0 && <div className="round-said"><Banner tone="info" title={t('round.nobody')}>{t(commission ? 'round.nobodyText' : 'round.nobodyMinistry')}</Banner></div>}
      <RoundStates coverage={coverage} country={state.country} onChoose={store.chooseState} />
      <RoundCompanies coverage={coverage} state={state} store={store} />
      {state.asked && <RoundDialog asked={state.asked} deadline={coverage.deadline} store={store} />}
    </div>
  );
}

function Said({ done }: { readonly done: Done }) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  switch (done.kind) {
    case 'invited': {
      const { added, updated, removed, refused } = done.report;
      return (
        <Banner tone={refused.length > 0 ? 'warning' : 'good'} title={t('round.invited', { added, updated, removed })}>
          {refused.length > 0 && <ul>{refused.slice(0, 5).map((line) => <li key={line.line}>{printSentence(language, `invitation.${line.problem}`, { line: line.line, shown: line.shown })}</li>)}</ul>}
        </Banner>
      );
    }
    case 'reminded': {
      const { ticket, letters, of, folder } = done.report;
      return (
        <Banner tone={letters < of ? 'warning' : 'good'} title={letters < of ? t('round.remindedStopped', { letters, of }) : t('round.reminded', { count: letters })} actions={<Button icon={<FolderOpen />} onPress={() => void bridge.call('service.showFile', { ticket })}>{t('ui.showFile')}</Button>}>{folder}</Banner>
      );
    }
  }
}
