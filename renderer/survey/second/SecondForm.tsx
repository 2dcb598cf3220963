import { useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { useBridge, useGo } from '../../service/program.tsx';
import { printCountry } from '../../text/country.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { CircleCheck } from '../../ui/icon/icons.tsx';
import { STATUS } from '../../ui/said.ts';
import { FillContext, useFill, useFillState } from '../fill/use.ts';
import { FormBody } from '../form/FormBody.tsx';
import { FormKeys } from '../form/keys/FormKeys.tsx';
import { useOpenFill } from '../openFill.ts';
import { secondBridge } from './bridge.ts';

interface SecondFormProps {
  readonly entity: string;
  readonly sections: readonly Path[];
  readonly onDone: () => void;
}

/** The second entry itself: the same form with the same keys, its other sections and everything of the first entry left out. */
export function SecondForm({ entity, sections, onDone }: SecondFormProps) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { go } = useGo();
  const fill = useOpenFill(entity, secondBridge(bridge));
  const phase = useStore(fill.state, (state) => state.phase);
  const open = useMemo(() => (phase.kind === 'open' ? { fill, session: phase.session, locked: false, only: sections } : null), [fill, phase, sections]);
  if (phase.kind === 'failed') {
    return (
      <div className="screen-body">
        <Banner tone="error" title={t('second.title')} actions={<Button autoFocus onPress={() => go({ kind: 'form', entity })}>{t('second.back')}</Button>}>{sentence(phase.failure)}</Banner>
      </div>
    );
  }
  if (!open) return <p className="empty" {...STATUS}>{t('form.loading')}</p>;
  return (
    <FillContext value={open}>
      <FormBody onShort={() => undefined} notices={<Notices entity={entity} />} head={(shown) => <Head onDone={onDone}><FormKeys sections={shown} /></Head>} />
    </FillContext>
  );
}

function Notices({ entity }: { readonly entity: string }) {
  const t = useText();
  const language = useLanguage();
  const sentence = useSentence();
  const bridge = useBridge();
  const saving = useFillState((state) => state.saving);
  const [readAt, setReadAt] = useState<number | null>(null);
  // Asked once it has begun: then it is told of the person who enters now.
  useEffect(() => { void bridge.call('survey.second', { entity }).then((answer) => setReadAt(answer.ok ? answer.value?.readAt ?? null : null)); }, [bridge, entity]);
  return (
    <div className="form-notices">
      {saving?.kind === 'unsaved' && <Banner tone="error" title={t('form.saveFailed', { reason: sentence(saving.failure) })}>{t('form.saveKept')}</Banner>}
      {readAt === null ? <Banner tone="info">{t('second.blind')}</Banner> : <Banner tone="warning">{t('second.notBlind', { at: printMoment(language, readAt) })}</Banner>}
    </div>
  );
}

function Head({ onDone, children }: { readonly onDone: () => void; readonly children: React.ReactNode }) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { go } = useGo();
  const { fill } = useFill();
  const [failure, setFailure] = useState<Failure | null>(null);
  const phase = useFillState((state) => state.phase);
  if (phase.kind !== 'open') return null;
  const { company } = phase.opened;
  const finish = () => fill.hold(async (response) => {
    const answer = await bridge.call('survey.finishSecond', { response });
    // The form is gone before a next key is heard that could not be saved any more.
    if (answer.ok) flushSync(onDone);
    else setFailure(answer.error);
  });
  return (
    <header className="form-head">
      <div className="form-whose">
        <h1>{company.name || company.number}</h1>
        <span className="note">{[t('second.title'), printCountry(t, company.country), ...(company.name === '' ? [] : [company.number])].join(' · ')}</span>
      </div>
      {children}
      <div className="row">
        <Button onPress={() => go({ kind: 'companies' })}>{t('second.leave')}</Button>
        <Button look="primary" icon={<CircleCheck />} onPress={() => void finish()}>{t('second.finish')}</Button>
      </div>
      {failure && <Banner tone="error">{sentence(failure)}</Banner>}
    </header>
  );
}
