import type { KeyUsage } from '../../../shared/bundle/trust/registry.ts';
import type { Fact } from '../../../shared/ipc/doctor.ts';
import { printCountry } from '../../text/country.ts';
import { useSaying } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { printNumber } from '../../ui/field/numbers.ts';
import { Hash } from '../../ui/Hash.tsx';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { TrustMark } from '../../ui/TrustMark.tsx';

/** What a file says, each line with the look of how far it can be believed. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const t = useText();
  const say = useSaying();
  return (
    <section className="card doctor-facts">
      <h2>{t('doctor.facts')}</h2>
      <KeyValue pairs={facts.map((fact) => [say(`doctor.fact.${fact.name}`), <TrustMark key={fact.name} trust={fact.belief}><FactValue fact={fact} /></TrustMark>])} />
    </section>
  );
}

function FactValue({ fact: { name, value, form } }: { readonly fact: Fact }) {
  const t = useText();
  const say = useSaying();
  const language = useLanguage();
  const text = String(value);
  switch (form) {
    case 'moment': return <>{Number.isNaN(Date.parse(text)) ? text : printMoment(language, text)}</>;
    case 'country': return <>{printCountry(t, text)}</>;
    case 'usage': return <>{isUsage(text) ? t(`trust.usage.${text}`) : text}</>;
    case 'hash': return <Hash value={text} />;
    case 'verdict': return <>{say('doctor.verdict', { verdict: text })}</>;
    case 'text': return <>{typeof value === 'number' && name !== 'value' ? printNumber(language, value) : value}</>;
  }
}

const USAGES: readonly KeyUsage[] = ['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update'];

function isUsage(text: string): text is KeyUsage {
  return (USAGES as readonly string[]).includes(text);
}
