import type { CompanyView } from '../../../shared/ipc/merge.ts';
import { useGo, useWorkspace } from '../../service/program.tsx';
import { printCountry } from '../../text/country.ts';
import { useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { ArrowLeft, History, MessageSquareText, Split } from '../../ui/icon/icons.tsx';
import type { CompanyStore } from './company.ts';
import { VerdictActs } from './Verdict.tsx';

interface CompanyHeadProps {
  readonly view: CompanyView;
  readonly store: CompanyStore;
  readonly saving: boolean;
  /** How many values bodies differ in. */
  readonly conflicts: number;
  readonly onConflict: () => void;
  /** How many comments there are on the form as a whole. */
  readonly onWhole: number;
  readonly onCommentWhole: () => void;
}

/** Whose answers these are, and what is done with all of them: the next conflict, the way of the form, a comment on the whole, the decision. */
export function CompanyHead({ view, store, saving, conflicts, onConflict, onWhole, onCommentWhole }: CompanyHeadProps) {
  const t = useText();
  const { go } = useGo();
  const workspace = useWorkspace();
  const commission = workspace.role === 'commission';
  const { company, entity, round, retracted } = view;
  return (
    <header className="screen-head company-head">
      <Button look="quiet" icon={<ArrowLeft />} onPress={() => go({ kind: 'companies' })}>{t('company.view.back')}</Button>
      <div className="company-name">
        <h1>{company.name || t('company.view.noName')}</h1>
        <p className="note">{printCountry(t, company.country)} · {company.number} · {t('frame.round', { round })}</p>
      </div>
      {conflicts > 0 && <Button icon={<Split />} onPress={onConflict}>{t('company.view.conflictsHere', { count: conflicts })} · F8</Button>}
      <Button icon={<History />} onPress={() => go({ kind: 'case', entity, ...(round === workspace.round ? {} : { round }) })}>{t('case.see')}</Button>
      {commission && (
        <Button icon={<MessageSquareText />} onPress={onCommentWhole} aria-label={t('place.commentAll')}>
          {t('review.commentAll')}{onWhole > 0 && <> <b className="count">{onWhole}</b></>}
        </Button>
      )}
      {commission && !retracted && <VerdictActs view={view} store={store} saving={saving} conflicts={conflicts} />}
    </header>
  );
}
