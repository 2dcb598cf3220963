import { memo } from 'react';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { printSize } from '../../ui/field/numbers.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { TrustMark } from '../../ui/TrustMark.tsx';
import { LockKeyhole } from '../../ui/icon/icons.tsx';
import { ALERT } from '../../ui/said.ts';
import { ALL_STEPS, VERIFICATION, type DeskFile } from './files.ts';
import { VerdictTag } from './VerdictTag.tsx';

interface FileCardProps {
  readonly file: DeskFile;
  /** The steps in full while they run: of the verification, or of the merge too. Afterwards they fold into one line. */
  readonly steps: 'verifying' | 'merging' | 'folded';
}

/** One bundle file: what it claims, what was verified, why it was refused and what to do. */
export const FileCard = memo(function FileCard({ file, steps }: FileCardProps) {
  const t = useText();
  const language = useLanguage();
  const { verdict } = file;
  const manifest = verdict?.manifest ?? null;
  const signed = verdict?.signer ?? null;
  return (
    <article className="bundle-file" data-verdict={verdict?.verdict} aria-label={file.fileName}>
      <header className="spread">
        <span className="bundle-name"><strong>{file.fileName}</strong> <span className="note">{printSize(language, file.size)}</span></span>
        {file.encrypted && !verdict ? <StatusTag tone="neutral" icon={LockKeyhole}>{t('merge.locked.tag')}</StatusTag> : <VerdictTag file={file} />}
      </header>
      {verdict && !manifest && <TrustMark trust="unknown">{t('merge.unreadable')}</TrustMark>}
      {manifest && !signed && (
        <TrustMark trust="claimed">{t('merge.claims', { body: manifest.body, seq: manifest.seq })}</TrustMark>
      )}
      {manifest && signed && (
        <>
          <TrustMark trust="verified">{t('merge.signedBy', { holder: signed.holder, body: signed.body })}</TrustMark>
          <p className="note">
            {t('merge.seq', { seq: manifest.seq })} · {t('merge.contents', { companies: manifest.companies, revisions: manifest.revisions })} · {t('merge.shortCode', { code: manifest.shortCode })} · {t('merge.createdAt', { date: printMoment(language, manifest.createdAt) })}
          </p>
        </>
      )}
      {(verdict?.keyDates === 'not-yet' || verdict?.keyDates === 'expired') && <p className="bundle-trouble bundle-waits">{t(`merge.keyDates.${verdict.keyDates}`)}</p>}
      {verdict?.nationalSignatures.map((name) => <TrustMark key={name} trust="unknown">{t('national.unchecked', { name })}</TrustMark>)}
      <FileTrouble file={file} />
      <FileSteps file={file} steps={steps} />
    </article>
  );
});

function FileTrouble({ file }: { readonly file: DeskFile }) {
  const t = useText();
  const sentence = useSentence();
  const { verdict } = file;
  if (file.failure !== null && verdict?.verdict !== 'already-merged')
    return <p className="bundle-trouble bundle-refused" {...ALERT}>{sentence(file.failure)}</p>;
  if (verdict?.verdict === 'pending' && verdict.missingSeq !== null)
    return <p className="bundle-trouble bundle-waits">{t(verdict.step === 8 ? 'merge.missingSeq' : 'desk.willWait', { seq: verdict.missingSeq })}</p>;
  if (verdict?.verdict === 'already-merged') return <p className="note">{t('merge.alreadyNote')}</p>;
  return null;
}

function FileSteps({ file, steps }: FileCardProps) {
  const t = useText();
  const failed = VERIFICATION.find((step) => file.steps[step] === 'failed');
  const passed = VERIFICATION.filter((step) => file.steps[step] === 'passed').length;
  const list = (
    <Steps label={t('merge.steps')} across={steps !== 'folded'}
      steps={(steps === 'merging' ? ALL_STEPS : VERIFICATION).map((step) => ({ id: String(step), label: t(`merge.step.${step}`), state: file.steps[step] ?? 'waiting' }))} />
  );
  if (steps !== 'folded') return list;
  if (!file.verdict) return null;
  return (
    <details className="bundle-steps">
      <summary>
        {failed !== undefined ? t('merge.stepFailed', { step: failed, name: t(`merge.step.${failed}`) })
          : passed === VERIFICATION.length ? t('merge.stepsPassed') : t('merge.stepsSome', { count: passed })}
      </summary>
      {list}
      {file.failure !== null && file.verdict.verdict === 'refused' && <p><code className="soft">{file.failure.code}</code></p>}
    </details>
  );
}

