import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { CellView } from '../../../shared/ipc/merge.ts';
import type { ScreenOf } from '../../screen.ts';
import { useBridge, useGo, useWorkspace } from '../../service/program.tsx';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Check } from '../../ui/field/Check.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { cellsOf, outlineOf } from '../answer/outline.ts';
import { placesOf } from '../answer/place.ts';
import { labelOf } from '../answer/wording.ts';
import { commentsOf, isCommentable } from './comments.ts';
import { createCompanyStore, type CompanyState, type CompanyStore } from './company.ts';
import { CompanyHead } from './CompanyHead.tsx';
import { looseCells } from './looseCells.ts';
import { Sections } from './Sections.tsx';
import { LooseCells, SectionView } from './SectionView.tsx';
import { Side } from './Side.tsx';
import { ReadingContext } from './Value.tsx';
import { VerdictBanner } from './Verdict.tsx';
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
  const { back } = useGo();
  const { view, form, selected, history, act } = state;
  const { role } = useWorkspace();
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
      if (role === 'commission') commentWhole();
    } else if (event.key === 'F9') field.current?.focus();
    else if (event.key === 'Escape') back();
    else if (!(body.current?.contains(event.target as Node) && walkValues(body.current, event.key))) return;
    event.preventDefault();
  };
  const section = sections[shown];
  const title = section === undefined ? t('company.view.other') : labelOf(section.group.label, wording);
  return (
    <div className="screen" onKeyDown={onKeyDown}>
      <CompanyHead view={view} store={store} saving={act.kind === 'saving'} conflicts={conflicts.length} onConflict={nextConflict} onWhole={comments.get('/')?.length ?? 0} onCommentWhole={commentWhole} />
      <div className="company-notice">
        <VerdictBanner view={view} act={act} />
        {view.retracted && <Banner tone="warning">{t('company.view.retracted')}</Banner>}
      </div>
      <div className="company">
        <Sections sections={sections} loose={loose.length} shown={shown} onShow={(index) => show(index, null)} wording={wording} />
        {/* Arrows go from value to value: a screen reader keeps none of them for reading. */}
        <div className="company-body" ref={body} tabIndex={-1} role="application" aria-label={title}>
          <ReadingContext value={reading}>
            <div className="spread company-section">
              <h2>{title}</h2>
              {section !== undefined && <Check checked={all} onChange={setAll}>{t('company.view.showEmpty')}</Check>}
            </div>
            {section === undefined ? <LooseCells cells={loose} places={places} /> : <SectionView section={section} places={places} all={all} />}
          </ReadingContext>
        </div>
        <Side view={view} cell={cell} history={history} places={places} wording={wording} comments={comments} act={act} store={store} field={field} onTurn={turnTo} onLeave={() => focusValue(body.current, cell?.path ?? left.current)} />
      </div>
    </div>
  );
}

/** A question that nobody has answered can be commented on too. */
function unanswered(path: string): CellView | undefined {
  return isCommentable(path) ? { path, state: 'clean', value: null, writes: [] } : undefined;
}

function focusValue(body: HTMLElement | null, path: string | null): void {
  const values = [...(body?.querySelectorAll<HTMLElement>('[data-path]') ?? [])];
  const value = values.find((each) => each.dataset['path'] === path) ?? values[0];
  value?.focus();
  value?.scrollIntoView({ block: 'nearest' });
}
