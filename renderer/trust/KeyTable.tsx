import type { RegistryEntry } from '../../shared/bundle/trust/registry.ts';
import type { KeyInWords } from '../../shared/ipc/bundle.ts';
import { printCountry } from '../text/country.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Button } from '../ui/Button.tsx';
import { printDate } from '../ui/field/dates.ts';
import { StatusTag, type StatusLook } from '../ui/StatusTag.tsx';
import { Ban, CalendarClock, CalendarX, ShieldCheck } from '../ui/icon/icons.tsx';
import { keyStanding, type KeyStanding } from './validity.ts';

const looks = {
  active: { tone: 'good', icon: ShieldCheck },
  revoked: { tone: 'error', icon: Ban },
  expired: { tone: 'warning', icon: CalendarX },
  'not-yet': { tone: 'neutral', icon: CalendarClock },
} as const satisfies Record<KeyStanding, StatusLook>;

interface KeyTableProps {
  readonly entries: readonly KeyInWords[];
  readonly now: number;
  /** The key of this workspace, which signs the registry: it cannot revoke itself. */
  readonly own?: string | null;
  /** Given to those who can sign registries. */
  readonly onRevoke?: (keyId: string) => void;
  readonly onDescribe?: (keyId: string) => void;
}

/** Keys with their holders, states and fingerprints. */
export function KeyTable({ entries, now, own, onRevoke, onDescribe }: KeyTableProps) {
  const t = useText();
  const language = useLanguage();
  const day = (moment: string) => printDate(language, moment.slice(0, 10));
  return (
    <table className="plain-table key-table">
      <thead>
        <tr>
          <th>{t('trust.column.country')}</th><th>{t('trust.column.holder')}</th><th>{t('trust.column.usage')}</th>
          <th>{t('trust.column.status')}</th><th>{t('trust.column.fingerprint')}</th>{onRevoke && <th />}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.keyId} data-standing={keyStanding(entry, now)}>
            <td title={printCountry(t, entry.country)}>{entry.country === 'EAEU' ? t('trust.union') : entry.country}</td>
            <td><strong>{entry.holder}</strong><br />{entry.body}</td>
            <td>{t(`trust.usage.${entry.usage}`)}<br /><span className="note">{t('trust.validityValue', { from: day(entry.notBefore), to: day(entry.notAfter) })}</span></td>
            <td><Standing entry={entry} standing={keyStanding(entry, now)} /></td>
            <td className="key-words">{entry.fingerprint.words[language].join(' ')}</td>
            {onRevoke && (
              <td>
                {entry.status === 'active' && (
                  <div className="key-acts">
                    {onDescribe && <Button small aria-label={t('trust.describeOf', { holder: entry.holder })} onPress={() => onDescribe(entry.keyId)}>{t('trust.describe')}</Button>}
                    {entry.keyId !== own && <Button small look="danger" aria-label={t('trust.revokeOf', { holder: entry.holder })} onPress={() => onRevoke(entry.keyId)}>{t('trust.revoke')}</Button>}
                  </div>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Standing({ entry, standing }: { readonly entry: RegistryEntry; readonly standing: KeyStanding }) {
  const t = useText();
  const last = Math.max(0, ...Object.values(entry.trustedUpTo));
  return (
    <>
      <StatusTag {...looks[standing]}>{t(`trust.status.${standing}`)}</StatusTag>
      {standing === 'revoked' && (
        <><br /><span className="note">{last > 0 ? t('trust.revokedUpTo', { seq: last }) : t('trust.revokedWholly')}</span></>
      )}
    </>
  );
}
