import { useState } from 'react';
import type { RegistryEntry } from '../../shared/bundle/trust/registry.ts';
import type { Fingerprint } from '../../shared/ipc/service.ts';
import { useText } from '../text/text.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/field/fields.tsx';
import { STATUS } from '../ui/said.ts';
import { Words } from '../ui/Words.tsx';
import type { ActDialogProps } from './acts.ts';
import { Failed } from './Failed.tsx';

type Seen = readonly { readonly installation: string; readonly seq: number }[];

type Props = ActDialogProps & {
  readonly entry: RegistryEntry & { readonly fingerprint: Fingerprint };
  /** Null while it is being read. */
  readonly seen: Seen | null;
};

/** Revoking a key: of each installation that is known to sign with it, trusted up to a bundle that a person names (B14). */
export function RevokeDialog({ entry, seen, store, state }: Props) {
  const t = useText();
  const [named, setNamed] = useState<Readonly<Record<string, string>>>({});
  const seqs = seen?.map(({ installation, seq }) => ({ installation, seq, text: named[installation] ?? String(seq) })) ?? null;
  const valid = seqs?.every(({ text }) => /^\d{1,7}$/.test(text)) ?? false;
  const revoke = () => {
    if (seqs && valid) void store.stage({ kind: 'revoke', keyId: entry.keyId, trustedUpTo: Object.fromEntries(seqs.map(({ installation, text }) => [installation, Number(text)])) });
  };
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
        {seqs === null && state.busy && <p className="note" {...STATUS}>{t('ui.loading')}</p>}
        {seqs?.length === 0 && <p className="note">{t('trust.revoking.none')}</p>}
        {seqs?.map(({ installation, seq, text }) => (
          <TextField key={installation} label={seqs.length === 1 ? t('trust.revoking.seq') : t('trust.revoking.place', { installation: installation.slice(0, 8) })} hint={t('trust.revoking.seqHint', { seq })}
            inputMode="numeric" value={text} onChange={(next) => setNamed({ ...named, [installation]: next })} />
        ))}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
