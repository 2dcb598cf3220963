import { useEffect, useState, type FormEvent } from 'react';
import { textIn } from '../../../shared/text/formText.ts';
import { printCountry } from '../../text/country.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/field/fields.tsx';
import { Radios } from '../../ui/field/Radios.tsx';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { Words } from '../../ui/Words.tsx';
import { FileDown, FileUp, FolderOpen, KeyRound, ListTree, ShieldCheck } from '../../ui/icon/icons.tsx';
import { createOnce } from '../../ui/once.ts';
import { STATUS } from '../../ui/said.ts';
import { LANGUAGES } from '../frame/LanguageSwitch.tsx';
import { useBridge, useGo, useService, useStatus, useWorkspace } from '../program.tsx';
import { THEMES, type Theme } from '../store.ts';
import { BackupsCard } from './BackupsCard.tsx';
import { readKnown, type Known } from './known.ts';
import { RoundsCard } from './RoundsCard.tsx';
import { Card, type Said } from './SettingsCard.tsx';
import { TwoPeopleCard } from './TwoPeopleCard.tsx';
import { ZoomField } from './ZoomField.tsx';
import './settings.css';

/** Who works here, how the window looks, which workspace and key this is. */
export function SettingsScreen() {
  const t = useText();
  const known = useKnown();
  return (
    <div className="screen">
      <header className="screen-head"><h1>{t('settings.title')}</h1></header>
      <div className="screen-body">
        {!known && <p className="soft" {...STATUS}>{t('ui.loading')}</p>}
        {known && (
          <div className="sheet">
            <PersonCard />
            <LookCard zoom={known.zoom} />
            <KeyCard protection={known.protection} />
            <TrustCard />
            <RoundsCard listed={known.rounds} />
            {known.twoPeople && <TwoPeopleCard {...known.twoPeople} />}
            <FormsCard />
            <WorkspaceCard form={known.form} />
            <BackupsCard listed={known.backups} />
          </div>
        )}
      </div>
    </div>
  );
}

/** What the cards show, all of it at once; null until it is there. */
function useKnown(): Known | null {
  const bridge = useBridge();
  const workspace = useWorkspace();
  const [known, setKnown] = useState<Known | null>(null);
  // Read as the screen was opened: each card follows what is done in it.
  const [read] = useState(() => () => readKnown(bridge, workspace));
  useEffect(() => {
    let wanted = true;
    void read().then((all) => { if (wanted) setKnown(all); });
    return () => { wanted = false; };
  }, [read]);
  return known;
}

function PersonCard() {
  const t = useText();
  const sentence = useSentence();
  const { person } = useWorkspace();
  const setPerson = useService((state) => state.setPerson);
  const [name, setName] = useState(person);
  const [said, setSaid] = useState<Said>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await setPerson(name.trim().normalize('NFC'));
    setSaid(answer.ok ? { tone: 'good', text: t('settings.saved') } : { tone: 'error', text: sentence(answer.error) });
  };
  return (
    <Card title={t('settings.person')} said={said}>
      <form className="settings-line" onSubmit={(event) => void save(event)}>
        <TextField label={t('settings.personName')} value={name} onChange={(text) => { setName(text); setSaid(null); }} />
        <Button type="submit" isDisabled={name.trim().length < 2 || name.trim() === person}>{t('ui.save')}</Button>
      </form>
    </Card>
  );
}

function LookCard({ zoom }: Pick<Known, 'zoom'>) {
  const t = useText();
  const language = useService((state) => state.language);
  const theme = useService((state) => state.theme);
  const setLanguage = useService((state) => state.setLanguage);
  const setTheme = useService((state) => state.setTheme);
  return (
    <Card title={t('settings.look')}>
      <div className="field">
        <span className="field-label">{t('settings.language')}</span>
        <Radios aria-label={t('settings.language')} value={language} onChange={(id) => setLanguage(id === 'en' ? 'en' : 'ru')} options={LANGUAGES.map(({ id, name }) => ({ value: id, label: name }))} />
      </div>
      <div className="field">
        <span className="field-label">{t('settings.theme')}</span>
        <Radios aria-label={t('settings.theme')} value={theme} onChange={(id) => setTheme(id as Theme)} options={THEMES.map((id) => ({ value: id, label: t(`settings.theme.${id}`) }))} />
      </div>
      <ZoomField first={zoom} />
    </Card>
  );
}

