import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import type { CellView } from '../../../shared/ipc/merge.ts';
import { spokenPath } from '../../../shared/survey/path.ts';
import type { ScreenOf } from '../../screen.ts';
import { useBridge, useGo, useWorkspace } from '../../service/program.tsx';
import { printCountry } from '../../text/country.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Check } from '../../ui/field/Check.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { ArrowLeft, History, MessageSquareText, Split } from '../../ui/icon/icons.tsx';
import { Origin } from '../answer/Origin.tsx';
import { cellsOf, outlineOf, type Section } from '../answer/outline.ts';
import { placesOf } from '../answer/place.ts';
import { labelOf } from '../answer/wording.ts';
import { commentsOf } from './comments.ts';
import { Comments } from './Comments.tsx';
import { createCompanyStore, type CompanyState, type CompanyStore } from './company.ts';
import { LooseCells, SectionView } from './SectionView.tsx';
import { ReadingContext } from './Value.tsx';
import { VerdictActs, VerdictBanner } from './Verdict.tsx';
import { walkValues } from './walk.ts';
import '../answer/answer.css';
import './company.css';

/** Waits for the arrows to rest before the history of a value is fetched. */
const REST = 120;

/** A merged company: the form's own sections, and beside them the origin of the value that is looked at. */
export function CompanyScreen({ screen }: { readonly screen: ScreenOf<'company'> }) {
  const bridge = useBridge();
  const [store] = useState(() => createCompanyStore(bridge, screen.entity, screen.path ?? null, screen.round));
  const state = useStore(store);
  useEffect(() => { void store.load(); }, [store]);
  switch (state.kind) {
    case 'loading':
    case 'failed': return <div className="screen"><Waiting for={state} retry={() => store.load()} className="screen-body" /></div>;
    case 'ready': return <Company state={state} store={store} />;
  }
}

