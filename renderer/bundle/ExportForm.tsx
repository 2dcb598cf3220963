import { useState, type FormEvent } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import type { ExportArguments, ExportPreview } from '../../shared/ipc/bundle.ts';
import { PassphraseField } from '../service/passphrase/PassphraseField.tsx';
import { useGo, useWorkspace } from '../service/program.tsx';
import { printCountry } from '../text/country.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Check } from '../ui/field/Check.tsx';
import { KeyValue } from '../ui/KeyValue.tsx';
import { Signature } from '../ui/icon/icons.tsx';
import { Filters } from '../ui/list/Filters.tsx';

interface ExportFormProps {
  readonly preview: ExportPreview;
  readonly working: boolean;
  /** Why the last act on the screen was refused. */
  readonly failure: Failure | null;
  readonly onSend: (choice: Pick<ExportArguments, 'passphrase' | 'personal' | 'encrypt'>) => void;
  /** Commission: another state's bundle. */
  readonly onRecipient: (country: string) => void;
}

/** What goes and what stays; the passphrase is asked for here and forgotten at once. */
export function ExportForm({ preview, working, failure, onSend, onRecipient }: ExportFormProps) {
  const t = useText();
  const { go } = useGo();
  const [passphrase, setPassphrase] = useState('');
  const [personal, setPersonal] = useState(false);
  const [encrypt, setEncrypt] = useState(false);
  const { role } = useWorkspace();
  const back = role === 'commission';
  const empty = preview.revisions === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (working || passphrase === '') return;
    onSend({ passphrase, personal, encrypt });
    setPassphrase('');
  };
  return (
    <section className="card" aria-labelledby="next-bundle">
      <h2 id="next-bundle">{t('bundles.nextTitle')}</h2>
      {back && preview.recipients.length > 0 && (
        <div className="export-recipients">
          <span className="note">{t('bundles.recipient')}</span>
          <Filters label={t('bundles.recipient')} value={preview.to ?? ''} onChange={onRecipient}
            items={preview.recipients.map(({ country, companies }) => ({ id: country, label: printCountry(t, country), count: companies }))} />
        </div>
      )}
      <KeyValue pairs={[
        [t(back ? 'bundles.goesBack' : 'bundles.goes'), t('bundles.goesValue', { companies: preview.companies, revisions: preview.revisions })],
        ...(back ? [] : [[t('bundles.stays'), t('bundles.staysValue', { count: preview.left })]] as const),
        ...(empty ? [] : [[t('bundles.seq'), preview.nextSeq], [t('bundles.file'), preview.suggestedName]] as const),
      ]} />
      {empty ? (
        <Banner tone="info" actions={<Button onPress={() => go({ kind: 'companies' })}>{t('bundles.toCompanies')}</Button>}>{t(back ? 'bundles.nothingBack' : 'bundles.nothing')}</Banner>
      ) : (
        <form className="export-form" onSubmit={submit}>
          {!back && !preview.sealed && (
            <div>
              <Check checked={personal} onChange={setPersonal} disabled={working}>{t('bundles.personal')}</Check>
              <p className="note">{t('bundles.personalHint')}</p>
            </div>
          )}
          {preview.awaits.length > 0 && <Banner tone="warning">{t('seal.willAwait')}</Banner>}
          <Encryption preview={preview} checked={encrypt} onChange={setEncrypt} working={working} />
          <PassphraseField label={t('ui.passphrase')} hint={t('bundles.passphraseHint')} value={passphrase} onChange={setPassphrase} refused={failure} autoFocus />
          <div className="row">
            <Button look="primary" type="submit" icon={<Signature />} isDisabled={working || passphrase === ''}>{working ? t('bundles.exporting') : t('bundles.export')}</Button>
          </div>
        </form>
      )}
    </section>
  );
}

/** Whether the file is encrypted, and who will be able to open it, by name (B4). A bundle that is sealed already has its answer. */
function Encryption({ preview: { sealed, encryptTo }, checked, onChange, working }: {
  readonly preview: ExportPreview; readonly checked: boolean; readonly onChange: (checked: boolean) => void; readonly working: boolean;
}) {
  const t = useText();
  if (!sealed && encryptTo.length === 0) return <p className="note">{t('bundles.encryptNobody')}</p>;
  if (sealed) return <Banner tone="info">{t(encryptTo.length > 0 ? 'bundles.sealedEncrypted' : 'bundles.sealedPlain')}</Banner>;
  return (
    <div>
      <Check checked={checked} onChange={onChange} disabled={working}>{t('bundles.encrypt')}</Check>
      {checked && (
        <div className="export-readers">
          <p className="note">{t('bundles.encryptTo')}</p>
          <ul>{encryptTo.map(({ keyId, holder, body, own }) => <li key={keyId}>{holder}, {body}{own && <span className="note"> · {t('bundles.encryptOwn')}</span>}</li>)}</ul>
        </div>
      )}
      {!checked && <p className="note">{t('bundles.encryptHint')}</p>}
    </div>
  );
}
