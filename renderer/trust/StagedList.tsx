import type { RegistryEntry } from '../../shared/bundle/trust/registry.ts';
import { changeId, type RegistryChange } from '../../shared/bundle/trust/registryDraft.ts';
import type { TrustState } from '../../shared/ipc/bundle.ts';
import { printCountry } from '../text/country.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Button } from '../ui/Button.tsx';
import { printDate } from '../ui/field/dates.ts';
import { describedOtherwise } from './staged.ts';

interface StagedListProps {
  readonly trust: TrustState;
  /** Given where changes can be taken back or described otherwise. */
  readonly onRemove?: (id: string) => void;
  readonly onDescribe?: (keyId: string) => void;
}

/** What the next registry will have otherwise, one change a line. */
export function StagedList({ trust, onRemove, onDescribe }: StagedListProps) {
  const t = useText();
  return (
    <ul className="staged">
      {trust.staged.map((change) => (
        <li key={changeId(change)}>
          <div><Change change={change} trust={trust} /></div>
          {onDescribe && change.kind === 'add' && <Button small onPress={() => onDescribe(change.entry.keyId)}>{t('trust.describe')}</Button>}
          {onRemove && <Button small onPress={() => onRemove(changeId(change))}>{t('trust.unstage')}</Button>}
        </li>
      ))}
    </ul>
  );
}

function Change({ change, trust }: { readonly change: RegistryChange; readonly trust: TrustState }) {
  const t = useText();
  const language = useLanguage();
  const day = (moment: string): string => printDate(language, moment.slice(0, 10));
  const keyOf = (keyId: string): RegistryEntry | undefined =>
    trust.entries.find((entry) => entry.keyId === keyId) ?? trust.staged.flatMap((one) => (one.kind === 'add' && one.entry.keyId === keyId ? [one.entry] : []))[0];
  const said = (entry: Pick<RegistryEntry, 'holder' | 'body' | 'country' | 'usage' | 'notBefore' | 'notAfter'>, part: ReturnType<typeof describedOtherwise>[number]): string => {
    switch (part) {
      case 'holder':
      case 'body': return entry[part];
      case 'country': return printCountry(t, entry.country);
      case 'usage': return t(`trust.usage.${entry.usage}`);
      case 'notBefore':
      case 'notAfter': return day(entry[part]);
    }
  };
  switch (change.kind) {
    case 'add': {
      const { holder, body, country, usage } = change.entry;
      return <><strong>{t('trust.change.add', { holder })}</strong><br />{body}, {printCountry(t, country)} · {t(`trust.usage.${usage}`)}</>;
    }
    case 'describe': {
      const before = keyOf(change.keyId);
      return (
        <>
          <strong>{t('trust.change.describe', { holder: before?.holder ?? change.description.holder })}</strong>
          {before && describedOtherwise(before, change.description).map((part) => (
            <div key={part}>{t(`trust.part.${part}`)}: <s>{said(before, part)}</s> → {said(change.description, part)}</div>
          ))}
        </>
      );
    }
    case 'revoke': {
      const last = Math.max(0, ...Object.values(change.trustedUpTo));
      return <><strong>{t('trust.change.revoke', { holder: keyOf(change.keyId)?.holder ?? change.keyId.slice(0, 16) })}</strong><br />{last > 0 ? t('trust.revokedUpTo', { seq: last }) : t('trust.revokedWholly')}</>;
    }
    case 'policy':
      return <><strong>{t('trust.change.policy', { body: change.policy.body })}</strong><br />{t(change.policy.required.includes('seal') ? 'trust.policy.both' : 'trust.policy.official')}</>;
    case 'expiry':
      return <strong>{t('trust.change.expiry', { date: day(change.expiresAt) })}</strong>;
    case 'deadline':
      return <strong>{change.deadline === null ? t('trust.change.noDeadline', { round: change.round }) : t('trust.change.deadline', { round: change.round, date: day(change.deadline) })}</strong>;
  }
}
