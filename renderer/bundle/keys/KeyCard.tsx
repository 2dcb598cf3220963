import type { KeyInfo, KeyStanding } from '../../../shared/ipc/keys.ts';
import { useWorkspace } from '../../service/program.tsx';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { printDate } from '../../ui/field/dates.ts';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { StatusTag, type StatusLook } from '../../ui/StatusTag.tsx';
import { Words } from '../../ui/Words.tsx';
import { Ban, CalendarX, CircleHelp, FileDown, KeyRound, LockKeyhole, PenLine, ShieldCheck, ShieldQuestion, Signature } from '../../ui/icon/icons.tsx';
import type { KeysStore } from './store.ts';

const looks = {
  active: { tone: 'good', icon: ShieldCheck },
  absent: { tone: 'warning', icon: ShieldQuestion },
  'no-registry': { tone: 'neutral', icon: CircleHelp },
  expired: { tone: 'warning', icon: CalendarX },
  revoked: { tone: 'error', icon: Ban },
} as const satisfies Record<KeyStanding, StatusLook>;

interface KeyCardProps {
  readonly info: KeyInfo;
  readonly store: KeysStore;
  readonly busy: boolean;
}

/** One key: what it is for, whose it is, whether others know it, and the words to compare it by. */
export function KeyCard({ info, store, busy }: KeyCardProps) {
  const t = useText();
  const language = useLanguage();
  const { role } = useWorkspace();
  const title = `${t(`trust.usage.${info.usage}`)}: ${info.holder}`;
  const speaks = info.usage === (role === 'commission' ? 'commission' : 'official');
  return (
    <section className="card" aria-label={title}>
      <header className="spread">
        <h2>{title}</h2>
        <span className="row">
          {info.signing && <StatusTag tone="info" icon={Signature}>{t('keyring.signing')}</StatusTag>}
          <StatusTag {...looks[info.standing]}>{t(`keyring.standing.${info.standing}`)}</StatusTag>
        </span>
      </header>
      <Words fingerprint={info.fingerprint} hex />
      <KeyValue pairs={[
        [t('keyring.createdAt'), printDate(language, info.createdAt.slice(0, 10))],
        [t('keyring.lock'), t('keyring.lockValue', { state: info.protection })],
        [t('keyring.next'), t(`keyring.next.${info.standing}`, { role, usage: info.usage })],
      ]} />
      <div className="row">
        <Button small icon={<KeyRound />} isDisabled={busy} onPress={() => void store.exportPublic(info.keyId)}>{t('keyring.export')}</Button>
        <Button small icon={<FileDown />} isDisabled={busy} onPress={() => void store.saveSheet(info.keyId)}>{t('keyring.sheet')}</Button>
        <Button small icon={<LockKeyhole />} isDisabled={busy} onPress={() => store.begin({ kind: 'changing', key: info })}>{t('keyring.change')}</Button>
        {speaks && !info.signing && <Button small icon={<PenLine />} isDisabled={busy} onPress={() => void store.use(info.keyId)}>{t('keyring.use')}</Button>}
      </div>
    </section>
  );
}
