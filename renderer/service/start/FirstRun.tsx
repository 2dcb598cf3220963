import { useState } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import type { WorkspaceInfo } from '../../../shared/ipc/service.ts';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { LanguageSwitch } from '../frame/LanguageSwitch.tsx';
import { useService } from '../program.tsx';
import { BodyStep, KeyStep, LanguageStep, RoleStep, SheetStep, type Draft } from './FirstRunSteps.tsx';
import './first-run.css';

const STEPS = ['language', 'role', 'body', 'key', 'sheet'] as const;
type Step = (typeof STEPS)[number];

/** The first five minutes with the program: after them there is a workspace and a key, and a paper to restore the key. */
export function FirstRun() {
  const t = useText();
  const sentence = useSentence();
  const language = useService((state) => state.language);
  const createWorkspace = useService((state) => state.createWorkspace);
  const enter = useService((state) => state.enter);
  const [step, setStep] = useState<Step>('language');
  const [draft, setDraft] = useState<Draft>(() => ({ role: 'ministry', country: '', body: '', person: '', round: String(new Date().getFullYear()), passphrase: '' }));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [made, setMade] = useState<WorkspaceInfo | null>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const to = (by: number) => setStep((before) => STEPS[STEPS.indexOf(before) + by] ?? before);

  const create = async () => {
    setFailure(null);
    const answer = await createWorkspace({ ...draft, language });
    change({ passphrase: '' });
    if (!answer.ok) return setFailure(answer.error);
    setMade(answer.value.workspace);
    setStep('sheet');
  };

  const position = STEPS.indexOf(step);
  return (
    <div className="first">
      <header className="first-head"><span><strong>{t('app.name')}</strong><span className="soft">{t('app.subtitle')}</span></span><LanguageSwitch /></header>
      <nav className="first-steps" aria-label={t('first.steps')}>
        <Steps across label={t('first.steps')} steps={STEPS.map((id, index) => ({ id, label: t(`first.${id}`), state: index < position ? 'passed' : index === position ? 'current' : 'waiting' }))} />
      </nav>
      <main className="first-body">
        {failure && <Banner tone="error">{sentence(failure)}</Banner>}
        {step === 'language' && <LanguageStep onNext={() => to(1)} />}
        {step === 'role' && <RoleStep draft={draft} onChange={change} onNext={() => to(1)} onBack={() => to(-1)} />}
        {step === 'body' && <BodyStep draft={draft} onChange={change} onNext={() => to(1)} onBack={() => to(-1)} />}
        {step === 'key' && <KeyStep draft={draft} onChange={change} onNext={create} onBack={() => to(-1)} />}
        {step === 'sheet' && made && <SheetStep workspace={made} onDone={() => enter(made)} />}
      </main>
    </div>
  );
}
