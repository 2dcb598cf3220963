import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { Failure } from '../../../shared/base/failure.ts';
import type { NewWorkspace, WorkspaceInfo } from '../../../shared/ipc/service.ts';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, TextField } from '../../ui/field/fields.tsx';
import { Words } from '../../ui/Words.tsx';
import { FileDown } from '../../ui/icon/icons.tsx';
import { STATES } from '../countries.ts';
import { LANGUAGES } from '../frame/LanguageSwitch.tsx';
import { JobProgress } from '../frame/StatusLine.tsx';
import { isChosen, NewPassphrase, type Chosen } from '../passphrase/NewPassphrase.tsx';
import { PaperSaid, usePaper } from '../paper.tsx';
import { useBridge, useService } from '../program.tsx';
import { ExampleButton } from './ExampleButton.tsx';

/** What has been said so far. */
export type Draft = Omit<NewWorkspace, 'language'>;

interface StepProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onNext: () => void | Promise<void>;
  readonly onBack: () => void;
}

export function LanguageStep({ onNext }: Pick<StepProps, 'onNext'>) {
  const t = useText();
  const language = useService((state) => state.language);
  const setLanguage = useService((state) => state.setLanguage);
  return (
    <StepForm title={t('first.languageTitle')} onNext={onNext}>
      <Cards label={t('frame.language')} value={language} onChange={(value) => setLanguage(value === 'en' ? 'en' : 'ru')}
        cards={LANGUAGES.map(({ id, name }) => ({ value: id, title: name }))} />
      <p className="soft">{t('first.languageText')}</p>
    </StepForm>
  );
}

export function RoleStep({ draft, onChange, onNext, onBack }: StepProps) {
  const t = useText();
  const sentence = useSentence();
  const [failure, setFailure] = useState<Failure | null>(null);
  return (
    <StepForm title={t('first.roleTitle')} onNext={onNext} onBack={onBack}>
      <Cards label={t('first.role')} value={draft.role}
        onChange={(role) => onChange(role === 'commission' ? { role, country: 'EAEU', body: t('frame.eec') } : { role: 'ministry', country: '', body: '' })}
        cards={[
          { value: 'ministry', title: t('first.ministry'), text: t('first.ministryText') },
          { value: 'commission', title: t('first.commission'), text: t('first.commissionText') },
        ]} />
      <p className="soft">{t('first.exampleText')}</p>
      <div className="row"><ExampleButton role={draft.role} onFailure={setFailure} /><JobProgress /></div>
      {failure && <Banner tone="error">{sentence(failure)}</Banner>}
    </StepForm>
  );
}

export function BodyStep({ draft, onChange, onNext, onBack }: StepProps) {
  const t = useText();
  const [checked, setChecked] = useState(false);
  const missing = (text: string) => (checked && text.trim().length < 2 ? t('first.required') : undefined);
  const roundOk = /^[0-9A-Za-z-]{1,20}$/.test(draft.round);
  const complete = draft.country !== '' && draft.body.trim().length >= 2 && draft.person.trim().length >= 2 && roundOk;
  return (
    <StepForm title={t('first.bodyTitle')} onBack={onBack} onNext={() => (complete ? onNext() : setChecked(true))}>
      {draft.role === 'ministry' && (
        <ChoiceField label={t('first.country')} error={missing(draft.country)} options={STATES.map((code) => ({ value: code, label: t(`country.${code}`), note: code }))}
          value={draft.country || null} onChange={(country) => onChange({ country: country ?? '' })} />
      )}
      <TextField label={t('first.bodyName')} hint={t('first.bodyHint')} error={missing(draft.body)} value={draft.body} onChange={(body) => onChange({ body })} />
      <div className="first-pair">
        <TextField label={t('first.person')} hint={t('first.personHint')} error={missing(draft.person)} value={draft.person} onChange={(person) => onChange({ person })} />
        <TextField label={t('first.round')} hint={t('first.roundHint')} error={checked && !roundOk ? t('first.roundWrong') : undefined} value={draft.round} onChange={(round) => onChange({ round })} />
      </div>
    </StepForm>
  );
}

export function KeyStep({ draft, onChange, onNext, onBack }: StepProps) {
  const t = useText();
  const [again, setAgain] = useState('');
  const [checked, setChecked] = useState(false);
  const [working, setWorking] = useState(false);
  const chosen: Chosen = { first: draft.passphrase, again };
  const choose = ({ first, again: repeated }: Chosen) => {
    onChange({ passphrase: first });
    setAgain(repeated);
  };
  const submit = async () => {
    setChecked(true);
    if (!isChosen(chosen)) return;
    setWorking(true);
    await onNext();
    setWorking(false);
  };
  return (
    <StepForm title={t('first.keyTitle')} onBack={onBack} onNext={() => void submit()} next={working ? t('first.creating') : t('first.create')} working={working}>
      <p>{t('first.keyText')}</p>
      <NewPassphrase value={chosen} onChange={choose} checked={checked} />
    </StepForm>
  );
}

export function SheetStep({ workspace, onDone }: { readonly workspace: WorkspaceInfo; readonly onDone: () => void }) {
  const t = useText();
  const bridge = useBridge();
  const { printing, printLong } = usePaper();
  const key = workspace.signingKey;
  return (
    <StepForm title={t('first.sheetTitle')} onNext={onDone} next={t('first.done')}>
      <p>{t('first.sheetText')}</p>
      {key && (
        <>
          <div className="row"><Button icon={<FileDown />} isDisabled={printing.kind === 'writing'} onPress={() => void printLong((job) => bridge.call('service.saveRecoverySheet', { job, keyId: key.keyId }))}>{t('first.saveSheet')}</Button></div>
          {printing.kind === 'written' ? <Banner tone="good">{t('first.sheetSaved', { file: printing.file.fileName })}</Banner> : <><PaperSaid printing={printing} /><p className="note">{t('first.sheetSkip')}</p></>}
          <div className="card">
            <h2>{t('first.fingerprint')}</h2>
            <Words fingerprint={key.fingerprint} hex />
            <p className="note">{t('first.fingerprintText')}</p>
          </div>
        </>
      )}
    </StepForm>
  );
}

interface StepFormProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onNext: () => void | Promise<void>;
  readonly onBack?: () => void;
  readonly next?: string;
  readonly working?: boolean;
}

function StepForm({ title, children, onNext, onBack, next, working }: StepFormProps) {
  const t = useText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!working) void onNext();
  };
  return (
    <form onSubmit={submit} noValidate>
      <StepHead>{title}</StepHead>
      {children}
      <div className="first-actions">
        {onBack && <Button onPress={onBack}>{t('ui.back')}</Button>}
        <Button look="primary" type="submit" isDisabled={working ?? false}>{next ?? t('ui.next')}</Button>
      </div>
    </form>
  );
}

/** The heading of a step takes the focus, so that a reader hears where they are and Tab goes on from there. */
function StepHead({ children }: { readonly children: ReactNode }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return <h1 ref={head} tabIndex={-1}>{children}</h1>;
}

interface CardsProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly cards: readonly { readonly value: string; readonly title: string; readonly text?: string }[];
}

function Cards({ label, value, onChange, cards }: CardsProps) {
  return (
    <RadioGroup className="cards" aria-label={label} value={value} onChange={onChange}>
      {cards.map((card) => <Radio key={card.value} value={card.value} className="pick"><strong>{card.title}</strong>{card.text && <span>{card.text}</span>}</Radio>)}
    </RadioGroup>
  );
}
