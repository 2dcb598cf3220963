import { Signature } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { ExportPreview } from '../../shared/ipc/bundle.ts';
import { PassphraseField } from '../service/PassphraseField.tsx';
import { useGo } from '../service/program.tsx';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Check } from '../ui/Check.tsx';
import { KeyValue } from '../ui/KeyValue.tsx';

interface ExportFormProps {
  readonly preview: ExportPreview;
  readonly working: boolean;
  readonly onSend: (passphrase: string, personal: boolean) => void;
}

/** What goes and what stays; the passphrase is asked for here and forgotten at once. */
export function ExportForm({ preview, working, onSend }: ExportFormProps) {
  const t = useText();
  const { go } = useGo();
  const [passphrase, setPassphrase] = useState('');
  const [personal, setPersonal] = useState(false);
  const empty = preview.revisions === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (working || passphrase === '') return;
    onSend(passphrase, personal);
    setPassphrase('');
  };
  return (
    <section className="card" aria-labelledby="next-bundle">
      <h2 id="next-bundle">{t('bundles.nextTitle')}</h2>
      <KeyValue pairs={[
        [t('bundles.goes'), t('bundles.goesValue', { companies: preview.companies, revisions: preview.revisions })],
        [t('bundles.stays'), t('bundles.staysValue', { count: preview.left })],
        ...(empty ? [] : [[t('bundles.seq'), preview.nextSeq], [t('bundles.file'), preview.suggestedName]] as const),
      ]} />
      {empty ? (
        <Banner tone="info" actions={<Button onPress={() => go({ kind: 'companies' })}>{t('bundles.toCompanies')}</Button>}>{t('bundles.nothing')}</Banner>
      ) : (
        <form className="export-form" onSubmit={submit}>
          <div>
            <Check checked={personal} onChange={setPersonal} disabled={working}>{t('bundles.personal')}</Check>
            <p className="note">{t('bundles.personalHint')}</p>
          </div>
          <PassphraseField label={t('ui.passphrase')} hint={t('bundles.passphraseHint')} value={passphrase} onChange={setPassphrase} autoFocus />
          <div className="row">
            <Button look="primary" type="submit" icon={<Signature aria-hidden />} isDisabled={working || passphrase === ''}>{working ? t('bundles.exporting') : t('bundles.export')}</Button>
          </div>
        </form>
      )}
    </section>
  );
}
