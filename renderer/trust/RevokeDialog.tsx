import { useState } from 'react';
import type { RegistryEntry } from '../../shared/bundle/trust/registry.ts';
import type { Fingerprint } from '../../shared/ipc/service.ts';
import { useText } from '../text/text.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/field/fields.tsx';
import { Words } from '../ui/Words.tsx';
import type { ActDialogProps } from './acts.ts';
import { Failed } from './Failed.tsx';

type Props = ActDialogProps & {
  readonly entry: RegistryEntry & { readonly fingerprint: Fingerprint };
  readonly seen: readonly { readonly installation: string; readonly seq: number }[];
};

/** Revoking a key: of each installation that is known to sign with it, trusted up to a bundle that a person names (B14). */
export function RevokeDialog({ entry, seen, store, state }: Props) {
  const t = useText();
  const [seqs, setSeqs] = useState<Readonly<Record<string, string>>>(Object.fromEntries(seen.map(({ installation, seq }) => [installation, String(seq)])));
  const valid = Object.values(seqs).every((seq) => /^\d{1,7}$/.test(seq));
  const revoke = () => { if (valid) void store.stage({ kind: 'revoke', keyId: entry.keyId, trustedUpTo: Object.fromEntries(Object.entries(seqs).map(([installation, seq]) => [installation, Number(seq)])) }); };
  return (
    <Dialog title={t('trust.revoking.title', { holder: entry.holder })} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="danger" isDisabled={!valid || state.busy} onPress={revoke}>{t('trust.stage')}</Button>
      </>
    }>
      <Failed failure={state.failure} />
      <p>{entry.body}</p>
      <Words fingerprint={entry.fingerprint} />
      <p>{t('trust.revoking.text')}</p>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); revoke(); }}>
        {seen.length === 0 && <p className="note">{t('trust.revoking.none')}</p>}
        {seen.map(({ installation, seq }) => (
          <TextField key={installation} label={seen.length === 1 ? t('trust.revoking.seq') : t('trust.revoking.place', { installation: installation.slice(0, 8) })} hint={t('trust.revoking.seqHint', { seq })}
            inputMode="numeric" value={seqs[installation] ?? ''} onChange={(text) => setSeqs({ ...seqs, [installation]: text })} />
        ))}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