function Company({ state, store }: { readonly state: Extract<CompanyState, { kind: 'ready' }>; readonly store: CompanyStore }) {
  const t = useText();
  const language = useLanguage();
  const { go, back } = useGo();
  const { view, form, selected, history, act } = state;
  const workspace = useWorkspace();
  const commission = workspace.role === 'commission';
  const sections = useMemo(() => outlineOf(form, view.cells), [form, view]);
  const places = useMemo(() => placesOf(form), [form]);
  const loose = useMemo(() => looseCells(view.cells, sections), [view, sections]);
  const sectionAt = (path: string | null) => sections.findIndex((section) => section.items.some((item) => cellsOf(item).some((cell) => cell.path === path)));
  const [shown, setShown] = useState(() => (selected === null ? 0 : sectionAt(selected) < 0 ? sections.length : sectionAt(selected)));
  const [all, setAll] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const wording = useMemo(() => ({ form, language, t }), [form, language, t]);
  const comments = useMemo(() => commentsOf(view), [view]);
  const reading = useMemo(() => ({ wording, selected, comments, onSelect: store.select }), [wording, selected, comments, store]);
  const cell = selected === null ? undefined : (view.cells.find((each) => each.path === selected) ?? unanswered(selected));
  const conflicts = useMemo(() => [...sections.flatMap((section) => section.items.flatMap(cellsOf)), ...loose].filter((each) => each.state === 'conflict'), [sections, loose]);

  useEffect(() => {
    const timer = setTimeout(() => void store.trace(), REST);
    return () => clearTimeout(timer);
  }, [store, selected]);
  const [first] = useState(selected);
  useEffect(() => focusValue(body.current, first), [first]);

  const show = (index: number, path: string | null) => {
    setShown(index);
    requestAnimationFrame(() => focusValue(body.current, path));
  };
  /** Shows a value wherever it stands. */
  const turnTo = (path: string) => {
    const section = sectionAt(path);
    show(section < 0 ? sections.length : section, path);
  };
  const nextConflict = () => {
    const at = conflicts.findIndex((each) => each.path === selected);
    const next = conflicts[(at + 1) % conflicts.length];
    if (next === undefined) return;
    turnTo(next.path);
  };
  const onWhole = comments.get('/') ?? [];
  const left = useRef<string | null>(null);
  /** Turns from the value to the form as a whole; leaving it leads back. */
  const commentWhole = () => {
    left.current = selected;
    store.select(null);
    requestAnimationFrame(() => field.current?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F8') nextConflict();
    else if (event.key === 'F9' && event.shiftKey) {
      if (commission) commentWhole();
    } else if (event.key === 'F9') field.current?.focus();
    else if (event.key === 'Escape') back();
    else if (!(body.current?.contains(event.target as Node) && walkValues(body.current, event.key))) return;
    event.preventDefault();
  };
  const section = sections[shown];
  return (
    <div className="screen" onKeyDown={onKeyDown}>
      <header className="screen-head company-head">
        <Button look="quiet" icon={<ArrowLeft aria-hidden />} onPress={() => go({ kind: 'companies' })}>{t('company.view.back')}</Button>
        <div className="company-name">
          <h1>{view.company.name || t('company.view.noName')}</h1>
          <p className="note">{printCountry(t, view.company.country)} · {view.company.number} · {t('frame.round', { round: view.round })}</p>
        </div>
        {conflicts.length > 0 && <Button icon={<Split aria-hidden />} onPress={nextConflict}>{t('company.view.conflictsHere', { count: conflicts.length })} · F8</Button>}
        <Button icon={<History aria-hidden />} onPress={() => go({ kind: 'case', entity: view.entity, ...(view.round === workspace.round ? {} : { round: view.round }) })}>{t('case.see')}</Button>
        {commission && (
          <Button icon={<MessageSquareText aria-hidden />} onPress={commentWhole} aria-label={t('place.commentAll')}>
            {t('review.commentAll')}{onWhole.length > 0 && <> <b className="count">{onWhole.length}</b></>}
          </Button>
        )}
        {commission && !view.retracted && <VerdictActs view={view} store={store} saving={act.kind === 'saving'} conflicts={conflicts.length} />}
      </header>
      <div className="company-notice">
        <VerdictBanner view={view} act={act} />
        {view.retracted && <Banner tone="warning">{t('company.view.retracted')}</Banner>}
      </div>
      <div className="company">
        <SectionRail sections={sections} loose={loose.length} shown={shown} onShow={(index) => show(index, null)} label={(each) => labelOf(each.group.label, wording)} />
        <div className="company-body" ref={body} tabIndex={-1}>
          <ReadingContext value={reading}>
            <div className="spread company-section">
              <h2>{section === undefined ? t('company.view.other') : labelOf(section.group.label, wording)}</h2>
              {section !== undefined && <Check checked={all} onChange={setAll}>{t('company.view.showEmpty')}</Check>}
            </div>
            {section === undefined ? <LooseCells cells={loose} places={places} /> : <SectionView section={section} places={places} all={all} />}
          </ReadingContext>
        </div>
        <aside className="origin" aria-label={t('origin.title')} data-region tabIndex={0}>
          {cell === undefined ? <><h2>{t('origin.title')}</h2><p className="soft">{t('origin.pick')}</p><p className="note">{t('company.view.keys')}</p>
            {commission && <Comments path="/" comments={onWhole} act={act} onComment={store.comment} onLeave={() => focusValue(body.current, left.current)} field={field} />}</> : (
            <>
            <Origin cell={cell} place={places(cell.path)} places={places} view={view} history={history} wording={wording} onSelect={turnTo}
              onResolve={() => go({ kind: 'conflicts', entity: view.entity, path: cell.path, round: view.round })} />
            {commission && isCommentable(cell.path) && (
              <Comments path={cell.path} comments={comments.get(cell.path) ?? []} act={act} onComment={store.comment} onLeave={() => focusValue(body.current, cell.path)} field={field} />
            )}
            </>
          )}
        </aside>
      </div>
    </div>
  );
}

function SectionRail({ sections, loose, shown, onShow, label }: {
  readonly sections: readonly Section[]; readonly loose: number; readonly shown: number; readonly onShow: (index: number) => void;
  readonly label: (section: Section) => string;
}) {
  const t = useText();
  return (
    <nav className="company-sections" aria-label={t('company.view.sections')}>
      {sections.map((section, index) => (
        <button key={section.group.path} type="button" aria-current={index === shown || undefined} data-empty={section.answered === 0 || undefined}
          onClick={() => onShow(index)}>
          <b>{section.group.name}</b><span>{label(section)}</span>
          <span className="company-counts">
            {section.conflicts > 0 && <span className="company-conflicts" title={t('company.view.conflictsHere', { count: section.conflicts })}><Split aria-hidden />{section.conflicts}</span>}
            <span className="note">{section.answered}</span>
          </span>
        </button>
      ))}
      {loose > 0 && (
        <button type="button" aria-current={shown === sections.length || undefined} onClick={() => onShow(sections.length)}>
          <b>+</b><span>{t('company.view.other')}</span><span className="company-counts note">{loose}</span>
        </button>
      )}
    </nav>
  );
}

/** Cells that the form's sections do not show; what is said elsewhere (who the company is, that it stands) only when in conflict. */
function looseCells(cells: readonly CellView[], sections: readonly Section[]): readonly CellView[] {
  const laid = new Set(sections.flatMap((section) => section.items.flatMap(cellsOf)).map((cell) => cell.path));
  const said = new Set<string>([RESERVED.country, RESERVED.scheme, RESERVED.number, RESERVED.response, RESERVED.personal]);
  const isBeside = ({ path, state }: CellView) => state === 'clean' && laid.has(spokenPath(path) ?? '');
  return cells.filter((cell) => !laid.has(cell.path) && !isBeside(cell) && (cell.state === 'conflict' || (cell.value !== null && !said.has(cell.path))));
}

/** A question that nobody has answered can be commented on too. */
function unanswered(path: string): CellView | undefined {
  return isCommentable(path) ? { path, state: 'clean', value: null, writes: [] } : undefined;
}

/** Places of the form: a word on anything else goes with the decision. */
function isCommentable(path: string): boolean {
  return path.startsWith('/');
}

function focusValue(body: HTMLElement | null, path: string | null): void {
  const values = [...(body?.querySelectorAll<HTMLElement>('[data-path]') ?? [])];
  const value = values.find((each) => each.dataset['path'] === path) ?? values[0];
  value?.focus();
  value?.scrollIntoView({ block: 'nearest' });
}
