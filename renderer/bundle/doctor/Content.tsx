import { useState } from 'react';
import { codeDigits, shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import type { Belief, ExaminedContent } from '../../../shared/ipc/doctor.ts';
import { useSaying, useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { printSize } from '../../ui/field/numbers.ts';
import { TextField } from '../../ui/field/fields.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { TrustMark } from '../../ui/TrustMark.tsx';
import { CircleCheck, CircleX } from '../../ui/icon/icons.tsx';
import '../../ui/list/table.css';

interface ContentProps {
  readonly content: ExaminedContent;
  readonly belief: Belief;
  /** The digits of the code from paper that the records were asked for by. */
  readonly code: string | null;
  readonly onCode: (code: string | null) => void;
}

/** Files and records of a bundle, each with its own verdict. */
export function Content({ content: { files, total, bad, found, records }, belief, code, onCode }: ContentProps) {
  const t = useText();
  const say = useSaying();
  const sentence = useSentence();
  const language = useLanguage();
  const hidden = found - records.length;
  return (
    <>
      <section className="card">
        <h2>{t('doctor.files')}</h2>
        <table className="plain-table">
          <thead><tr><th>{t('doctor.file')}</th><th className="table-end">{t('receipt.size')}</th><th>{t('doctor.verdict')}</th></tr></thead>
          <tbody>
            {files.map(({ path, size, failure }) => (
              <tr key={path}>
                <td><code>{path}</code></td>
                <td className="table-end">{printSize(language, size)}</td>
                <td><Verdict belief={belief} trouble={failure && sentence(failure)} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="card">
        <h2>{say('doctor.records', { total, bad })}</h2>
        {total > 0 && <CodeSearch code={code} onCode={onCode} />}
        {code !== null && found === 0 && <Banner tone="info">{t('doctor.codeNone', { code: printCode(code) })}</Banner>}
        {records.length > 0 && (
          <table className="plain-table doctor-records">
            <thead>
              <tr><th className="table-end">{t('doctor.line')}</th><th>{t('doctor.code')}</th><th>{say('doctor.fact.company')}</th><th>{t('doctor.operation')}</th><th>{say('doctor.fact.person')}</th><th>{say('doctor.fact.claimedAt')}</th><th>{t('doctor.verdict')}</th></tr>
            </thead>
            <tbody>
              {records.map(({ line, code: own, entity, company, op, person, claimedAt, failure }) => (
                <tr key={line}>
                  <td className="table-end">{line}</td>
                  <td><code>{own}</code></td>
                  <td>{company ?? (entity === null ? <span className="soft">{say('doctor.unread')}</span> : <code>{entity.slice(0, 12)}…</code>)}</td>
                  <td>{op !== null && (isOperation(op) ? t(`origin.op.${op}`) : op)}</td>
                  <td>{person}</td>
                  <td>{claimedAt !== null && !Number.isNaN(Date.parse(claimedAt)) && printMoment(language, claimedAt)}</td>
                  <td><Verdict belief={belief} trouble={failure && sentence(failure)} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {hidden > 0 && <p className="note">{t('doctor.more', { count: hidden })}</p>}
      </section>
    </>
  );
}

/** The code on a printed form leads to its record. */
function CodeSearch({ code, onCode }: Pick<ContentProps, 'code' | 'onCode'>) {
  const t = useText();
  const [typed, setTyped] = useState(code === null ? '' : printCode(code));
  const digits = codeDigits(typed);
  return (
    <form className="doctor-search" onSubmit={(event) => { event.preventDefault(); if (digits !== null) onCode(digits); }}>
      <TextField label={t('doctor.codeField')} hint={t('doctor.codeFieldHint')} value={typed} onChange={setTyped} placeholder="3F2A-91BC" />
      <Button type="submit" isDisabled={digits === null}>{t('doctor.codeFind')}</Button>
      {code !== null && <Button onPress={() => onCode(null)}>{t('doctor.codeAll')}</Button>}
    </form>
  );
}

/** As it stands on paper. */
const printCode = (digits: string): string => (digits.length === 8 ? shortCode(digits) : digits.toUpperCase());

/** A part may be whole and still nobody vouches for it. */
function Verdict({ belief, trouble }: { readonly belief: Belief; readonly trouble: string | null }) {
  const t = useText();
  if (trouble !== null) return <StatusTag tone="error" icon={CircleX}>{trouble}</StatusTag>;
  return belief === 'verified'
    ? <StatusTag tone="good" icon={CircleCheck}>{t('doctor.whole')}</StatusTag>
    : <TrustMark trust="claimed">{t('doctor.wholeOnly')}</TrustMark>;
}

const OPERATIONS = ['put', 'resolve', 'decide', 'retract', 'comment', 'link', 'unlink'] as const;

function isOperation(op: string): op is (typeof OPERATIONS)[number] {
  return (OPERATIONS as readonly string[]).includes(op);
}