function KeyCard({ protection }: Pick<Known, 'protection'>) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const run = useStatus((state) => state.run);
  const { signingKey, role } = useWorkspace();
  const [said, setSaid] = useState<Said>(null);
  const [once] = useState(createOnce);
  const { go } = useGo();
  const all = <Button icon={<KeyRound />} onPress={() => go({ kind: 'keys' })}>{t('keyring.open')}</Button>;
  if (!signingKey) return <Card title={t('settings.key')}><p className="soft">{t('settings.noKey')}</p><div className="row">{all}</div></Card>;
  const exportKey = () => once(async () => {
    const answer = await bridge.call('bundle.exportPublicKey', { keyId: null });
    if (!answer.ok) setSaid({ tone: 'error', text: sentence(answer.error) });
    else if (answer.value) setSaid({ tone: 'good', text: t('settings.keySaved', { file: answer.value.fileName }) });
  });
  const saveSheet = () => once(async () => {
    setSaid(null);
    const answer = await run((job) => bridge.call('service.saveRecoverySheet', { job, keyId: signingKey.keyId }));
    if (!answer.ok) setSaid(answer.error.code === 'cancelled' ? null : { tone: 'error', text: sentence(answer.error) });
    else if (answer.value) setSaid({ tone: 'good', text: t('settings.sheetSaved', { file: answer.value.fileName }) });
  });
  return (
    <Card title={t('settings.key')} said={said}>
      <p className="soft">{t(role === 'commission' ? 'settings.keyTextCommission' : 'settings.keyText')}</p>
      <Words fingerprint={signingKey.fingerprint} hex />
      {protection && <p className="soft">{t('settings.osLock', { state: protection })}</p>}
      <div className="row">
        <Button icon={<FileUp />} onPress={() => void exportKey()}>{t('settings.exportKey')}</Button>
        <Button icon={<FileDown />} onPress={() => void saveSheet()}>{t('first.saveSheet')}</Button>
        {all}
      </div>
    </Card>
  );
}

function TrustCard() {
  const t = useText();
  const { go } = useGo();
  const { registryVersion } = useWorkspace();
  return (
    <Card title={t('settings.trust')}>
      {registryVersion === 0 ? <Banner tone="warning">{t('settings.trustNone')}</Banner> : <p>{t('settings.trustVersion', { version: registryVersion })}</p>}
      <div className="row"><Button icon={<ShieldCheck />} onPress={() => go({ kind: 'trust' })}>{t('settings.trustOpen')}</Button></div>
    </Card>
  );
}

function FormsCard() {
  const t = useText();
  const { go } = useGo();
  return (
    <Card title={t('forms.title')}>
      <p className="soft">{t('forms.openText')}</p>
      <div className="row"><Button icon={<ListTree />} onPress={() => go({ kind: 'forms' })}>{t('forms.open')}</Button></div>
    </Card>
  );
}

function WorkspaceCard({ form }: Pick<Known, 'form'>) {
  const t = useText();
  const sentence = useSentence();
  const workspace = useWorkspace();
  const language = useLanguage();
  const openWorkspace = useService((state) => state.openWorkspace);
  const [said, setSaid] = useState<Said>(null);
  const [once] = useState(createOnce);
  const openOther = () => once(async () => {
    const failure = await openWorkspace();
    setSaid(failure ? { tone: 'error', text: sentence(failure) } : null);
  });
  return (
    <Card title={t('settings.workspace')} said={said}>
      <KeyValue pairs={[
        [t('settings.body'), workspace.body],
        [t('settings.state'), printCountry(t, workspace.country)],
        [t('settings.round'), workspace.round],
        [t('settings.form'), form && t('settings.formValue', { title: textIn(form.title, language) || form.id, version: form.version })],
        [t('settings.folder'), workspace.folder],
      ]} />
      <div className="row"><Button icon={<FolderOpen />} onPress={() => void openOther()}>{t('settings.openOther')}</Button></div>
    </Card>
  );
}
