import type { ExaminedKey } from '../../../shared/ipc/doctor.ts';
import { useSaying } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Count } from '../../ui/Count.tsx';
import { TrustMark } from '../../ui/TrustMark.tsx';
import { Words } from '../../ui/Words.tsx';

/** Words in full for the first keys; a registry names dozens. */
const SPOKEN = 3;

/** The keys a file speaks of: whose the registry says they are, or only a fingerprint to compare. */
export function Keys({ keys }: { readonly keys: readonly ExaminedKey[] }) {
  const t = useText();
  const say = useSaying();
  const language = useLanguage();
  return (
    <section className="card">
      <h2>{t('doctor.keys')} <span className="soft"><Count of={keys.length} /></span></h2>
      <ul className="doctor-keys" aria-label={t('doctor.keys')} tabIndex={0}>
        {keys.map((key, index) => (
          <li key={`${key.role} ${key.name} ${key.fingerprint?.hex ?? index}`}>
            <span className="note">{say(`doctor.role.${key.role}`)}</span>
            <TrustMark trust={key.belief}>{key.name || (key.role === 'root' ? t('trust.root') : say('doctor.stranger'))}</TrustMark>
            {key.fingerprint && (index < SPOKEN || key.role === 'root' ? <Words fingerprint={key.fingerprint} /> : <span className="note">{key.fingerprint.words[language].join(' ')}</span>)}
          </li>
        ))}
      </ul>
    </section>
  );
}
